import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('the film plays, pauses, and follows its speed', async ({ page }) => {
  const app = new App(page);
  await app.open();
  const position = () => app.scrubber.inputValue().then(Number);

  await app.sendButton.click();
  await expect.poll(position).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Pause' }).click();
  const paused = await position();
  // Two frames: a film that runs would have moved on.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  expect(await position()).toBe(paused);

  await page.getByRole('combobox', { name: 'Speed' }).selectOption('4×');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(app.caption).toContainText('Service without endpoints', { timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('scrubbing back tells the same again', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.sendAndSkip();
  await app.scrubber.press('Home');
  const told: string[] = [];
  for (let hop = 0; hop < 8; hop++) {
    await app.scrubber.press('ArrowRight');
    await expect(app.scrubber).toHaveAttribute('aria-valuetext', new RegExp(`^hop ${hop + 1} of`));
    told.push(await app.caption.innerText());
  }
  expect(new Set(told).size).toBeGreaterThan(4);
  for (const sentence of told.toReversed()) {
    expect(await app.caption.innerText()).toBe(sentence);
    await app.scrubber.press('ArrowLeft');
  }
});
