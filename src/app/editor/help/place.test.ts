import { expect, test } from 'vitest';
import { fieldAround, placeAt } from './place.ts';

/** The text without the `|` that marks the cursor, and where that stood. */
function cursorIn(marked: string): { readonly text: string; readonly at: number } {
  const at = marked.indexOf('|');
  return { text: marked.slice(0, at) + marked.slice(at + 1), at };
}

/** The place in one line: `spec.ports.0 name "ta" not port`. */
function told(marked: string): string {
  const { text, at } = cursorIn(marked);
  const place = placeAt(text, at);
  if (!place) return 'nowhere';
  const { role, way, typed, taken, hasColon } = place;
  const words = [way.steps.join('.') || 'top', role, `"${typed}"`];
  if (hasColon) words.push('before a colon');
  if (taken.size > 0) words.push('not', [...taken].join(' '));
  return words.join(' ');
}

const service = 'apiVersion: v1\nkind: Service\n';

// prettier-ignore
test.each<[name: string, marked: string, place: string]>([
  ['an empty text',               '|',                                                  'top word ""'],
  ['the first word',              'ap|',                                                'top word "ap"'],
  ['a line at the top',           `${service}|`,                                        'top name "" not apiVersion kind'],
  ['a word at the top',           `${service}sp|\nmetadata: {}`,                        'top name "sp" not apiVersion kind metadata'],
  ['a name with its colon',       `${service}sp|e: 1`,                                  'top name "sp" before a colon not apiVersion kind'],
  ['an empty line in a map',      'spec:\n  type: NodePort\n  |\n  ports: []',          'spec name "" not type ports'],
  ['the end of a map',            'spec:\n  type: NodePort\n  |',                       'spec name "" not type'],
  ['the first line of a map',     'spec:\n  |\n',                                       'spec word ""'],
  ['the first word of a map',     'spec:\n  se|',                                       'spec word "se"'],
  ['before deeper lines',         'spec:\n  |\n  ports:\n  - port: 80',                 'spec name "" not ports'],
  ['back at the margin',          'spec:\n  ports:\n  - port: 80\n|',                   'top name "" not spec'],
  ['back in the map',             'spec:\n  ports:\n  - port: 80\n  |',                 'spec name "" not ports'],
  ['a line in a list item',       'ports:\n- port: 80\n  |',                            'ports.0 name "" not port'],
  ['a line in the second item',   'ports:\n- port: 80\n- port: 81\n  ta|\n- port: 82',  'ports.1 name "ta" not port'],
  ['above the first key',         'ports:\n- |\n  port: 80',                            'ports.0 name "" not port'],
  ['behind a dash',               'ports:\n- port: 80\n- |',                            'ports.1 word ""'],
  ['a word behind a dash',        'ports:\n  - na|',                                    'ports.0 word "na"'],
  ['behind two dashes',           'a:\n- - x\n  - |',                                   'a.0.1 word ""'],
  ['behind a colon',              'spec:\n  type: |\n  ports: []',                      'spec.type value ""'],
  ['a value',                     'spec:\n  type: Node|Port',                           'spec.type value "Node"'],
  ['a value in quotes',           'spec:\n  type: "No|"',                               'spec.type value "No"'],
  ['a value with open quotes',    'spec:\n  type: "No|\n  ports: []',                   'spec.type value "No"'],
  ['a value of a list item',      '- protocol: |\n  port: 80',                          '0.protocol value ""'],
  ['a text of a list',            'policyTypes:\n- In|',                                'policyTypes.0 word "In"'],
  ['before a comment',            'spec:\n  type: | # why',                             'spec.type value ""'],
  ['behind a comment line',       'spec:\n  # about\n  |',                              'spec word ""'],
  ['a comment',                   'spec:\n  # ty|pe\n  a: 1',                           'nowhere'],
  ['a comment behind a value',    'spec: 1 # ty|',                                      'nowhere'],
  ['a block of text',             'data:\n  a: |\n',                                    'data.a value ""'],
  ['a map in braces',             'spec: {type: NodePort, |}',                          'spec name "" not type'],
  ['a word in braces',            'spec: {type: NodePort, se|}',                        'spec name "se" not type'],
  ['a value in braces',           'spec: {type: N|, ports: []}',                        'spec.type value "N"'],
  ['open braces',                 'spec: {type: N|\nkind: Service',                     'spec.type value "N"'],
  ['a list in brackets',          'policyTypes: [Ingress, E|]',                         'policyTypes.1 word "E"'],
  ['a map in brackets',           'ports: [{port: 80}, {|}]',                           'ports.1 name ""'],
  ['braces over lines',           'spec: {\n  type: NodePort,\n  |\n}',                 'spec name "" not type'],
  ['JSON',                        '{"kind": "Service", "spec": {"|"}}',                 'spec name ""'],
  ['JSON, a name begun',          '{"spec": {"type": "NodePort", "se|": 1}}',           'spec name "se" before a colon not type'],
  ['JSON, a value',               '{\n  "spec": {\n    "type": "N|"\n  }\n}',           'spec.type value "N"'],
  ['JSON, unfinished',            '{\n  "spec": {\n    "ports": [\n      {"|',           'spec.ports.0 name ""'],
  ['the second document',         'kind: Pod\n---\nkind: Service\n|',                   'top name "" not kind'],
  ['the first document',          'kind: Pod\n|\n---\nkind: Service',                   'top name "" not kind'],
  ['a new document',              'kind: Pod\n---\n|',                                  'top word ""'],
  ['a separator',                 'kind: Pod\n---|\n',                                  'nowhere'],
  ['behind a leading separator',  '---\n|\nkind: Pod',                                  'top name "" not kind'],
  ['an item of a List',           'kind: List\nitems:\n- kind: Pod\n  |',               'items.0 name "" not kind'],
  ['Windows line ends',           'spec:\r\n  type: NodePort\r\n  |\r\n  ports: []\r\n', 'spec name "" not type ports'],
  ['Windows, a value',            'spec:\r\n  type: |\r\n',                             'spec.type value ""'],
  ['an anchor',                   'spec: &a\n  |',                                      'spec word ""'],
  ['a broken line above',         'spec:\n  foo bar\n  |',                              'spec name "" not foo bar'],
  ['deeper than it may be',       'metadata:\n  name: web\n    |',                      'nowhere'],
  ['a key with a colon in it',    'image: nginx:|',                                     'image value "nginx:"'],
  ['a key with dots',             'labels:\n  app.kubernetes.io/name: |',               'labels.app.kubernetes.io/name value ""'],
])('the cursor is found: %s', (_, marked, place) => {
  expect(told(marked)).toBe(place);
});

test('inside a block of text there is nothing to say', () => {
  const text = 'data:\n  a: |\n    kind: \n';
  expect(placeAt(text, text.indexOf('kind: ') + 6)).toBeUndefined();
});

test('the word under the cursor is replaced as a whole', () => {
  const { text, at } = cursorIn('spec:\n  "ty|pe": NodePort');
  const span = placeAt(text, at)?.span;
  expect(span && text.slice(span.from, span.to)).toBe('"type"');
});

// prettier-ignore
test.each<[marked: string, way: string | undefined]>([
  ['spec:\n  po|rts:\n  - port: 80',     'spec.ports'],
  ['spec:\n  ports:\n  - port: 8|0',     'spec.ports.0.port'],
  ['policyTypes:\n- Ing|ress',           'policyTypes'],
  ['{"spec": {"ty|pe": 1}}',             'spec.type'],
  ['a: 1\n---\nb: |2',                   'b'],
  ['a: 1 # com|ment',                    undefined],
  ['|',                                  undefined],
])('the field around the pointer: %j', (marked, way) => {
  const { text, at } = cursorIn(marked);
  expect(fieldAround(text, at)?.way.steps.join('.')).toBe(way);
});

test('no text is too odd to be read', () => {
  const signs = [
    '{',
    '}',
    '[',
    ']',
    ':',
    ' ',
    '\n',
    '-',
    '- ',
    '"',
    "'",
    '#',
    '|',
    '&a ',
    'a',
    '  ',
    ',',
    '\t',
    '---\n',
  ];
  for (let seed = 1; seed < 4000; seed++) {
    let dice = seed;
    let text = '';
    for (let length = 0; length < 14; length++) {
      dice = (dice * 48271) % 2147483647;
      text += signs[dice % signs.length];
    }
    placeAt(text, text.length >> 1);
    fieldAround(text, text.length >> 1);
  }
});
