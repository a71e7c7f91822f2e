import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('another CNI plugin is fetched, carries the request and shows its file', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.chooseExample('Online shop');
  await page.getByRole('combobox', { name: 'CNI' }).selectOption('Calico (IPIP)');
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Answered');
  await expect(app.hops.filter({ hasText: 'tunl0' }).first()).toBeAttached();

  await page.getByRole('combobox', { name: 'Look at' }).selectOption({ label: 'node-1' });
  await page.getByRole('tab', { name: 'CNI' }).click();
  await expect(page.getByText('IPIP, 20 bytes around each packet')).toBeVisible();
  await expect(page.getByText('"nodename": "node-1"')).toBeVisible();
});

test('a session with another plugin opens as it was left', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.getByRole('combobox', { name: 'CNI' }).selectOption('kindnet');
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'CNI' })).toHaveValue('kindnet');
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Service without endpoints');
});
