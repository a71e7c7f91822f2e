import { describe, expect, it } from 'vitest';
import { readManifest } from '../manifest/index.ts';
import { defaultSpec } from '../spec.ts';
import { admit } from './admit.ts';
import { errorsMax, faultsMax, objectsMax, valuesMax } from './limits.ts';

/** As many of `line` as asked for, each with its number in the place of `#`. */
const lines = (count: number, line: string): string =>
  Array.from({ length: count }, (_, index) => `${line.replaceAll('#', String(index))}\n`).join('');

describe('what is too much to look at', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n';

  it.each([
    ['unknown fields', `${service}spec:\n${lines(70_000, '  a#: 1')}`],
    ['labels that are wrong', `${service}  labels:\n${lines(70_000, '    "/#": b')}`],
    ['items of a list', `${service}spec:\n  externalIPs:\n${lines(70_000, '  - a')}`],
  ])('an object with too many %s is refused, and nothing is thrown', (_what, text) => {
    const { entries, problems } = admit(readManifest(text), defaultSpec);
    expect(entries).toEqual([]);
    expect(problems.map(({ code, path }) => [code, path])).toEqual([['limit', '']]);
    expect(problems[0]?.message).toMatch(`of at most ${valuesMax}`);
  });

  it('an object just within the limit may have more errors than the stack holds', () => {
    const text = `${service}  labels:\n${lines(60_000, '    _/#: "-"')}`;
    const { problems } = admit(readManifest(text), defaultSpec);
    expect(problems.map(({ code }) => code)).toEqual(Array(errorsMax).fill('field-invalid'));
  });

  it('of unknown fields, the server names the first hundred', () => {
    const { problems } = admit(readManifest(`${service}${lines(300, 'a#: 1')}`), defaultSpec);
    expect(problems.map(({ code }) => code)).toEqual(Array(faultsMax).fill('unknown-field'));
  });

  it('of the objects of lists, those beyond the limit are not read', () => {
    const item = '- {apiVersion: v1, kind: ConfigMap, metadata: {name: c#}}';
    const list = `apiVersion: v1\nkind: List\nitems:\n${lines(objectsMax - 1, item)}`;
    const more = `apiVersion: v1\nkind: List\nitems:\n${lines(3, item.replace('c#', 'd#'))}`;
    const { entries, problems } = admit(readManifest(`${list}---\n${more}`), defaultSpec);
    expect(entries).toHaveLength(objectsMax);
    expect(
      problems
        .filter(({ severity }) => severity === 'error')
        .map(({ code, document, path, message }) => [code, document, path, message]),
    ).toEqual([['limit', 1, 'items[1]', '1 of 3 objects are read']]);
  });
});
