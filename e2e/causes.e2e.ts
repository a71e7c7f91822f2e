import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('the cursor on a line lights what the line caused', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await expect(app.lit).toBeEmpty();

  await app.goToLine('name: pod-a');
  await expect(app.lit).toContainText('pod-a');
  await app.goToLine('name: pod-b');
  await expect(app.lit).toContainText('pod-b');
  await expect(app.lit).not.toContainText('pod-a');

  await test.step('a Service is in the gates of every node, and nowhere else', async () => {
    await app.goToLine('name: pod-service');
    await expect(app.lit).toContainText('OUTPUT (node-1, node-2)');
    await expect(app.lit).not.toContainText('pod-');
  });

  await test.step('who leaves the editor leaves the picture as it is', async () => {
    await app.target.focus();
    await expect(app.lit).toBeEmpty();
  });
});

test('the line that made a packet fail comes into view', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.chooseExample('Guestbook');
  await app.target.fill('redis-leader:80');
  await app.sendAndSkip();
  await expect(app.caption).toContainText('has no port 80/TCP');
  await expect(app.causes.filter({ hasText: 'port: 6379' }).first()).toBeInViewport();
});

test('a box of the picture shows what is inside, and the lines it comes from', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.getByRole('combobox', { name: 'Look at' }).selectOption('pod-a');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { name: 'pod-a' })).toBeVisible();
  await inspector.getByRole('tab', { name: 'Sockets' }).click();
  await expect(inspector.getByRole('row', { name: /^tcp 0\.0\.0\.0:8080 / })).toBeVisible();
  await expect(inspector).toContainText('as containerPort says');
  await expect(app.causes.filter({ hasText: 'name: pod-a' })).toBeVisible();
});
