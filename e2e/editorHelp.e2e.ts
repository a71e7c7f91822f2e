import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

const mistyped = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selecter:
    app: web
  "prots":
  - port: 80
`;

test('the list of problems mends a name, and the editor takes it back', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.write(mistyped);
  const fixes = app.problems.getByRole('button', { name: /^Change to/ });
  await expect(fixes).toHaveText(['Change to selector', 'Change to ports']);

  await fixes.first().focus();
  await page.keyboard.press('Enter');
  await expect(fixes).toHaveText(['Change to ports']);
  await expect(app.problems).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(fixes).toHaveCount(0);
  await expect(app.editor).toContainText('selector:    app: web  "ports":');
  await expect(app.problems).toContainText('No problems');

  await app.editor.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(app.editor).toContainText('"prots":');
});

test('a key mends the line of the cursor', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.write(mistyped);
  await app.goToLine('selecter:');
  await expect(app.problems.getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+.');
  await expect(app.editor).toContainText('selector:');
  await expect(app.problems.getByRole('listitem')).toHaveCount(1);
});

test('so does the button beside the line', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.write(mistyped);
  await page.locator('.cm-lintRange-error').first().hover();
  await page.locator('.cm-tooltip').getByRole('button', { name: 'Change to selector' }).click();
  await expect(app.editor).toContainText('selector:');
});

test.describe('in Korean', () => {
  test.use({ locale: 'ko-KR' });

  test('the button speaks Korean', async ({ page }) => {
    const app = new App(page);
    await app.open();
    await app.write(mistyped);
    await app.problems.getByRole('button', { name: 'selector로 바꾸기' }).click();
    await app.problems.getByRole('button', { name: 'ports로 바꾸기' }).click();
    await expect(app.problems).toContainText('문제 없음');
  });
});

test.describe('without CodeMirror', () => {
  test.use({ allowedProblems: /Failed to load resource/ });

  test('the plain editor is mended too, and takes it back', async ({ page }) => {
    await page.route(/\/codemirror-/, (route) => route.abort());
    await page.goto('./');
    const app = new App(page);
    await app.editor.fill(mistyped);
    await app.problems.getByRole('button', { name: 'Change to selector' }).click();
    await expect(app.editor).toHaveValue(mistyped.replace('selecter', 'selector'));
    await expect(app.problems).toBeFocused();
    await app.editor.focus();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(app.editor).toHaveValue(mistyped);
  });
});
