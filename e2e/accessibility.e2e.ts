import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

async function violations(page: Page) {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [size, viewport] of [
    ['desktop', { width: 1440, height: 900 }],
    ['tablet', { width: 1024, height: 768 }],
    ['phone', { width: 390, height: 844 }],
  ] as const) {
    test.describe(`${colorScheme} ${size}`, () => {
      test.use({ colorScheme, viewport });

      test('has no violation that axe knows of', async ({ page }) => {
        const app = new App(page);
        await app.open();
        expect(await violations(page)).toEqual([]);

        await app.sendAndSkip();
        await expect(app.caption).toContainText('Service without endpoints');
        expect(await violations(page)).toEqual([]);

        const drawer = page.getByRole('button', { name: 'Details', exact: true });
        if (await drawer.isVisible()) {
          await drawer.click();
          expect(await violations(page)).toEqual([]);
          await page.getByRole('button', { name: 'Close details' }).click();
        }

        await app.scrubber.press('Home');
        for (let step = 0; step < 6; step++) await app.scrubber.press('ArrowRight');
        expect(await violations(page)).toEqual([]);
      });
    });
  }
}

test('the sentence is announced where the film rests', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.sendAndSkip();
  await expect(app.announcement).toContainText('Service without endpoints');
  await app.scrubber.press('ArrowLeft');
  await expect(app.announcement).toContainText('is an address of pod-b itself');
});

test.describe('without motion', () => {
  test.use({ reducedMotion: 'reduce' } as never);

  test('the packet goes from place to place', async ({ page }) => {
    const app = new App(page);
    await app.open();
    await app.sendButton.click();
    await expect(app.scrubber).toHaveAttribute('aria-valuetext', /hop [2-9] of/);
  });
});
