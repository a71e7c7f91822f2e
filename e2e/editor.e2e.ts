import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('a syntax error marks its line and takes nothing away', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.goToLine('image: your-web-app-image');
  await page.keyboard.type(': a: b');
  await expect(app.problems.getByRole('listitem')).toHaveCount(1);
  await expect(app.problems).toContainText('As accepted before: Pod pod-a.');
  await expect(page.locator('.cm-line.cm-bad-error')).not.toHaveCount(0);

  await expect(app.sender.getByRole('option', { name: 'pod-a' })).toBeAttached();
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Service without endpoints');

  await app.goToLine('image: your-web-app-image');
  for (let key = 0; key < 6; key++) await page.keyboard.press('Backspace');
  await expect(app.problems).toContainText('No problems');
});

test('a change that is forbidden can still be made by creating anew', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.goToLine('containerPort: 8080');
  await page.keyboard.press('Backspace');
  await expect(app.problems).toContainText('As accepted before: Pod pod-a.');
  await page.getByRole('button', { name: 'Delete and create anew' }).press('Enter');
  await expect(app.problems).not.toContainText('As accepted before');
  await expect(app.problems).not.toContainText('Forbidden');
});

test('a problem leads to its line', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.goToLine('targetPort: 8080');
  await page.keyboard.type('0');
  const problem = app.problems.getByRole('listitem').first();
  await expect(problem).toContainText('spec.ports[0].targetPort');
  await problem.getByRole('button', { name: /line 32/ }).click();
  await expect(page.locator('.cm-line.cm-revealed')).toHaveText('    targetPort: 80800');
});

test('what was typed is there after a reload, and each example keeps its own', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.goToLine('name: pod-a');
  await page.keyboard.type('lpha');
  await app.chooseExample('Guestbook');
  await expect(page.locator('.cm-line').first()).toHaveText('apiVersion: apps/v1');
  await app.chooseExample('Two Pods and a Service');
  await expect(app.editor).toContainText('name: pod-alpha');

  await page.reload();
  await expect(page.locator('.cm-editor')).toBeAttached();
  await expect(app.editor).toContainText('name: pod-alpha');
  await page.getByRole('button', { name: 'Restore original' }).click();
  await expect(app.editor).not.toContainText('pod-alpha');
  await app.editor.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(app.editor).toContainText('name: pod-alpha');
});

test('kinds of other groups are known, as typed and after a reload', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.write(
    '{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: all}, spec: {tier: Admin, priority: 1001, subject: {namespaces: {}}}}',
  );
  const words = 'spec.priority in body should be less than or equal to 1000';
  await expect(app.problems).toContainText(words);
  await expect(app.problems.getByRole('listitem')).toHaveCount(1);

  await page.reload();
  await expect(app.problems).toContainText(words);
  await expect(app.problems.getByRole('listitem')).toHaveCount(1);
});

test('five megabytes do not hang the page', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.editor.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'a: b # padding\n'.repeat(350_000));
    const paste = new ClipboardEvent('paste', {
      clipboardData: data,
      bubbles: true,
      cancelable: true,
    });
    document.querySelector('.cm-content')?.dispatchEvent(paste);
  });
  await expect(app.problems).toContainText('longer than', { timeout: 3000 });
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Service without endpoints', { timeout: 3000 });
});

test.describe('without CodeMirror', () => {
  test.use({ allowedProblems: /Failed to load resource/ });

  test('the editor is a plain one that works', async ({ page }) => {
    await page.route(/\/codemirror-/, (route) => route.abort());
    await page.goto('./');
    const app = new App(page);
    await app.editor.fill(
      'apiVersion: v1\nkind: Pod\nmetadata: {name: solo}\nspec: {containers: [{name: c, image: nginx}]}',
    );
    await expect(app.sender.getByRole('option', { name: 'solo' })).toBeAttached();
  });
});
