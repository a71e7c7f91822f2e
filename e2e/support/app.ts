import { expect, type Locator, type Page } from '@playwright/test';

/** The page as a person sees it: by names, in the language it is in. */
export class App {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the app, at a link if one is given, and waits for the editor. */
  async open(hash = ''): Promise<void> {
    await this.page.goto(`./${hash}`);
    await expect(this.sendButton).toBeVisible();
    await expect(this.page.locator('.cm-editor')).toBeAttached();
  }

  get editor(): Locator {
    return this.page.getByRole('textbox', { name: /manifests \(YAML\)|매니페스트\(YAML\)/ });
  }

  get caption(): Locator {
    return this.page.getByRole('region', { name: /What just happened|방금 일어난 일/ });
  }

  get sendButton(): Locator {
    return this.page.getByRole('button', { name: /^(Send|보내기)$/ });
  }

  get target(): Locator {
    return this.page.getByRole('combobox', { name: /^(To|받는 쪽)$/ });
  }

  get sender(): Locator {
    return this.page.getByRole('combobox', { name: /^(From|보내는 쪽)$/ });
  }

  get scrubber(): Locator {
    return this.page.getByRole('slider');
  }

  get problems(): Locator {
    return this.page.getByRole('region', { name: /Problems in the manifests|매니페스트의 문제/ });
  }

  get hops(): Locator {
    return this.page.locator('.hop');
  }

  /** What a screen reader is told. */
  get announcement(): Locator {
    return this.caption.locator('[aria-live=polite]');
  }

  /** The lines of the editor that are marked as the cause of what is on the stage. */
  get causes(): Locator {
    return this.page.locator('.cm-line.cm-cause');
  }

  /** What the cursor in the editor has lit in the picture, in words. */
  get lit(): Locator {
    return this.page.locator('.lit-boxes');
  }

  /** Sends the request and goes to the end of the film at once. */
  async sendAndSkip(): Promise<void> {
    await this.sendButton.click();
    await this.skip();
  }

  /** Goes to the end of the film. */
  async skip(): Promise<void> {
    await this.scrubber.focus();
    await this.page.keyboard.press('End');
  }

  /** Opens an example, by its title or its place in the list. Its text may have to be fetched; until it is there, the choice stays. */
  async chooseExample(example: string | { readonly index: number }): Promise<void> {
    const choice = this.page.getByRole('combobox', { name: /^(Example|예제)$/ });
    const [source = ''] = await choice.selectOption(example);
    await expect(choice).toHaveValue(source);
  }

  /** Puts the cursor at the end of the first line that holds this text. The editor may still be scrolling. */
  async goToLine(text: string): Promise<void> {
    const line = this.page.locator('.cm-line', { hasText: text }).first();
    await expect(async () => {
      await line.click();
      await expect(line).toContainClass('cm-activeLine', { timeout: 500 });
    }).toPass();
    await this.page.keyboard.press('End');
  }

  /** Replaces all that is in the editor, as one who pastes it. */
  async write(text: string): Promise<void> {
    await this.editor.click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
  }

  /** The text in the editor, line by line, as far as it is drawn. */
  lines(): Promise<readonly string[]> {
    return this.page.locator('.cm-line').allInnerTexts();
  }
}
