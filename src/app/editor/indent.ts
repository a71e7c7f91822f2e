import { Prec, type Extension } from '@codemirror/state';
import { keymap, type Command } from '@codemirror/view';

const step = 2;

/**
 * How far to indent the line after this one (`before` is what stands before the cursor): inside a key that just began, else
 * where the keys of the same object are.
 */
export function indentAfter(before: string): number {
  const [, spaces = '', dashes = ''] = /^( *)((?:- +)*)/.exec(before) ?? [];
  const keys = spaces.length + dashes.length;
  return /:\s*(?:#.*)?$/.test(before) ? keys + step : keys;
}

const breakLine: Command = (view) => {
  const { state } = view;
  const { main, ranges } = state.selection;
  if (ranges.length > 1 || state.readOnly) return false;
  const line = state.doc.lineAt(main.from);
  const indent = ' '.repeat(indentAfter(line.text.slice(0, main.from - line.from)));
  view.dispatch(
    state.update(state.replaceSelection(`${state.lineBreak}${indent}`), {
      scrollIntoView: true,
      userEvent: 'input',
    }),
  );
  return true;
};

/** Enter continues YAML as one would write it. */
export const yamlIndent: Extension = Prec.high(keymap.of([{ key: 'Enter', run: breakLine }]));
