import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

const manifests = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {nodeName: node-1, containers: [{name: web, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  healthCheckNodePort: 32000
  selector: {app: web}
  ports: [{port: 80}]
`;

test('a client on the network of the nodes asks MetalLB’s address, and a node for its health', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await page.getByRole('button', { name: 'Settings' }).click();
  const balancers = page.getByRole('combobox', { name: 'Load balancers' });
  await balancers.selectOption('metallb');
  await expect(balancers).toHaveValue('metallb');
  await app.write(manifests);
  await app.sender.selectOption('lan-client');

  await app.target.fill('192.168.0.240');
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Answered');
  await expect(page.getByRole('button', { name: /^SYN / })).toContainText('192.168.0.5');

  const asksForHealth = async (node: string, says: string): Promise<void> => {
    await app.target.fill(`${node}:32000`);
    await app.sendAndSkip();
    await expect(page.locator('.says')).toContainText(says);
  };
  await asksForHealth('192.168.0.11', 'HTTP/1.1 200 OK');
  await expect(page.locator('.says')).toContainText('"localEndpoints": 1');
  await asksForHealth('192.168.0.12', 'HTTP/1.1 503 Service Unavailable');
  await expect(page.locator('.says')).toContainText('"localEndpoints": 0');
});

test('a ping that is too large says what would fit', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.chooseExample('Guestbook');
  await app.target.fill('icmp://203.0.113.50?size=1472');
  await app.sendAndSkip();
  await expect(app.caption).toContainText('at most 1422 bytes of data');
  await page.getByRole('button', { name: /size=1422/ }).click();
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Answered');
});
