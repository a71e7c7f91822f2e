import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('a request passes an Ingress: its controller decides, and opens a connection of its own', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.chooseExample('Ingress: one host, two Services');
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Answered');

  await test.step('the hop between two connections names rule and backend', async () => {
    await page.getByRole('button', { name: /^SYN / }).nth(1).click();
    await app.hops
      .getByRole('button', { name: /^ingress-nginx/ })
      .first()
      .click();
    await expect(app.caption).toContainText('finds the rule in Ingress store');
    await expect(app.caption).toContainText('default/api:80');
    await expect(app.causes.filter({ hasText: 'path: /api' })).toBeVisible();
  });

  await test.step('a host that nobody named', async () => {
    await app.target.fill('http://192.168.0.12:30080/');
    await app.sendAndSkip();
    await expect(app.caption).toContainText('404 Not Found');
    await expect(app.caption).toContainText('There are rules for store.example.com');
  });

  await test.step('without a controller', async () => {
    await page.getByRole('button', { name: 'Settings' }).click();
    const controller = page.getByRole('combobox', { name: 'Ingress controller' });
    await controller.selectOption('none');
    await expect(controller).toHaveValue('none');
    await page.keyboard.press('Escape');
    await app.target.fill('http://192.168.0.12/');
    await app.sendAndSkip();
    await expect(app.caption).toContainText('No Ingress controller runs in this cluster');
  });
});
