import { AxeBuilder } from '@axe-core/playwright';
import { guardedCluster } from '../bench/guarded.ts';
import type { Locator, Page } from '@playwright/test';
import { writeLink } from '../src/share/index.ts';
import { App } from './support/app.ts';
import { mainThreadTasks } from './support/tasks.ts';
import { expect, test } from './support/test.ts';

/** Two Pods of web, a database that only they may ask, and somebody else. */
const guarded = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: nginx}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, labels: {app: db}}
spec:
  containers: [{name: db, image: postgres, ports: [{containerPort: 5432}, {containerPort: 9187}]}]
---
apiVersion: v1
kind: Pod
metadata: {name: other}
spec:
  containers: [{name: sh, image: busybox, command: [sleep, infinity]}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
  - from: [{podSelector: {matchLabels: {app: web}}}]
    ports: [{port: 5432}]
`;

const panel = (page: Page): Locator => page.locator('.matrix');
const picture = (page: Page): Locator =>
  page.getByRole('application', { name: /^(Reachability|도달 가능성)$/ });
const table = (page: Page): Locator =>
  page.getByRole('grid', { name: /^(Reachability|도달 가능성)$/ });
const note = (page: Page): Locator => page.locator('.matrix-note');

/** Opens the app with these manifests and the matrix of their cluster. */
async function openMatrix(page: Page, text = guarded): Promise<App> {
  const app = new App(page);
  await app.open();
  const yaml = page.getByRole('button', { name: 'YAML', exact: true });
  if (await yaml.isVisible()) await yaml.click();
  await app.write(text);
  const tab = page.getByRole('button', { name: /^(Reach|도달)$/ });
  const drawer = page.getByRole('button', { name: /^(Details|상세 정보)$/ });
  if (await tab.isVisible()) await tab.click();
  else {
    if (await drawer.isVisible()) await drawer.click();
    await page.getByRole('button', { name: /^(Reachability|도달 가능성)$/ }).click();
  }
  await expect(panel(page)).toHaveAttribute('aria-busy', 'false');
  return app;
}

async function chooseCni(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'CNI' }).selectOption(name);
  await expect(panel(page)).toHaveAttribute('aria-busy', 'false');
}

test.describe('on a wide screen', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test('a plugin that ignores policies is said to, and can be thought another', async ({
    page,
  }) => {
    await openMatrix(page);
    await expect(panel(page)).toContainText('Flannel (VXLAN) enforces no policies');
    await page.getByRole('button', { name: 'Table' }).click();
    const cell = page.getByRole('gridcell', { name: /^other to db, 5432/ });
    await expect(cell).toHaveAccessibleName('other to db, 5432: allowed');
    await page.getByRole('button', { name: 'Show what an enforcing plugin would do' }).click();
    await expect(cell).toHaveAccessibleName('other to db, 5432: denied by policy');
    await chooseCni(page, 'Calico (IPIP)');
    await expect(panel(page)).not.toContainText('enforces no policies');
    await expect(cell).toHaveAccessibleName('other to db, 5432: denied by policy');
  });

  test('the keyboard goes through the table, and Enter replays the packet of a cell', async ({
    page,
  }) => {
    const app = await openMatrix(page);
    await chooseCni(page, 'Calico (IPIP)');
    await page.getByRole('button', { name: 'Table' }).click();
    await expect(table(page)).toHaveAttribute('aria-rowcount', /\d+/);
    await expect(page.locator('[role=grid] [tabindex="0"]')).toHaveCount(1);
    await page.locator('[role=grid] [tabindex="0"]').focus();
    await page.keyboard.press('ArrowDown');
    const denied = page.getByRole('gridcell', { name: 'other to db, 5432: denied by policy' });
    await expect(denied).toBeFocused();
    await expect(note(page)).toContainText('other cannot reach db on TCP port 5432.');
    await expect(note(page)).toContainText('NetworkPolicy db line 31');
    await page.keyboard.press('Enter');
    await expect(app.sender).toHaveValue('pod:default/other');
    await expect(app.target).toHaveValue(/^tcp:\/\/10\.244\.\d+\.\d+:5432$/);
    await expect(app.scrubber).toBeEnabled();
    await expect(page.locator('.cm-line.cm-revealed')).toContainText('name: db');
    await expect(denied).toBeFocused();
    await app.skip();
    await expect(app.caption).toContainText('NetworkPolicy db');
    await expect(app.causes.first()).toBeVisible();

    await denied.focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('gridcell', { name: 'web ×2 to db, 5432: allowed' })).toBeFocused();
    await page.keyboard.press('Enter');
    await app.skip();
    await expect(app.caption).toContainText('Answered');
  });

  test('Enter on a name takes an owner apart, and puts it together again', async ({ page }) => {
    await openMatrix(page);
    await page.getByRole('button', { name: 'Table' }).click();
    const together = page.getByRole('rowheader', { name: 'web ×2' });
    await together.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('rowheader', { name: /^web-/ })).toHaveCount(2);
    await page.keyboard.press('Enter');
    await expect(together).toBeVisible();
  });

  test('the picture tells the same, to the pointer and to the keyboard', async ({ page }) => {
    const app = await openMatrix(page);
    await chooseCni(page, 'Calico (IPIP)');
    await picture(page).focus();
    await page.keyboard.press('ArrowDown');
    await expect(note(page)).toContainText('other cannot reach db on TCP port 5432.');
    await page.keyboard.press('Enter');
    await expect(app.sender).toHaveValue('pod:default/other');
    await expect(app.target).toHaveValue(/:5432$/);
    await expect(picture(page)).toBeFocused();
  });

  test('an edit is answered anew', async ({ page }) => {
    const app = await openMatrix(page);
    await chooseCni(page, 'Calico (IPIP)');
    await page.getByRole('button', { name: 'Table' }).click();
    await app.write(guarded.replace('port: 5432}]\n', 'port: 9187}]\n'));
    await expect(
      page.getByRole('gridcell', { name: 'web ×2 to db, 5432: denied by policy' }),
    ).toBeVisible();
  });

  test('the page stays responsive while who reaches whom is found out for 300 Pods', async ({
    page,
  }) => {
    const app = new App(page);
    const from = { kind: 'node', name: 'node-1' } as const;
    const spec = { nodes: 5, cni: 'calico', proxyMode: 'iptables', seed: 1 };
    const link = { text: guardedCluster(300, 60), ...spec, from, to: '10.244.1.2', locale: 'en' };
    await app.open(writeLink(link));
    await expect(page.getByRole('button', { name: 'Reachability' })).toBeVisible();
    const tasks = await mainThreadTasks(page, async () => {
      await page.getByRole('button', { name: 'Reachability' }).click();
      await expect(panel(page)).toHaveAttribute('aria-busy', 'false');
      await expect(note(page)).toContainText(/can(not)? reach/);
      await picture(page).press('PageDown');
      await page.getByRole('button', { name: 'Table' }).click();
      await expect(table(page)).toHaveAttribute('aria-colcount', /^\d{3}$/);
      await page.getByRole('button', { name: 'Journey' }).click();
      await expect(panel(page)).toBeHidden();
    });
    expect(tasks.length).toBeGreaterThan(10);
    expect(tasks.filter((task) => task > 50)).toEqual([]);
    await expect(app.sendButton).toBeEnabled();
  });

  test.describe('without a worker', () => {
    test.use({ allowedProblems: /worker/i });

    test('the page says so and goes on', async ({ page }) => {
      await page.route('**/worker-*.js', (route) => route.abort());
      const app = new App(page);
      await app.open();
      await page.getByRole('button', { name: 'Reachability' }).click();
      await expect(panel(page).getByRole('alert')).toContainText('could not be found out');
      await page.unroute('**/worker-*.js');
      await panel(page).getByRole('button', { name: 'Try again' }).click();
      await expect(panel(page)).toHaveAttribute('aria-busy', 'false');
      await app.sendAndSkip();
      await expect(app.caption).toContainText('Service without endpoints');
    });
  });
});

for (const locale of ['en-US', 'ko-KR']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 1024, height: 768 },
      { width: 390, height: 844 },
    ]) {
      test.describe(`${locale} ${colorScheme} ${viewport.width}`, () => {
        test.use({ locale, colorScheme, viewport });

        test('the matrix has no violation that axe knows of, and fits', async ({ page }) => {
          await openMatrix(page);
          for (const form of [/^(Picture|그림)$/, /^(Table|표)$/]) {
            await page.getByRole('button', { name: form }).click();
            const { violations } = await new AxeBuilder({ page }).analyze();
            expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual(
              [],
            );
            const width = await page.evaluate(() => document.documentElement.scrollWidth);
            expect(width).toBeLessThanOrEqual(viewport.width);
          }
        });
      });
    }
  }
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a cell leads to the stage', async ({ page }) => {
    const app = await openMatrix(page);
    await page.getByRole('button', { name: 'Table' }).tap();
    await page.getByRole('gridcell', { name: /^other to db, 5432/ }).tap();
    await expect(page.locator('.stage canvas')).toBeVisible();
    await expect(app.target).toHaveValue(/:5432$/);
  });
});
