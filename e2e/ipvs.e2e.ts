import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('kube-proxy in IPVS mode: marked as deprecated, a virtual server decides, and a ping is rejected', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.chooseExample('Guestbook');
  const mode = page.getByRole('combobox', { name: 'kube-proxy' });
  await expect(mode.getByRole('option', { name: 'IPVS (deprecated 1.35)' })).toBeAttached();
  await mode.selectOption('ipvs');
  await expect(mode).toHaveValue('ipvs');

  await test.step('virtual server, scheduler and real server', async () => {
    await app.sendAndSkip();
    await expect(app.caption).toContainText('Answered');
    await page.getByRole('button', { name: /^SYN / }).click();
    await app.hops.getByRole('button', { name: /^IPVS/ }).first().click();
    await expect(app.caption).toContainText('which its scheduler rr chose (each in turn)');
    await expect(app.caption).toContainText('selector chose this Pod');
    await expect(page.locator('.hop-details')).toContainText(
      /TCP 10\.\d+\.\d+\.\d+:6379 rr → 10\.244\.\d+\.\d+:6379/,
    );
    await expect(app.causes.filter({ hasText: 'targetPort: 6379' })).toBeVisible();
  });

  await test.step('the same request in iptables mode', async () => {
    await mode.selectOption('iptables');
    await app.sendAndSkip();
    await page.getByRole('button', { name: /^SYN / }).click();
    await expect(app.hops.getByRole('button', { name: /^DNAT/ }).first()).toBeVisible();
    await expect(app.hops.getByRole('button', { name: /^IPVS/ })).toHaveCount(0);
    await mode.selectOption('ipvs');
  });

  await test.step('a ping to a cluster IP', async () => {
    await app.target.fill('icmp://redis-follower');
    await app.sendAndSkip();
    await expect(app.caption).toContainText('reject');
  });

  await test.step('another scheduler, which a link carries', async () => {
    const scheduler = page.getByRole('combobox', { name: 'IPVS scheduler' });
    await page.getByRole('button', { name: 'Settings' }).click();
    await scheduler.selectOption('sh');
    await expect(scheduler).toHaveValue('sh');
    await page.reload();
    await expect(mode).toHaveValue('ipvs');
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(scheduler).toHaveValue('sh');
  });
});
