import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

const inspector = (page: Page) => page.getByRole('region', { name: /^(Inspector|상세 보기)$/ });
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const lookAt = (page: Page, label: string) =>
  page.getByRole('combobox', { name: 'Look at' }).selectOption({ label });

/** The Guestbook's request, stopped at the hop that translates it. */
async function openAtDnat(page: Page): Promise<App> {
  const app = new App(page);
  await app.open();
  await app.chooseExample('Guestbook');
  await app.sendAndSkip();
  await page.getByRole('button', { name: /^SYN / }).click();
  await app.hops.getByRole('button', { name: /^DNAT/ }).first().click();
  return app;
}

async function violations(page: Page) {
  const { violations: found } = await new AxeBuilder({ page }).include('#inspector').analyze();
  return found.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
}

test('the rule that decided stands in its chain, and leads to all rules of its node', async ({
  page,
}) => {
  await openAtDnat(page);
  const excerpt = page.getByRole('list', { name: 'The rule among its neighbours' });
  const deciding = excerpt.locator('[aria-current=true]');
  await expect(deciding).toContainText(/-A KUBE-SEP-\w+ .*-j DNAT --to-destination 10\.244/);
  await expect(excerpt.locator('li')).not.toHaveCount(1);

  await page.getByRole('button', { name: 'Whole chain' }).press('Enter');
  await expect(tab(page, 'Rules')).toHaveAttribute('aria-selected', 'true');
  const head = page.getByRole('button', { name: /^nat KUBE-SEP-/, expanded: true });
  await expect(head).toBeFocused();
  const decided = page.locator('.chain [data-deciding=true]');
  await expect(decided).toContainText('decided');
  await expect(decided).toBeInViewport();

  await test.step('a jump leads to the chain it names', async () => {
    const link = page.locator('.chain').getByRole('button', { name: 'KUBE-MARK-MASQ' }).first();
    await link.press('Enter');
    await expect(page.getByRole('button', { name: /^nat KUBE-MARK-MASQ/ })).toBeFocused();
    await expect(page.getByText('-j MARK --set-xmark 0x4000/0x4000')).toBeVisible();
  });

  await test.step('a search finds rules by their text', async () => {
    const search = page.getByRole('textbox', { name: 'Search rules' });
    await search.fill('redis-leader cluster IP');
    await expect(page.locator('.chain .lines li')).toHaveCount(2);
    await search.fill('no such rule');
    await expect(page.getByText('No rule holds this text.')).toBeVisible();
  });
});

test('connections appear in the table of a node as packets pass its hooks', async ({ page }) => {
  const app = await openAtDnat(page);
  await lookAt(page, 'node-1');
  await tab(page, 'Conntrack').click();
  const current = page.locator('.connections [data-current=true]');
  await expect(current).toContainText('SYN_SENT');
  await expect(current).toContainText('[UNREPLIED]');
  await expect(current).toContainText('Not in the table yet');

  await app.skip();
  const entry = page.locator('.connections li', { hasText: 'TCP' });
  await expect(entry).toContainText('TIME_WAIT');
  await expect(entry).toContainText('120 s left');
  await expect(entry).toContainText('[ASSURED]');
  await expect(entry).toContainText('DNAT');
  await expect(entry).not.toContainText('Not in the table yet');

  await test.step('and stay when something else is sent', async () => {
    await app.sendAndSkip();
    await lookAt(page, 'node-1');
    await expect(page.locator('.connections li', { hasText: 'TCP' })).toHaveCount(2);
    await expect(page.locator('.connections')).toContainText('119 s left');
  });
});

test('the views go with the keys of tabs, and stay from node to node', async ({ page }) => {
  const app = await openAtDnat(page);
  await lookAt(page, 'node-1');
  await tab(page, 'Overview').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Interfaces')).toBeFocused();
  const vxlan = page.locator('.interface', { hasText: 'flannel.1' });
  await expect(vxlan).toContainText('dst 192.168.0.12 self permanent');
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Routes')).toHaveAttribute('aria-selected', 'true');

  await lookAt(page, 'node-2');
  await expect(tab(page, 'Routes')).toHaveAttribute('aria-selected', 'true');
  await expect(inspector(page)).toContainText('default via 192.168.0.1 dev eth0');

  await test.step('the route a packet takes is marked', async () => {
    await app.hops
      .getByRole('button', { name: /^routing frontend/ })
      .first()
      .click();
    const sender = await app.sender.locator('option:checked').innerText();
    await lookAt(page, sender);
    const used = page.locator('.lines [data-current=true]');
    await expect(used).toHaveText(/^default via 10\.244\.1\.1 dev eth0taken by this packet/);
    await app.scrubber.press('Home');
    await expect(used).toHaveCount(0);
  });
});

test('a Pod shows what its container would read, and a copy is what the tool prints', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const app = new App(page);
  await app.open();
  await lookAt(page, 'pod-a');
  await expect(inspector(page)).toContainText('node-1');
  await tab(page, 'DNS').click();
  await expect(inspector(page)).toContainText(
    'search default.svc.cluster.local svc.cluster.local cluster.local',
  );
  await tab(page, 'Sockets').click();
  await expect(page.getByRole('row', { name: /^tcp 0\.0\.0\.0:8080 / })).toBeVisible();
  await tab(page, 'Interfaces').click();
  await page.getByRole('button', { name: 'Copy what ip -d address prints' }).press('Enter');
  await expect(inspector(page).getByText('Copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 state UNKNOWN\n/);
  expect(copied).toMatch(/\n2: eth0@if\d+: <BROADCAST,MULTICAST,UP,LOWER_UP>/);

  await page.getByRole('button', { name: 'node-1' }).click();
  await expect(inspector(page)).toContainText('flannel.1');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} phone`, () => {
    test.use({ colorScheme, viewport: { width: 360, height: 740 } });

    test('no view has a violation that axe knows of, or is too wide', async ({ page }) => {
      const app = new App(page);
      await app.open();
      await app.chooseExample('Guestbook');
      await app.sendAndSkip();
      await page.getByRole('button', { name: 'Hops', exact: true }).click();
      await lookAt(page, 'node-1');
      const names = await page.getByRole('tab').allInnerTexts();
      for (const name of names) {
        await tab(page, name).click();
        expect(await violations(page), name).toEqual([]);
        const isTooWide = await inspector(page).evaluate(
          ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
        );
        expect(isTooWide, `${name} is wider than its place`).toBe(false);
      }
      expect(names).toContain('Conntrack');
    });
  });
}
