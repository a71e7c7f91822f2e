import { AxeBuilder } from '@axe-core/playwright';
import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

for (const { locale, words } of [
  {
    locale: 'en',
    words: {
      look: 'Look at',
      remove: 'Delete this Pod',
      time: 'What happens in the cluster',
      asked: 'it is asked to stop',
      moment: 'Moment',
      rest: 'at rest',
      undo: 'Undo all',
    },
  },
  {
    locale: 'ko',
    words: {
      look: '보기',
      remove: '이 파드 삭제',
      time: '클러스터에서 일어나는 일',
      asked: '종료를 요청받습니다',
      moment: '순간',
      rest: '안정된 상태',
      undo: '모두 되돌리기',
    },
  },
])
  test.describe(locale, () => {
    test.use({ locale });
    test('a Pod is deleted, and what follows can be looked at moment by moment', async ({
      page,
    }) => {
      const app = new App(page);
      await app.open();
      await app.chooseExample(locale === 'ko' ? '방명록' : 'Guestbook');
      const look = page.getByRole('combobox', { name: words.look });
      const option = look.getByRole('option', { name: /^frontend-/ }).first();
      const pod = await option.innerText();
      await look.selectOption({ label: pod });
      await page.getByRole('button', { name: words.remove }).press('Enter');

      const time = page.getByRole('region', { name: words.time });
      await expect(time).toContainText(words.asked);
      await page.screenshot({ path: `screenshots/time-${locale}.png` });
      const slider = time.getByRole('slider', { name: words.moment });
      await slider.focus();
      await page.keyboard.press('End');
      await expect(option).not.toHaveText(pod);
      await page.keyboard.press('Home');
      await expect(time).toContainText(words.rest);
      expect(
        (await new AxeBuilder({ page }).include('.cluster-time').analyze()).violations,
      ).toEqual([]);
      await time.getByRole('button', { name: words.undo }).click();
      await expect(time).toBeHidden();
    });
  });

test('a connection that is kept open is used again, without asking for the name or an endpoint', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.chooseExample('Guestbook');
  await app.target.fill('http://frontend');
  await app.sendAndSkip();
  await expect(page.locator('.leg-purpose')).toContainText([
    'SYN',
    'SYN-ACK',
    'FIN',
    'FIN-ACK',
    'ACK',
  ]);
  await page.getByRole('button', { name: 'Ask again and keep the connection open' }).click();
  await app.skip();
  await expect(page.locator('.leg-purpose').last()).toHaveText('response');
  const answered = await page.locator('.leg-ends').last().innerText();
  await page.getByRole('button', { name: 'Ask again over this connection' }).click();
  await app.skip();
  await expect(page.locator('.leg')).toHaveCount(2);
  await expect(page.locator('.leg-ends').last()).toHaveText(answered);
});
