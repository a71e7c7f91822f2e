import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOf, itemOf, printYaml, readManifest } from './index.ts';
import type { FieldPath, Json, Manifest, ManifestDocument, Span } from './types.ts';

const fragment = fc.constantFrom(
  'a',
  'b: ',
  '1',
  'key: value\n',
  '- ',
  '? ',
  ': ',
  '\n',
  '\n  ',
  '\n    ',
  '  ',
  '\t',
  '\n\t',
  '---\n',
  '\n---\n',
  '--- x\n',
  '...\n',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  '#',
  ' # c',
  '|\n',
  '>-\n',
  '&a ',
  '*a',
  '<<: *a\n',
  '!!str ',
  '!!int ',
  '!!binary ',
  '%',
  '@',
  '`',
  '\\',
  '\r',
  '\r\n',
  '\ufeff',
  '\u0000',
  '\ud800',
  'é',
  '.inf',
  '~',
  'on',
  '0x1F',
  '__proto__: ',
  '{"a":1}',
  'a: &a {x: 1}\n',
  'list:\n- 1\n- {b: 2}\n',
  'text: |\n  one\n  two\n',
  'a: 1\na: 2\n',
);
const anyText = fc.oneof(
  fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  fc.string(),
);

const key = fc.oneof(
  fc.constantFrom(
    'a',
    'spec',
    'ports',
    'app.kubernetes.io/name',
    '__proto__',
    'on',
    '1.0',
    'a b',
    '--- a',
    '<<',
    '',
  ),
  fc.string(),
);
const value = fc.letrec<{ json: Json; object: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      null,
      true,
      false,
      0,
      1,
      -1,
      8080,
      1.5,
      1e21,
      'on',
      '',
      'a: b',
      '# c',
      '0x1F',
      '1e3_1',
      'y',
      '<<',
      '--- a',
      '10.0.0.1',
      'line\nline\n',
      'é😀',
      '\t',
    ),
    fc.string(),
    fc.array(tie('json'), { maxLength: 4 }),
    tie('object'),
  ) as fc.Arbitrary<Json>,
  object: fc.dictionary(key, tie('json'), {
    maxKeys: 4,
    noNullPrototype: true,
  }) as fc.Arbitrary<Json>,
})).object;

describe('any text', () => {
  it('is read, with all places inside and no document in another', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const manifest = readManifest(text);
        for (const { span } of [...manifest.problems, ...manifest.documents])
          expectInside(span, text);
        const { documents } = manifest;
        for (const [index, document] of documents.entries()) {
          expect(document.span.from).toBeGreaterThanOrEqual(documents[index - 1]?.span.to ?? 0);
          for (const path of pathsOf(document.value)) expectFound(document, path);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('answers at every offset with a field that is written there', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const document of readManifest(text).documents) {
          for (let offset = 0; offset <= text.length; offset++)
            expect(typeof document.fieldAt(offset)).toBe('string');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same after a change as read anew', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (before, middle, after) => {
        const text = before + after;
        const changed = before + middle + after;
        expect(plain(readManifest(changed, readManifest(text)))).toEqual(
          plain(readManifest(changed)),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('any object', () => {
  it.each<[string, (json: string) => string]>([
    ['JSON', (json) => json],
    ['YAML in brackets', (json) => `---\n${json}\n`],
    ['YAML in lines', (json) => `---\n${lines(JSON.parse(json) as Json, '')}`],
    ['YAML as printed', (json) => printYaml(JSON.parse(json) as Json)],
  ])('means itself as %s, and its fields are found', (_, write) => {
    fc.assert(
      fc.property(value, (object) => {
        const text = write(JSON.stringify(object));
        const { documents, problems } = readManifest(text);
        expect(problems).toEqual([]);
        expect(JSON.stringify(documents[0]?.value)).toBe(JSON.stringify(object));
        const document = documents[0] as ManifestDocument;
        for (const path of pathsOf(object)) expectFoundAndBack(document, path);
      }),
      { numRuns: 500 },
    );
  });
});

function expectInside({ from, to }: Span, text: string): void {
  expect(from).toBeGreaterThanOrEqual(0);
  expect(to).toBeGreaterThanOrEqual(from);
  expect(to).toBeLessThanOrEqual(text.length);
}

function expectFound(document: ManifestDocument, path: FieldPath): void {
  const span = document.locate(path);
  expect([path, span]).not.toEqual([path, undefined]);
  expect(span?.from).toBeGreaterThanOrEqual(document.span.from);
  expect(span?.to).toBeLessThanOrEqual(document.span.to);
}

function expectFoundAndBack(document: ManifestDocument, path: FieldPath): void {
  expectFound(document, path);
  const name = document.locate(path, 'key');
  if (name) expect(document.fieldAt(name.from)).toBe(path);
  const from = document.locate(path)?.from ?? -1;
  // A map or list in lines begins with the first field of it.
  expect(document.fieldAt(from).startsWith(path)).toBe(true);
}

/** Paths of all fields of a value; those that `parsePath` cannot tell apart are left out. */
function pathsOf(value: Json, at: FieldPath = ''): FieldPath[] {
  if (typeof value !== 'object' || value === null) return [at];
  const paths = Array.isArray(value)
    ? value.flatMap((item: Json, index) => pathsOf(item, itemOf(at, index)))
    : Object.entries(value)
        .filter(([key]) => !/\][.[]/.test(key))
        .flatMap(([key, member]) => pathsOf(member as Json, fieldOf(at, key)));
  return at === '' ? paths : [at, ...paths];
}

/** The value in block style, each key and text in double quotes. */
function lines(value: Json, indent: string): string {
  if (typeof value !== 'object' || value === null) return `${JSON.stringify(value)}\n`;
  const isList = Array.isArray(value);
  const members: [string | number, Json][] = isList ? [...value.entries()] : Object.entries(value);
  if (members.length === 0) return isList ? '[]\n' : '{}\n';
  return members
    .map(
      ([name, member]) =>
        `${indent}${isList ? '-' : `${JSON.stringify(name)}:`}${memberLines(member, indent)}`,
    )
    .join('');
}

function memberLines(member: Json, indent: string): string {
  const isBlock = typeof member === 'object' && member !== null && Object.keys(member).length > 0;
  return isBlock ? ` # comment\n${lines(member, `${indent}  `)}` : ` ${lines(member, indent)}`;
}

function plain({ text, documents, problems }: Manifest): unknown {
  return {
    text,
    problems,
    documents: documents.map(({ index, span, value }) => ({ index, span, value })),
  };
}
