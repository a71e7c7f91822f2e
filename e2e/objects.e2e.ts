import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

const workloads = `apiVersion: apps/v1
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
spec:
  selector: {app: web}
  ports: [{port: 80}]
---
apiVersion: v1
kind: Pod
metadata: {name: stuck}
spec:
  nodeSelector: {disk: ssd}
  containers: [{name: web, image: nginx}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
`;

const tree = (page: Page): Locator => page.getByRole('tree');
const row = (page: Page, name: string | RegExp): Locator => page.getByRole('treeitem', { name });
const inspector = (page: Page): Locator =>
  page.getByRole('region', { name: /^(Inspector|상세 보기)$/ });

/** Opens the app with these manifests and the list of their objects. */
async function openList(page: Page, text: string): Promise<App> {
  const app = new App(page);
  await app.open();
  const yaml = page.getByRole('button', { name: 'YAML', exact: true });
  if (await yaml.isVisible()) await yaml.click();
  await app.write(text);
  const [tab, choice] = [
    page.getByRole('navigation').getByRole('button', { name: /^(Objects|객체)$/ }),
    page.getByRole('button', { name: /^(Objects|객체)/ }).first(),
  ];
  await ((await tab.isVisible()) ? tab : choice).click();
  await expect(tree(page)).toBeVisible();
  return app;
}

test.describe('on a wide screen', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test('everything that came of the text is listed below its owner', async ({ page }) => {
    await openList(page, workloads);
    await expect(row(page, /^Pod web-/)).toHaveCount(2);
    await expect(row(page, /^Pod web-/).first()).toHaveAttribute('aria-level', '3');
    await expect(row(page, 'Pod web-').first()).toContainText('1/1');
    await expect(row(page, /^ConfigMap settings not simulated$/)).toBeVisible();
    await expect(row(page, /^Pod stuck one warning/)).toBeVisible();
    await expect(row(page, /coredns|kube-dns/)).toHaveCount(0);
  });

  test('a row selects the thing in the picture and its lines in the text', async ({ page }) => {
    const app = await openList(page, workloads);
    await row(page, /^Service web/).click();
    await expect(row(page, /^Service web/)).toHaveAttribute('aria-selected', 'true');
    await expect(app.causes).toContainText('metadata: {name: web}');
    await expect(app.lit).toContainText('PREROUTING');
    await expect(inspector(page)).toContainText('CLUSTER-IP');

    await row(page, /^Pod web-/)
      .first()
      .click();
    await expect(inspector(page)).toContainText('10.244.');
    await expect(inspector(page).getByRole('combobox')).toHaveValue(/^pod:default\/web-/);
  });

  test('the keyboard goes through the tree as through any', async ({ page }) => {
    await openList(page, workloads);
    await row(page, /^Deployment web/).focus();
    await page.keyboard.press('ArrowRight');
    await expect(row(page, /^ReplicaSet web/)).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await expect(row(page, /^Pod stuck/)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(row(page, /^Pod stuck/)).toHaveAttribute('aria-selected', 'true');
    await expect(row(page, /^Pod stuck/)).toBeFocused();
    await expect(inspector(page)).toContainText('Warning FailedScheduling');
    await expect(inspector(page)).toContainText("2 node(s) didn't match Pod's node affinity");
    // Only one row is a stop on the way through the page.
    await expect(page.locator('[role=treeitem][tabindex="0"]')).toHaveCount(1);
  });

  test.describe('in Korean', () => {
    test.use({ locale: 'ko-KR' });

    test('an event is explained beside its own words', async ({ page }) => {
      await openList(page, workloads);
      await expect(row(page, /^ConfigMap settings 시뮬레이션하지 않음$/)).toBeVisible();
      await row(page, /^Pod stuck 경고 1개/).click();
      await expect(inspector(page)).toContainText('둘 노드를 찾지 못했습니다');
      await expect(inspector(page)).toContainText('0/2 nodes are available');
    });
  });

  test('a Deployment is scaled from its details; what it owns is not', async ({ page }) => {
    await openList(page, workloads);
    await row(page, /^Deployment web/).click();
    await inspector(page).getByRole('button', { name: 'Scale to 3' }).click();
    const time = page.getByRole('region', { name: 'What happens in the cluster' });
    await expect(time).toContainText('You scale Deployment web to 3.');
    await expect(inspector(page).getByRole('button', { name: 'Scale to 4' })).toBeVisible();
    await time.getByRole('slider', { name: 'Moment' }).press('End');
    await expect(row(page, /^Pod web-/)).toHaveCount(3);
    await row(page, /^ReplicaSet web-/).click();
    await expect(inspector(page).getByRole('button', { name: /^Scale to/ })).toHaveCount(0);
  });

  test('of many objects some are drawn, and more when asked for', async ({ page }) => {
    await openList(page, workloads.replace('replicas: 2', 'replicas: 1000'));
    await expect(page.getByRole('treeitem')).toHaveCount(200);
    await page.getByRole('button', { name: 'Show 200 more' }).click();
    await expect(page.getByRole('treeitem')).toHaveCount(400);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [size, viewport] of [
    ['desktop', { width: 1440, height: 900 }],
    ['phone', { width: 360, height: 740 }],
  ] as const) {
    test.describe(`${colorScheme} ${size}`, () => {
      test.use({ colorScheme, viewport });

      test('the list and what it leads to have no violation that axe knows of', async ({
        page,
      }) => {
        await openList(page, workloads);
        const violations = async () => {
          const { violations: found } = await new AxeBuilder({ page }).analyze();
          return found.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
        };
        expect(await violations()).toEqual([]);
        await row(page, /^Pod stuck/).click();
        await expect(inspector(page)).toContainText('FailedScheduling');
        expect(await violations()).toEqual([]);
      });
    });
  }
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('the list is a tab, and a tap leads to an object and back', async ({ page }) => {
    await openList(page, workloads);
    await row(page, /^Pod stuck/).tap();
    await expect(inspector(page)).toContainText('Warning FailedScheduling');
    await expect(inspector(page)).toBeFocused();
    await expect(tree(page)).toBeHidden();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);

    await page.getByRole('button', { name: 'Objects', exact: true }).tap();
    await expect(tree(page)).toBeVisible();
    const low = await page
      .getByRole('treeitem')
      .evaluateAll(
        (rows) => rows.filter((each) => each.getBoundingClientRect().height < 44).length,
      );
    expect(low).toBe(0);
  });
});
