import type { Page } from '@playwright/test';
import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

const panelsFile = /\/showPanels-[^/]*\.js$/;

/** How many colours the canvas shows: one while nothing is drawn. */
function coloursOnCanvas(page: Page): Promise<number> {
  return page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d');
    const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data;
    return new Set(new Uint32Array(pixels?.buffer ?? new ArrayBuffer())).size;
  });
}

/** Has the browser note what moves without anybody having done something. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const seen = { shifts: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        seen.shifts += (entry as { value?: number }).value ?? 0;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { seen: { shifts: number } }).seen.shifts);
}

const box = (page: Page) => page.locator('canvas').boundingBox();

for (const [name, viewport] of [
  ['wide', { width: 1440, height: 900 }],
  ['narrow', { width: 1024, height: 768 }],
  ['middling', { width: 800, height: 1000 }],
  ['phone', { width: 390, height: 844 }],
  ['phone on its side', { width: 844, height: 390 }],
] as const) {
  test(`${name}: the cluster is drawn before the panels are here, and stays where it is`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    const shifts = await watchShifts(page);
    let letCome = () => {};
    const mayCome = new Promise<void>((done) => (letCome = done));
    await page.route(panelsFile, async (route) => {
      await mayCome;
      await route.continue();
    });
    await page.goto('./', { waitUntil: 'commit' });
    const app = new App(page);

    await expect.poll(() => coloursOnCanvas(page)).toBeGreaterThan(8);
    await expect(app.sendButton).toHaveCount(0);
    const before = await box(page);

    letCome();
    await expect(app.sendButton).toBeVisible();
    expect(await box(page)).toEqual(before);
    expect(await coloursOnCanvas(page)).toBeGreaterThan(8);
    expect(await shifts()).toBe(0);
  });
}

test.describe('without the panels', () => {
  test.use({ allowedProblems: /showPanels|Failed to load resource|this part is broken/ });

  test('the picture stays, and the page says what is missing', async ({ page }) => {
    await page.route(panelsFile, (route) => route.abort());
    await page.goto('./');
    await expect(page.getByRole('alert')).toContainText('could not be loaded');
    expect(await coloursOnCanvas(page)).toBeGreaterThan(8);

    await page.unroute(panelsFile);
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await expect(new App(page).sendButton).toBeVisible();
  });

  test('panels that break as a whole do not take the picture with them', async ({ page }) => {
    await page.route(panelsFile, (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `export function showPanels(root, _props, onFailure) {
          root.replaceChildren();
          onFailure(new Error('this part is broken'));
        }`,
      }),
    );
    await page.goto('./');
    await expect(page.getByRole('alert')).toContainText('could not be loaded');
    await expect(page.locator('canvas')).toBeVisible();
    expect(await coloursOnCanvas(page)).toBeGreaterThan(8);
  });

  test('Korean readers are told in Korean', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ locale: 'ko-KR', baseURL: baseURL ?? '' });
    const page = await context.newPage();
    await page.route(panelsFile, (route) => route.abort());
    await page.goto('./');
    await expect(page.getByRole('alert')).toContainText('불러오지 못했습니다');
    await context.close();
  });
});

test.describe('a stage that cannot be drawn', () => {
  test.use({ allowedProblems: /no canvas today|ErrorBoundary/ });

  test('leaves the panels, where its text can be mended', async ({ page }) => {
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => {
        throw new Error('no canvas today');
      };
    });
    const app = new App(page);
    await app.open();
    await expect(page.locator('.middle').getByRole('alert')).toContainText('went wrong');
    await expect(app.editor).toBeEditable();
  });
});
