import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('the guide’s Service selects nothing, and a label puts it right', async ({ page }) => {
  const app = new App(page);
  await app.open();

  await test.step('a packet is refused', async () => {
    await expect(app.sender).toHaveValue('pod:default/pod-b');
    await app.sendAndSkip();
    await expect(app.caption).toContainText('Service without endpoints');
    await expect(app.caption).toContainText('app=web-app');
    await expect(page.getByText('Connection refused')).toBeVisible();
  });

  await test.step('the sentence leads to the selector', async () => {
    await app.caption.getByRole('button', { name: 'line 28' }).click();
    await expect(page.locator('.cm-line.cm-revealed')).toHaveText('    app: web-app');
    await expect(app.causes.filter({ hasText: 'app: web-app' })).toBeVisible();
  });

  await test.step('labels are added by typing', async () => {
    await app.goToLine('name: pod-a');
    await page.keyboard.type('\nlabels:\n');
    await page.keyboard.type('app: web-app');
    expect((await app.lines()).slice(2, 6)).toEqual([
      'metadata:',
      '  name: pod-a',
      '  labels:',
      '    app: web-app',
    ]);
    await expect(app.caption).toContainText('before the last change');
  });

  await test.step('the next packet arrives', async () => {
    await app.sendAndSkip();
    await expect(app.caption).toContainText('Answered');
    await expect(app.caption).toContainText('pod-a');
  });
});

test('every hop can be read, and shows the lines behind it', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.chooseExample('Guestbook');
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Answered');

  await page.getByRole('button', { name: /^SYN / }).click();
  const dnat = app.hops.getByRole('button', { name: /^DNAT/ }).first();
  await dnat.click();
  await expect(dnat).toHaveAttribute('aria-current', 'step');
  await expect(app.caption).toContainText('changes the destination');
  await expect(app.causes.filter({ hasText: 'targetPort: 6379' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^destination was/ })).toBeVisible();

  const before = await app.scrubber.getAttribute('aria-valuetext');
  await page.getByRole('button', { name: 'One hop back' }).click();
  await expect(app.caption).not.toContainText('changes the destination');
  await expect(app.scrubber).not.toHaveAttribute('aria-valuetext', before ?? '');
  await page.getByRole('button', { name: 'One hop forward' }).click();
  await expect(app.caption).toContainText('changes the destination');
});
