import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test.describe('in a Korean browser', () => {
  test.use({ locale: 'ko-KR' });

  test('the page speaks Korean', async ({ page }) => {
    const app = new App(page);
    await app.open();
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
    await app.sendAndSkip();
    await expect(app.caption).toContainText('엔드포인트가 없는 서비스');
    await expect(app.caption.getByRole('button', { name: '28행' })).toBeVisible();
    const english = await page.locator('body').innerText();
    expect(english).not.toMatch(/\b(?:the|Send|Journey|Details|What|Show)\b/);
  });
});

test('the choice of language is kept', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('한국어');
  await expect(app.sendButton).toHaveText('보내기');
  await page.reload();
  await expect(app.sendButton).toHaveText('보내기');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
});

test('only the reader’s language is downloaded', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const app = new App(page);
  await app.open();
  const isKorean = (path: string) => /\/ko-[^/]*\.js$/.test(path);
  expect(asked.filter(isKorean)).toEqual([]);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('한국어');
  await expect(app.sendButton).toHaveText('보내기');
  expect(asked.filter(isKorean)).toHaveLength(1);
});
