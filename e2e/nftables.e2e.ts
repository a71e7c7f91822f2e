import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('kube-proxy in nftables mode: a map leads on, a wrong port is rejected, and a reload keeps the mode', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.chooseExample('Guestbook');
  const mode = page.getByRole('combobox', { name: 'kube-proxy' });
  await mode.selectOption('nftables');
  await expect(mode).toHaveValue('nftables');

  await test.step('the rule and the element that decided', async () => {
    await app.sendAndSkip();
    await expect(app.caption).toContainText('Answered');
    await page.getByRole('button', { name: /^SYN / }).click();
    await app.hops.getByRole('button', { name: /^DNAT/ }).first().click();
    await expect(app.caption).toContainText('kube-proxy’s rule changes the destination');
    const rules = page.locator('.rules', { hasText: 'ip kube-proxy' });
    await expect(rules).toContainText('vmap @service-ips');
    const deciding = rules.locator('li[data-deciding=true]');
    await expect(deciding).toContainText('dnat ip to numgen random mod');
    await expect(deciding.locator('.rules-element')).toHaveText(/^\d : 10\.244\.\d+\.\d+ \. 6379$/);
    await expect(app.causes.filter({ hasText: 'targetPort: 6379' })).toBeVisible();
  });

  await test.step('a port that the Service does not have', async () => {
    await app.target.fill('tcp://redis-follower:81');
    await app.sendAndSkip();
    await expect(app.caption).toContainText('kube-proxy rejects what still goes to a cluster IP');
  });

  await page.reload();
  await expect(mode).toHaveValue('nftables');
});
