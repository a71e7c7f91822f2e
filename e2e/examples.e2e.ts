import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('the page opens on a running example, and one press of Enter moves a packet', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await expect(app.caption).toContainText('pod-b is about to call pod-service');
  await app.target.press('Enter');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(app.scrubber).toHaveAttribute('aria-valuetext', /hop [3-9] of/);
});

for (const [title, answeredBy] of [
  ['Guestbook', 'redis-leader'],
  ['Online shop', 'frontend'],
] as const) {
  test(`the example ${title} delivers`, async ({ page }) => {
    const app = new App(page);
    await app.open();
    await app.chooseExample(title);
    await app.sendAndSkip();
    await expect(app.caption).toContainText('Answered');
    await expect(app.caption).toContainText(answeredBy);
  });
}

test('the same request again rolls new dice, and another seed others', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.chooseExample('Guestbook');
  await app.target.fill('frontend');
  const answers: string[] = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    await app.sendAndSkip();
    answers.push((await app.caption.innerText()).replace(/\s+/g, ' '));
  }
  expect(new Set(answers).size).toBeGreaterThan(1);
  await expect(page.getByText('Try 8')).toBeVisible();

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('textbox', { name: 'Seed' }).fill('7');
  await expect(app.caption).toContainText('before the last change');
});

test('the cluster follows its options', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.getByRole('combobox', { name: 'Nodes' }).selectOption('3');
  await expect(app.sender.getByRole('option', { name: 'node-3' })).toBeAttached();
  await page.getByRole('combobox', { name: 'CNI' }).selectOption('Flannel (host-gw)');
  await app.sender.selectOption('node-1');
  await app.target.fill('192.168.0.12:22');
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Nothing listens');
});
