import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
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

const halfWritten = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  externalTrafficPolicy: Local
  ports:
  - port: 80
`;

/** The list of offers is steered from the text, by `aria-activedescendant`, so it need not be reached: axe knows that of comboboxes only. */
const steeredElsewhere = /role="listbox"/;

async function violations(page: Page) {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found
    .map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
    .filter(
      ({ id, nodes }) =>
        id !== 'scrollable-region-focusable' || !nodes.every((html) => steeredElsewhere.test(html)),
    );
}

/** Notes what the editor tells those who listen: it is gone after a moment. */
async function listen(page: Page): Promise<() => Promise<string>> {
  await page.locator('.cm-announced').evaluate((element) => {
    const heard = (text: string) => (document.body.dataset['heard'] = text);
    new MutationObserver(() => element.textContent?.trim() && heard(element.textContent)).observe(
      element,
      { childList: true, subtree: true },
    );
  });
  return () => page.evaluate(() => document.body.dataset['heard'] ?? '');
}

/** The page's own clock goes on by more than CodeMirror's interactionDelay: options that have just appeared take no key meant for the text. */
async function letOptionsAge(page: Page): Promise<void> {
  await page.clock.fastForward(100);
}

test('a Service is written by keyboard, with what is offered', async ({ page }) => {
  await page.clock.install();
  const app = new App(page);
  await app.open();
  await app.write('');
  const options = page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
  const choose = async (typed: string, label: string) => {
    if (typed === '') await page.keyboard.press('ControlOrMeta+Space');
    else await page.keyboard.type(typed, { delay: 20 });
    await expect(options.filter({ hasText: label }).first()).toBeVisible();
    await expect(options.filter({ hasText: label }).first()).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await letOptionsAge(page);
    await page.keyboard.press('Enter');
  };
  await choose('Servi', 'Service');
  await page.keyboard.type('web');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  await choose('sp', 'spec');
  await choose('ty', 'type');
  await choose('No', 'NodePort');
  await page.keyboard.press('Enter');
  await choose('', 'allocateLoadBalancerNodePorts');
  await expect(options.filter({ hasText: 'true' })).toBeVisible();
  await page.keyboard.press('Escape');
  expect((await app.lines()).map((line) => line.trimEnd())).toEqual([
    'apiVersion: v1',
    'kind: Service',
    'metadata:',
    '  name: web',
    'spec:',
    '  type: NodePort',
    '  allocateLoadBalancerNodePorts:',
  ]);
});

test('what is there already is not offered, and what is offered is explained', async ({ page }) => {
  await page.clock.install();
  const app = new App(page);
  await app.open();
  await app.write(halfWritten);
  await app.goToLine('port: 80');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+Space');
  const options = page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
  await expect(options).toContainText([
    'appProtocol',
    'name',
    'nodePort',
    'protocol',
    'targetPort',
  ]);
  await letOptionsAge(page);
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('.cm-completionInfo')).toContainText('The port of the Pod');
});

test('a field is explained under the pointer', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.write(halfWritten);
  await page
    .locator('.cm-line', { hasText: 'externalTrafficPolicy' })
    .getByText('external')
    .hover();
  const card = page.locator('.field-help');
  await expect(card).toContainText('spec.externalTrafficPolicy');
  await expect(card).toContainText('keeps the client’s address');
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
});

for (const [locale, colorScheme, said] of [
  ['en-US', 'light', 'spec.ports[0].port: integer. required. The port clients call'],
  [
    'ko-KR',
    'dark',
    'spec.ports[0].port: 정수. 필수. 클라이언트가 클러스터 IP에서 부르는 포트입니다.',
  ],
] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test.describe(`${locale}, ${viewport.width} wide`, () => {
      test.use({ locale, colorScheme, viewport });

      test('a field is explained at the cursor, and spoken', async ({ page }) => {
        const app = new App(page);
        await app.open();
        if (viewport.width < 500) await page.getByRole('button', { name: 'YAML' }).click();
        await app.write(halfWritten);
        await app.goToLine('port: 80');
        const heard = await listen(page);
        await page.keyboard.press('ControlOrMeta+i');
        const card = page.locator('.field-help');
        await expect(card).toBeInViewport({ ratio: 1 });
        await expect.poll(heard).toContain(said);
        expect(await violations(page)).toEqual([]);

        await page.keyboard.press('Escape');
        await expect(card).toHaveCount(0);
        await expect(app.editor).toBeFocused();
        await page.keyboard.press('Enter');
        await page.keyboard.press('ControlOrMeta+Space');
        await expect(page.locator('.cm-completionInfo')).toBeInViewport({ ratio: 1 });
        expect(await violations(page)).toEqual([]);
      });
    });
  }
}
