import { describe, expect, it } from 'vitest';
import { readManifest } from './index.ts';
import type { ManifestDocument } from './types.ts';

const text = `# first
metadata: {name: web, labels: {app.kubernetes.io/name: "web"}}  # one line
spec:
  ports:   # two of them
    - name: http
      port: 80

    # the second
    - { port: 443 }
  empty:
  note: |
    line one

    line two

  args: ['a',
    "b"]
  a: plain
    goes on
---
base: &base
  x: 1
  yy: {z: 2}
copy: *base
more:
  <<: *base
  w: 3
list:
- - 1
  - 2
  -
- a: !!str 5
  ? b
  : c
inline:
  <<: [{p: 1}, *base]
again: 1
again: 2
`;
const [first, second] = readManifest(text).documents as [ManifestDocument, ManifestDocument];

function written(document: ManifestDocument, path: string, what?: 'key'): string | undefined {
  const span = document.locate(path, what);
  return span && text.slice(span.from, span.to);
}

describe('locate', () => {
  it.each<[string, ManifestDocument, string]>([
    ['metadata', first, '{name: web, labels: {app.kubernetes.io/name: "web"}}'],
    ['metadata.name', first, 'web'],
    ['metadata.labels[app.kubernetes.io/name]', first, '"web"'],
    ['spec.ports[0].port', first, '80'],
    ['spec.ports[0]', first, 'name: http\n      port: 80'],
    ['spec.ports[1]', first, '{ port: 443 }'],
    ['spec.ports[1].port', first, '443'],
    ['spec.empty', first, ''],
    ['spec.note', first, '|\n    line one\n\n    line two'],
    ['spec.args', first, '[\'a\',\n    "b"]'],
    ['spec.args[1]', first, '"b"'],
    ['spec.a', first, 'plain\n    goes on'],
    ['base.yy.z', second, '2'],
    ['copy', second, '*base'],
    ['copy.yy.z', second, '2'],
    ['more.x', second, '1'],
    ['more.w', second, '3'],
    ['list[0][1]', second, '2'],
    ['list[0][2]', second, ''],
    ['list[1].a', second, '5'],
    ['list[1].b', second, 'c'],
    ['inline.p', second, '1'],
    ['inline.x', second, '1'],
    ['again', second, '2'],
  ])('%s', (path, document, expected) => {
    expect(written(document, path)).toBe(expected);
  });

  it.each<[string, ManifestDocument, string | undefined]>([
    ['metadata.labels[app.kubernetes.io/name]', first, 'app.kubernetes.io/name'],
    ['spec.ports[0].port', first, 'port'],
    ['spec.ports[0]', first, undefined],
    ['', first, undefined],
    ['copy.yy', second, 'yy'],
    ['more.x', second, 'x'],
    ['list[1].b', second, 'b'],
  ])('the key of %s', (path, document, expected) => {
    expect(written(document, path, 'key')).toBe(expected);
  });

  it.each([
    'nothing',
    'spec.ports[2]',
    'spec.ports.port',
    'metadata.name.first',
    'spec.ports[0].port[0]',
    'toString',
    'a..b',
  ])('knows no %s', (path) => {
    expect(first.locate(path)).toBeUndefined();
  });

  it('tells a merged field from its namesake', () => {
    expect(second.locate('more.x')).toEqual(second.locate('base.x'));
    expect(second.locate('copy.yy')).toEqual(second.locate('base.yy'));
  });
});

describe('fieldAt', () => {
  // `|` is the cursor; the rest occurs once in the text.
  it.each<[string, string]>([
    ['|# first', ''],
    ['meta|data: {', 'metadata'],
    ['metadata:| {', 'metadata'],
    ['{na|me: web', 'metadata.name'],
    ['name: web|,', 'metadata.name'],
    ['"we|b"', 'metadata.labels[app.kubernetes.io/name]'],
    ['# one |line', 'metadata'],
    ['|spec:', 'spec'],
    ['  ports:  | # two', 'spec.ports'],
    ['# two |of', 'spec.ports'],
    ['  |  - name: http', 'spec.ports[0]'],
    ['-| name: http', 'spec.ports[0]'],
    ['- name: ht|tp', 'spec.ports[0].name'],
    ['   |   port: 80', 'spec.ports[0].port'],
    ['port: 80|', 'spec.ports[0].port'],
    ['# the| second', 'spec.ports'],
    ['{| port: 443', 'spec.ports[1]'],
    ['{ port: 443 }|', 'spec.ports[1]'],
    ['  empty:|', 'spec.empty'],
    ['note: ||', 'spec.note'],
    ['line| two', 'spec.note'],
    ['   | "b"]', 'spec.args[1]'],
    ['goes| on', 'spec.a'],
    ['  |x: 1', 'base.x'],
    ['copy: *ba|se', 'copy'],
    ['  <|<: *base', 'more'],
    ['<<: *ba|se\n  w', 'more'],
    ['<<: [{|p: 1}', 'inline.p'],
    ['? |b', 'list[1].b'],
    ['!!s|tr 5', 'list[1].a'],
    ['ag|ain: 1', 'again'],
  ])('%s', (where, path) => {
    const before = where.slice(
      0,
      where.lastIndexOf('|', where.endsWith('||') ? where.length - 2 : undefined),
    );
    const needle = before + where.slice(before.length + 1);
    expect(text.split(needle)).toHaveLength(2);
    const offset = text.indexOf(needle) + before.length;
    const document = offset >= second.span.from ? second : first;
    expect(document.fieldAt(offset)).toBe(path);
  });

  it('knows nothing outside of its document', () => {
    expect(second.fieldAt(text.indexOf('http'))).toBe('');
    expect(first.fieldAt(-1)).toBe('');
    expect(first.fieldAt(text.length + 1)).toBe('');
  });
});
