import path from 'node:path';
import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

/** Pictures of everything, for people to look at: they are compared with nothing. */
const folder = path.resolve('screenshots');

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;
const examples = [
  ['pods-and-service', 0],
  ['guestbook', 1],
  ['shop', 2],
] as const;

for (const locale of ['en-US', 'ko-KR']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of sizes) {
      const name = `${locale.slice(0, 2)}-${colorScheme}-${viewport.width}`;
      test.describe(name, () => {
        test.use({ locale, colorScheme, viewport });

        for (const [example, index] of examples) {
          test(`${example}`, async ({ page }) => {
            const app = new App(page);
            await page.goto('./');
            await app.chooseExample({ index });
            const shoot = (moment: string) =>
              page.screenshot({ path: path.join(folder, `${example}-${name}-${moment}.png`) });
            await app.sendAndSkip();
            await expect(app.caption).toContainText(/\./);
            await shoot('end');
            await app.scrubber.press('Home');
            // Into the packet that is translated.
            const stops = index === 0 ? 6 : 12;
            for (let step = 0; step < stops; step++) await app.scrubber.press('ArrowRight');
            await shoot('hop');
          });
        }
      });
    }
  }
}
