import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

const shop = `apiVersion: v1
kind: Pod
metadata: {name: client}
spec:
  containers: [{name: shell, image: busybox, command: [sleep, infinity]}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: postgres}]}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
`;
const noCoreDns = `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: coredns, namespace: kube-system, labels: {k8s-app: kube-dns}}
spec:
  replicas: 0
  selector: {matchLabels: {k8s-app: kube-dns}}
  template:
    metadata: {labels: {k8s-app: kube-dns}}
    spec: {containers: [{name: coredns, image: coredns}]}
`;

const languages = [
  {
    locale: 'en-US',
    first: /name 1 of the 4 .* fewer dots \(1\) than ndots:5/,
    forwards: /CoreDNS in coredns.* does not know example\.com itself, and asks 203\.0\.113\.53/,
    gone: /gives up at once.*Temporary failure in name resolution/,
    dns: /DNS query|DNS answer/,
  },
  {
    locale: 'ko-KR',
    first: /이름 4개 중 1번째.*점이 1개로 ndots:5보다 적어서/,
    forwards: /coredns.*의 CoreDNS는 example\.com을 직접 알지 못하므로/,
    gone: /곧바로 포기하고.*Temporary failure in name resolution/,
    dns: /DNS 질의|DNS 응답/,
  },
];

for (const { locale, first, forwards, gone, dns } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test('a name is looked up in the order of the search list, and outside at last', async ({
      page,
    }) => {
      const app = new App(page);
      await app.open();
      await app.write(shop);
      await app.target.fill('http://example.com');
      await app.sendAndSkip();
      const queries = page.locator('.leg-title').filter({ hasText: dns });
      await expect(queries.locator('.leg-question')).toHaveText([
        /^example\.com\.default\.svc\.cluster\.local A\s*$/,
        /^example\.com\.default\.svc\.cluster\.local A NXDOMAIN$/,
        /^example\.com\.svc\.cluster\.local A\s*$/,
        /^example\.com\.svc\.cluster\.local A NXDOMAIN$/,
        /^example\.com\.cluster\.local A\s*$/,
        /^example\.com\.cluster\.local A NXDOMAIN$/,
        /^example\.com A\s*$/,
        /^example\.com A\s*$/,
        /^example\.com A NOERROR$/,
        /^example\.com A NOERROR$/,
      ]);
      await app.scrubber.press('Home');
      await app.scrubber.press('ArrowRight');
      await expect(app.caption).toContainText(first);
      await queries.nth(7).getByRole('button').click();
      await page.locator('.hop[data-step=forward] button').click();
      await expect(app.caption).toContainText(forwards);
    });

    test('a record of each Pod, offered as one types', async ({ page }) => {
      const app = new App(page);
      await app.open();
      await app.write(shop);
      await app.target.fill('dns://');
      const offered = page.locator('datalist option');
      await expect(offered.filter({ hasText: /^dns:\/\/db-1\.db$/ })).toHaveCount(1);
      const srv = offered.filter({ hasText: /^dns:\/\/_sql\._tcp\.db\?type=SRV$/ });
      await app.target.fill((await srv.getAttribute('value')) ?? '');
      await app.sendAndSkip();
      await expect(page.locator('.says')).toContainText(
        '_sql._tcp.db.default.svc.cluster.local has SRV record 0 50 5432 db-',
      );
    });

    test('without CoreDNS', async ({ page }) => {
      const app = new App(page);
      await app.open();
      await app.write(shop + noCoreDns);
      await app.target.fill('db');
      await app.sendAndSkip();
      await expect(page.locator('.outcome')).toContainText('Could not resolve host: db');
      await expect(page.locator('.outcome')).toContainText('kube-dns');
      await expect(page.locator('.outcome')).toContainText(gone);
    });
  });
}
