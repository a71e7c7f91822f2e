import { describe, expect, it, test } from 'vitest';
import { limits } from './limits.ts';
import { readManifest } from './index.ts';
import type { Json, Manifest, Span } from './types.ts';

const values = (text: string): Json[] => readManifest(text).documents.map(({ value }) => value);

/** Problems as `severity code "what it points at" detail`, with line and column where they begin. */
function problems(text: string): string[] {
  return readManifest(text).problems.map(
    ({ code, detail, span, document }) =>
      `${place(text, span)} ${code} ${document ?? '-'} ${detail} <${text.slice(span.from, span.to)}>`,
  );
}

function place(text: string, { from }: Span): string {
  const before = text.slice(0, from).split('\n');
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

describe('documents', () => {
  it.each<[string, string, Json[]]>([
    ['nothing', '', []],
    ['only comments', '# a\n---\n# b\n---\n', []],
    ['one', 'a: 1', [{ a: 1 }]],
    ['two', 'a: 1\n---\na: 2\n', [{ a: 1 }, { a: 2 }]],
    ['a separator at both ends', '---\na: 1\n---\n', [{ a: 1 }]],
    ['a separator with a comment', 'a: 1\n--- # next\na: 2\n', [{ a: 1 }, { a: 2 }]],
    ['a separator with blanks', 'a: 1\n---  \t\na: 2\n', [{ a: 1 }, { a: 2 }]],
    [
      'line breaks of Windows',
      'a: 1\r\n---\r\na: |\r\n  x\r\n  y\r\n',
      [{ a: 1 }, { a: 'x\ny\n' }],
    ],
    ['a byte order mark', '\ufeffa: 1\n---\n\ufeffa: 2\n', [{ a: 1 }, { a: 2 }]],
    ['a byte order mark and a separator', '\ufeff---\na: 1\n', [{ a: 1 }]],
    ['explicit null', 'null\n---\n~\n---\na: 1\n', [{ a: 1 }]],
    ['dashes in a text', 'a: |\n  ---\n  b\n---\na: 2\n', [{ a: '---\nb\n' }, { a: 2 }]],
    ['the last line without a break', 'a: |\n  x', [{ a: 'x\n' }]],
    ['JSON', '{"a": 1}', [{ a: 1 }]],
    ['JSON objects in a row', '{"a":1}{"a":2}\n\n {"a":3}', [{ a: 1 }, { a: 2 }, { a: 3 }]],
    ['JSON, then YAML', '{"a":"\\/\\ud83d\\ude00"}\n---\na: 2\n', [{ a: '/😀' }, { a: 2 }]],
    ['JSON between separators', '---\n{"a":1}\n---\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
    ['brackets of YAML', '{a: 1}\n---\n{a: on}\n', [{ a: 1 }, { a: true }]],
    ['braces in JSON text', '{"a":"}\\"{"}{"a":2}', [{ a: '}"{' }, { a: 2 }]],
  ])('%s', (_, text, expected) => {
    expect(values(text)).toEqual(expected);
    expect(problems(text)).toEqual([]);
  });

  it.each<[string, string, Json[], string[]]>([
    [
      'broken between good ones',
      'a: 1\n---\na: b: c\n---\na: 3\n',
      [{ a: 1 }, { a: 3 }],
      ['3:5 yaml-syntax 1 bad indentation of a mapping entry <: c>'],
    ],
    [
      'text behind a separator',
      'a: 1\n--- a\nb: 2\n',
      [{ a: 1 }, { b: 2 }],
      ['2:1 document-separator - a <--- a>'],
    ],
    [
      'a certificate at the line start',
      '-----BEGIN X-----\n',
      [],
      ['1:1 document-separator - --BEGIN X----- <-----BEGIN X----->'],
    ],
    [
      'not an object',
      '# c\n\nhello\n---\n- a\n---\n7\n',
      [],
      [
        '3:1 not-an-object 0 string <hello>',
        '5:1 not-an-object 1 array <- a>',
        '7:1 not-an-object 2 number <7>',
      ],
    ],
    ['a document end', 'a: 1\n...\nb: 2\n', [{ a: 1 }], ['3:1 text-after-document 0  <b: 2>']],
    ['text behind a bracket', '---\n{a: 1} b\n', [{ a: 1 }], ['2:8 text-after-document 0  <b>']],
    [
      'less indented than the first line',
      '  a: 1\n  b: 2\nc: 3\n',
      [{ a: 1, b: 2 }],
      ['3:1 text-after-document 0  <c: 3>'],
    ],
    [
      'YAML behind two JSON objects',
      '{"a":1}{"a":2}\n---\na: 3\n',
      [{ a: 1 }, { a: 2 }, { a: 3 }],
      ['2:1 yaml-syntax - JSON objects can only be followed by JSON objects <---\n>'],
    ],
    [
      'unfinished text',
      'a: "x\n',
      [],
      ['1:5 yaml-syntax 0 unexpected end of the stream within a double quoted scalar <x>'],
    ],
    [
      'a control character',
      'a: 1 # \u0007\n',
      [],
      ['1:8 yaml-syntax 0 control characters are not allowed <\u0007>'],
    ],
    ['infinity', 'a: [1, .inf]\n', [], ['1:8 not-json 0 .inf <.inf>']],
    ['an empty key', 'a: 1\n~: 2\n', [], ['2:1 not-json 0 ~ <~>']],
    ['a list as key', '? [a]\n: 1\n', [], ['1:3 not-json 0 a list or a map <[>']],
    ['an unknown alias', 'a: *b\n', [], ["1:4 yaml-syntax 0 unknown anchor 'b' referenced <*b>"]],
    [
      'an alias of itself',
      'a: &a [*a]\n',
      [],
      ["1:8 yaml-syntax 0 anchor 'a' value contains itself <*a>"],
    ],
    [
      'a directive',
      '%YAML 1.1\n---\na: 1\n',
      [{ a: 1 }],
      ['1:9 yaml-syntax 0 directives end mark is expected <1>'],
    ],
  ])('%s', (_, text, expected, expectedProblems) => {
    expect(problems(text)).toEqual(expectedProblems);
    expect(values(text)).toEqual(expected);
  });

  it('counts the documents that could not be read', () => {
    expect(readManifest('# c\n---\n[\n---\na: 1\n').documents.map(({ index }) => index)).toEqual([
      1,
    ]);
  });
});

describe('equal keys', () => {
  it.each<[string, Json, string[]]>([
    [
      'a: 1\nb: 0\na: 2\n',
      { a: 2, b: 0 },
      ['1:1 duplicate-key 0 a <a>', '3:1 duplicate-key 0 a <a>'],
    ],
    [
      'a: {x: 1, "x": 2, x: 3}\n',
      { a: { x: 3 } },
      ['1:5 duplicate-key 0 x <x>', '1:11 duplicate-key 0 x <"x">', '1:19 duplicate-key 0 x <x>'],
    ],
    [
      'on: 1\n"true": 2\n',
      { true: 2 },
      ['1:1 duplicate-key 0 true <on>', '2:1 duplicate-key 0 true <"true">'],
    ],
    ['{"a":1,"a":2}', { a: 2 }, ['1:2 duplicate-key 0 a <"a">', '1:8 duplicate-key 0 a <"a">']],
    ['&k a: 1\n*k : 2\n', { a: 2 }, ['1:4 duplicate-key 0 a <a>', '2:1 duplicate-key 0 a <*k>']],
    ['constructor: 1\ntoString: 2\n', { constructor: 1, toString: 2 }, []],
    ['a: {x: 1}\nb: {x: 1}\n', { a: { x: 1 }, b: { x: 1 } }, []],
    ['a: &a {x: 1}\nb: {<<: *a, x: 2}\n', { a: { x: 1 }, b: { x: 2 } }, []],
  ])('%j', (text, value, expectedProblems) => {
    expect(values(text)).toEqual([value]);
    expect(problems(text)).toEqual(expectedProblems);
    expect(readManifest(text).problems.every(({ severity }) => severity === 'warning')).toBe(true);
  });
});

describe('aliases and merge keys', () => {
  it.each<[string, Json]>([
    ['a: &x {k: 1}\nb: *x\n', { a: { k: 1 }, b: { k: 1 } }],
    ['a: &x 1\nb: &x 2\nc: *x\n', { a: 1, b: 2, c: 2 }],
    ['a: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}\n', { a: { k: 1, l: 2 }, b: { k: 3, l: 2 } }],
    ['a: &x {k: 1}\nb: {k: 3, <<: *x}\n', { a: { k: 1 }, b: { k: 1 } }],
    ['b: {<<: [{k: 1}, {k: 2, l: 3}]}\n', { b: { k: 1, l: 3 } }],
    ['b: {"<<": 1}\n', { b: { '<<': 1 } }],
    ['b: {!!merge <<: {k: 1}}\n', { b: { k: 1 } }],
    ['&k a: 1\nb: *k\n', { a: 1, b: 'a' }],
  ])('%j', (text, value) => {
    expect(values(text)).toEqual([value]);
  });

  it.each(['a: {<<: 1}\n', 'a: {<<: [1]}\n', 'a: &a [{k: 1}]\nb: {<<: *a}\n', 'a: {<<: }\n'])(
    '%j merges no map',
    (text) => {
      expect(readManifest(text).problems).toMatchObject([{ code: 'yaml-syntax' }]);
    },
  );
});

describe('tabs', () => {
  it.each<[string, string]>([
    ['a:\n\tb: 1\n', '2:1'],
    ['a:\n  b: 1\n\tc: 2\n', '3:1'],
    ['a:\n  - b\n \t- c\n', '3:2'],
    ['a: 1\n\t# comment\n', '2:1'],
    ['a: 1\n\t\nb: 2\n', '2:1'],
    ['a:\n- \tb: 1\n', '2:3'],
    ['a: |\n  x\n\ty\n', '3:1'],
    ['a: |\n  \tx\n', '2:3'],
    ['a: "x"\n\tb: 1\n', '2:1'],
  ])('%j is indented with one at %s', (text, at) => {
    const [problem] = readManifest(text).problems;
    expect(problem).toMatchObject({ code: 'tab-indentation', severity: 'error' });
    expect(place(text, problem?.span ?? { from: 0, to: 0 })).toBe(at);
    expect(text.slice(problem?.span.from, problem?.span.to)).toMatch(/^\t+$/);
  });

  it.each<[string, Json]>([
    ['a:\t1\n', { a: 1 }],
    ['a: 1\t# comment\n', { a: 1 }],
    ['a: 1 # -\tx\n', { a: 1 }],
    ['a: b\tc\n', { a: 'b\tc' }],
    ['a: {\n\tb: 1,\n\tc: [\t2]\n}\n', { a: { b: 1, c: [2] } }],
    ['a: "x\n\ty"\n', { a: 'x y' }],
    ['a: |\n  x\n  \ty\n', { a: 'x\n\ty\n' }],
    ['a: x\n  \ty\n', { a: 'x y' }],
  ])('%j is not', (text, value) => {
    expect(values(text)).toEqual([value]);
  });
});

describe('what YAML 1.2 would refuse', () => {
  it.each<[string, Json]>([
    ['a:\n  b: [\n    1,\n  2\n  ]\n  c: 3\n', { a: { b: [1, 2], c: 3 } }],
    ['a:\n  b: {\nc: 1\n}\n', { a: { b: { c: 1 } } }],
    ['a:\n  b: "x\ny"\n', { a: { b: 'x y' } }],
    ["a:\n  b: 'x\n\n y'\n", { a: { b: 'x\ny' } }],
    ['a: "x"#c\nb: [1]#c\n', { a: 'x', b: [1] }],
    ['a:\t [1]\n', { a: [1] }],
  ])('%j', (text, value) => {
    expect(values(text)).toEqual([value]);
    expect(problems(text)).toEqual([]);
  });
});

describe('what YAML 1.2 would take', () => {
  it.each([
    'a: "\\/"\n',
    'a: "\\ud83d\\ude00"\n',
    'a: [http://x/?q=1]\n',
    'a: {"b\nc": 1}\n',
    'a: [:x]\n',
  ])('%j is refused', (text) => {
    expect(readManifest(text).problems).toMatchObject([{ code: 'yaml-syntax', severity: 'error' }]);
  });
});

describe('prototypes', () => {
  it.each([
    '__proto__: {a: 1}\n',
    '{"__proto__": {"a": 1}}',
    'b: &b {__proto__: {a: 1}}\n<<: *b\n',
  ])('%j stays data', (text) => {
    const value = values(text)[0] as Record<string, Json>;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });
});

test.each(['? >-\n  ', 'a: |\n  ', 'a: >-\n  x'])(
  'no field of %j lies beyond its end, though no line break does',
  (text) => {
    const [document] = readManifest(text).documents;
    for (const path of ['', 'a', '[""]'])
      expect(document?.locate(path)?.to ?? 0).toBeLessThanOrEqual(text.length);
  },
);

describe('limits', () => {
  const bomb = Array.from({ length: 10 }, (_, level) =>
    level === 0
      ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
      : `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
  ).join('\n');
  const merges = `a: &a {${Array.from({ length: 1000 }, (_, index) => `k${index}: 1`).join(', ')}}\n${'- {<<: *a}\n'.repeat(0)}${Array.from(
    { length: 1000 },
    (_, index) => `b${index}: {<<: *a}`,
  ).join('\n')}`;

  it.each<[string, string, string, string]>([
    ['an alias bomb', bomb, 'too-many-aliases', String(limits.aliasedValuesMax)],
    ['a merge bomb', merges, 'too-many-aliases', String(limits.aliasedValuesMax)],
    ['lists in lists', '['.repeat(10_000), 'too-deep', String(limits.depthMax)],
    [
      'maps in maps',
      Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'too-deep',
      String(limits.depthMax),
    ],
    [
      'a long text',
      'a: 1\n'.repeat(limits.textLengthMax / 5 + 1),
      'too-large',
      String(limits.textLengthMax),
    ],
    [
      'many documents',
      'a: 1\n---\n'.repeat(limits.documentsMax + 1),
      'too-many-documents',
      String(limits.documentsMax),
    ],
  ])('%s', (_, text, code, detail) => {
    expect(readManifest(text).problems.at(-1)).toMatchObject({ code, detail, severity: 'error' });
  });

  it('reads all documents up to the limit', () => {
    expect(readManifest('a: 1\n---\n'.repeat(limits.documentsMax + 1)).documents).toHaveLength(
      limits.documentsMax,
    );
  });
});

describe('after a change', () => {
  const text = 'a: 1\n---\nb: 2\nb: 3\n---\nc: 4\n---\nc: 4\n';

  it('is the same manifest for the same text', () => {
    const first = readManifest(text);
    expect(readManifest(text, first)).toBe(first);
  });

  it('takes over what did not change', () => {
    const first = readManifest(text);
    const second = readManifest(text.replace('b: 2', 'bb: 22'), first);
    expect(second.documents[0]).toBe(first.documents[0]);
    expect(second.documents[1]?.value).toEqual({ bb: 22, b: 3 });
    expect(second.documents[2]?.value).toBe(first.documents[2]?.value);
    expect(spanText(second, 2)).toBe('c: 4\n');
    expect(second.documents[3]?.value).not.toBe(second.documents[2]?.value);
  });

  it('moves problems and places along', () => {
    const first = readManifest(text);
    const moved = `# a new line\n${text}`;
    const second = readManifest(moved, first);
    expect(second.problems).toEqual(readManifest(moved).problems);
    expect(second.documents[2]?.value).toBe(first.documents[2]?.value);
    const place = second.documents[2]?.locate('c') as Span;
    expect(moved.slice(place.from - 3, place.to)).toBe('c: 4');
  });

  function spanText({ text, documents }: Manifest, index: number): string {
    return text.slice(documents[index]?.span.from, documents[index]?.span.to);
  }
});
