import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('everything can be done with the keyboard', async ({ page }) => {
  const app = new App(page);
  await app.open();

  await test.step('send from the request bar', async () => {
    await app.sender.focus();
    await page.keyboard.press('Tab');
    await expect(app.target).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  });

  await test.step('keys of a player do not fire while one types', async () => {
    await page.keyboard.press('End');
    await page.keyboard.type(' ');
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await page.keyboard.press('Backspace');
  });

  await test.step('space, arrows, Home and End steer the film', async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
    await page.keyboard.press('End');
    await expect(app.caption).toContainText('Service without endpoints');
    await page.keyboard.press('Home');
    await expect(app.caption).toContainText('is about to call');
    await page.keyboard.press('ArrowRight');
    await expect(app.scrubber).toHaveAttribute('aria-valuetext', /^hop 1 of/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await expect(app.scrubber).toHaveAttribute('aria-valuetext', /^hop 1 of/);
  });

  await test.step('the hops are reached with Tab and opened with Enter', async () => {
    const leg = page.getByRole('button', { name: /^SYN / });
    await leg.focus();
    await page.keyboard.press('Enter');
    await expect(leg).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(app.hops.locator('[aria-current]')).toBeFocused();
  });

  await test.step('the editor lets go with Tab', async () => {
    await app.editor.focus();
    await page.keyboard.press('Tab');
    await expect(app.editor).not.toBeFocused();
  });
});

test('the Enter that ends a Korean syllable does not send', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.target.focus();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: '하', selectionStart: 1, selectionEnd: 1 });
  await app.target.dispatchEvent('keydown', {
    key: 'Enter',
    isComposing: true,
    bubbles: true,
    cancelable: true,
  });
  await expect(app.caption).toContainText('is about to call');
  await session.send('Input.insertText', { text: '한' });
  await expect(app.target).toHaveValue('pod-service한');
});
