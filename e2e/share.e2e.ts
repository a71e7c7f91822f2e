import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('a link replays the same hops at the same place', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const app = new App(page);
  await app.open();
  await app.chooseExample('Guestbook');
  await page.getByRole('combobox', { name: 'Nodes' }).selectOption('3');
  await app.target.fill('frontend');
  for (let attempt = 0; attempt < 3; attempt++) await app.sendAndSkip();
  await page.getByRole('button', { name: /^SYN / }).click();
  await app.hops.getByRole('button', { name: /^DNAT/ }).first().click();
  const sentence = await app.caption.innerText();
  const hops = await app.hops.allInnerTexts();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.length).toBeLessThan(1000);

  const other = await context.newPage();
  await other.goto('about:blank');
  await other.goto(link);
  const opened = new App(other);
  await expect(opened.editor).toBeVisible();
  await expect.poll(() => opened.caption.innerText()).toBe(sentence);
  expect(await opened.hops.allInnerTexts()).toEqual(hops);
  await expect(other.getByText('Try 3')).toBeVisible();
});

test('a damaged link says so and shows an example', async ({ page }) => {
  const app = new App(page);
  await app.open('#v1.abcdefgh');
  await expect(page.getByRole('alert')).toContainText('damaged');
  await expect(app.editor).toContainText('name: pod-a');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('a link that is opened loses nothing that was typed before', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.goToLine('name: pod-a');
  await page.keyboard.type('lpha');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page).toHaveURL(/#v1\./);
  const { hash } = new URL(page.url());

  await app.goToLine('name: pod-b');
  await page.keyboard.type('eta');
  await expect(page).not.toHaveURL(/#/);

  await page.goto('about:blank');
  await app.open(hash);
  await expect(app.editor).toContainText('name: pod-alpha');
  await expect(app.editor).not.toContainText('name: pod-beta');
  await app.chooseExample('Two Pods and a Service');
  await expect(app.editor).toContainText('name: pod-beta');
});
