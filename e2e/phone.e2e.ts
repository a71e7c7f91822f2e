import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('the story can be followed on a phone', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await expect(app.editor).toBeHidden();

  await app.sendButton.tap();
  await app.skip();
  await expect(app.caption).toContainText('Service without endpoints');
  await page.getByRole('button', { name: 'YAML' }).tap();
  await expect(app.causes.filter({ hasText: 'app: web-app' })).toBeInViewport();
  await page.getByRole('button', { name: 'Cluster', exact: true }).tap();
  await app.caption.getByRole('button', { name: 'line 28' }).tap();
  await expect(app.editor).toBeVisible();
  await expect(page.locator('.cm-line.cm-revealed')).toBeInViewport();

  await page.getByRole('button', { name: 'Hops' }).tap();
  await expect(app.hops.first()).toBeVisible();
  await page.getByRole('button', { name: 'Cluster', exact: true }).tap();
  await expect(app.sendButton).toBeVisible();
});

test('nothing is wider than the phone, and fingers find everything', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.sendAndSkip();
  for (const tab of ['YAML', 'Hops', 'Cluster']) {
    await page.getByRole('button', { name: tab, exact: true }).tap();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, select, input')]
        .filter((element) => element.checkVisibility() && !element.closest('p, li, .editor'))
        .map((element) => ({
          name: element.textContent,
          height: element.getBoundingClientRect().height,
          type: element.getAttribute('type'),
        }))
        .filter(({ height, type }) => height < 44 && type !== 'range'),
    );
    expect(small).toEqual([]);
  }
});
