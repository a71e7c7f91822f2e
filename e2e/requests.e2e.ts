import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('containers of one Pod reach each other on localhost', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.write(
    'apiVersion: v1\nkind: Pod\nmetadata: {name: both}\nspec:\n  containers:\n  - {name: web, image: nginx}\n  - {name: side, image: busybox}\n',
  );
  await app.sender.selectOption('both · side');
  await app.target.fill('localhost');
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Answered');
  await expect(page.getByRole('button', { name: /^SYN / })).toContainText('127.0.0.1');
});

test('a client outside reaches a node port', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.chooseExample('Online shop');
  await app.sender.selectOption('client');
  const nodePort = page.locator('datalist option').filter({ hasText: /^192\.168\.0\.12:3\d{4}$/ });
  await app.target.fill((await nodePort.first().getAttribute('value')) ?? '');
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Answered');
  await expect(app.caption).toContainText('frontend');
});

test('a name that nobody has', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.target.fill('pod-servise');
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Unknown name');
  await expect(app.caption).toContainText('pod-service');
});

test('an address that nobody has', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.target.fill('10.244.9.9');
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Nobody has the address 10.244.9.9');
});

test('a wrong targetPort, found and put right', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.goToLine('name: pod-a');
  await page.keyboard.type('\nlabels:\napp: web-app');
  await app.goToLine('targetPort: 8080');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('1');
  await expect(app.sendButton).toBeEnabled();
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Nothing listens');
  await expect(app.causes.filter({ hasText: 'targetPort: 8081' })).toBeVisible();

  await app.goToLine('targetPort: 8081');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('0');
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Answered');
});
