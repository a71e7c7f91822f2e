import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('Cilium brings the only proxy mode it has; a socket is connected to a Pod, and the maps tell why', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.chooseExample('Guestbook');
  const cni = page.getByRole('combobox', { name: 'CNI' });
  const mode = page.getByRole('combobox', { name: 'kube-proxy' });
  await cni.selectOption('cilium');
  await expect(mode).toHaveValue('ebpf');
  await expect(mode.locator('option')).toHaveText(['eBPF']);

  await test.step('connect() is where the Service is left behind', async () => {
    await app.sendAndSkip();
    await expect(app.caption).toContainText('Answered');
    await page.getByRole('button', { name: /^SYN / }).click();
    await app.hops.getByRole('button', { name: /^DNAT/ }).first().click();
    await expect(app.caption).toContainText('Inside connect(), cil_sock4_connect');
    const maps = page.locator('.rules', { hasText: 'cilium_lb4_services_v2' });
    await expect(maps.last()).toContainText(/10\.244\.\d+\.\d+:6379\/TCP/);
    await expect(app.causes.filter({ hasText: 'targetPort: 6379' })).toBeVisible();
  });

  await page.reload();
  await expect(mode).toHaveValue('ebpf');

  await test.step('another plugin has kube-proxy’s modes again', async () => {
    await cni.selectOption('flannel');
    await expect(mode).toHaveValue('iptables');
    await expect(mode.locator('option')).toHaveText(['iptables', /^IPVS/, 'nftables']);
  });
});
