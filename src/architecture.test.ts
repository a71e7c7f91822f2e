import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/**
 * What the files of a folder may import. Types of `sim` may be used everywhere above `sim/net`, those of `learn` and `view` in `i18n` too: they
 * leave no code behind. Tests, and the `fixture.ts` that several of them share, may import anything.
 */
interface Allowance {
  /** Folders whose values may be used, as they are called in this table. */
  readonly folders: readonly string[];
  readonly packages?: readonly RegExp[];
}

const belowDataplane = [
  'base',
  'sim/spec',
  'sim/net',
  'sim/api',
  'sim/dns',
  'sim/http',
  'sim/process',
  'sim/policy',
  'sim/trace',
];
const allOfSim = [
  'sim',
  'sim/spec',
  'sim/net',
  'sim/manifest',
  'sim/api',
  'sim/controllers',
  'sim/dns',
  'sim/http',
  'sim/process',
  'sim/policy',
  'sim/matrix',
  'sim/trace',
  'sim/dataplane',
  'sim/timeline',
];

/** The table of ARCHITECTURE.md. `sim` alone is the files that lie in no folder of it, but for `sim/spec.ts`. */
const allowances: Readonly<Record<string, Allowance>> = {
  base: { folders: [] },
  'sim/spec': { folders: [] },
  'sim/net': { folders: ['base'] },
  'sim/manifest': { folders: ['base', 'sim/net'], packages: [/^js-yaml$/] },
  'sim/api': {
    folders: ['base', 'sim/spec', 'sim/net', 'sim/manifest'],
    packages: [/^@noble\/hashes\//],
  },
  'sim/controllers': {
    folders: ['base', 'sim/spec', 'sim/net', 'sim/api', 'sim/dns', 'sim/http', 'sim/process'],
  },
  'sim/dns': { folders: ['base', 'sim/spec', 'sim/net', 'sim/api'] },
  'sim/http': { folders: ['sim/api'] },
  'sim/process': { folders: ['base', 'sim/spec', 'sim/net', 'sim/api', 'sim/dns', 'sim/http'] },
  'sim/policy': { folders: ['base', 'sim/net', 'sim/api'] },
  'sim/matrix': { folders: ['base', 'sim/net', 'sim/api', 'sim/policy'] },
  'sim/trace': { folders: ['base', 'sim/spec', 'sim/net'] },
  'sim/dataplane': { folders: belowDataplane, packages: [/^@noble\/hashes\//] },
  'sim/timeline': {
    folders: ['base', 'sim/spec', 'sim/api', 'sim/controllers', 'sim/dataplane'],
  },
  sim: { folders: allOfSim },
  'learn/diagnose': { folders: ['base', ...allOfSim] },
  i18n: { folders: ['base', 'sim/net'] },
  examples: { folders: [] },
  share: { folders: ['base', 'sim/spec'], packages: [/^fflate$/] },
  'view/scene': { folders: ['base', 'sim/net', 'sim/trace'] },
  'view/canvas': { folders: ['base', 'sim/net', 'view/scene'], packages: [/^d3-/] },
  cli: {
    folders: ['base', ...allOfSim, 'learn/diagnose', 'i18n'],
    packages: [/^node:/],
  },
  app: {
    folders: [
      'base',
      ...allOfSim,
      'learn/diagnose',
      'i18n',
      'examples',
      'share',
      'view/scene',
      'view/canvas',
    ],
    packages: [/^react/, /^zustand/, /^codemirror$/, /^@codemirror\//, /^@lezer\//, /^d3-timer$/],
  },
};

/** Folders that know no browser, clock or dice. */
const pure = /^(?:base|sim|learn)\//;
/** `document` and `process` are also words of ours, hence the members. */
const impure =
  /\bnew Date\(\)|\bDate\.now\b|\bMath\.random\b|\bperformance\.|\bdocument\.(?:body|cookie|create|get|query|title|add)|\bwindow\.|\b(?:setTimeout|setInterval|queueMicrotask|fetch|requestAnimationFrame)\(|\bnavigator\.|\blocalStorage\b|\bcrypto\.|\bprocess\.(?:env|argv|cwd|hrtime)|\blocaleCompare\(|\btoLocale|\bIntl\./g;

interface Import {
  readonly from: string;
  /** Absent for a plain import of values. */
  readonly how?: 'type' | 'glob';
  readonly line: number;
}

const sourceFolder = fileURLToPath(new URL('.', import.meta.url));
const projectFolder = path.join(sourceFolder, '..');
const sources = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => /\.tsx?$/.test(file))
  .sort();

test('files import only what ARCHITECTURE.md allows', () => {
  expect(sources.flatMap((file) => wrongImports(file, read(file)))).toEqual([]);
});

test('sim and learn know no browser, clock or dice', () => {
  const files = sources.filter((file) => pure.test(file) && !isTest(file));
  expect(files.flatMap((file) => impureWords(file, read(file)))).toEqual([]);
});

test('ARCHITECTURE.md has the same table', () => {
  const page = readFileSync(path.join(projectFolder, 'ARCHITECTURE.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([^`]+)` \|[^|]*\|([^|]*)\|/gm)];
  const written = rows.map(([, folder = '', cell = '']) => [folder, foldersIn(cell)] as const);
  const enforced = Object.entries(allowances).map(([folder, { folders }]) => [folder, folders]);
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(enforced));
});

test.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'conformance/README.md'])(
  '%s names files that exist',
  (page) => {
    const text = readFileSync(path.join(projectFolder, page), 'utf8');
    const links = [...text.matchAll(/\]\(([^):]+)\)/g)].map(([, to = '']) =>
      path.posix.join(path.posix.dirname(page), to),
    );
    const named = [...text.matchAll(/`((?:src|conformance|docs|scripts)\/[\w./-]+)`/g)];
    const missing = [...links, ...named.map(([, file = '']) => file)].filter(
      (file) => !existsSync(path.join(projectFolder, file)),
    );
    expect(missing).toEqual([]);
  },
);

describe('the check itself', () => {
  test.each<[file: string, text: string, wrong: number]>([
    ['sim/dns/x.ts', "import { a } from '../api/index.ts'", 0],
    ['sim/dns/x.ts', "import { a } from '../dataplane/index.ts'", 1],
    ['sim/dns/x.ts', "import type { A } from '../dataplane/types.ts'", 0],
    ['sim/dns/x.ts', "import { type A } from '../dataplane/types.ts'", 0],
    ['sim/dns/x.ts', "import { type A, b } from '../dataplane/types.ts'", 1],
    ['sim/dns/x.ts', "export * from '../../app/x.ts'", 1],
    ['sim/dns/x.ts', "// import { a } from '../../app/x.ts'", 0],
    ['sim/dns/x.ts', "const a = await import('../../app/x.ts')", 1],
    ['sim/dns/x.ts', "import.meta.glob('../api/*.ts')", 1],
    ['sim/dns/x.ts', "import 'react'", 1],
    ['sim/net/x.ts', "import type { A } from '../api/types.ts'", 1],
    ['cli/x.ts', "import { a } from '../sim/api/store.ts'", 1],
    ['cli/x.ts', "import type { A } from '../sim/api/kinds/types.ts'", 0],
    ['cli/x.ts', "import { a } from '../sim/world.ts'", 0],
    ['sim/dns/x.test.ts', "import { expect } from 'vitest'", 0],
    ['view/scene/fixture.ts', "import { build } from '../../sim/world.ts'", 0],
    ['sim/dns/x.ts', "import { a } from './fixture.ts'", 1],
    ['new/x.ts', '', 1],
  ])('%s: %s', (file, text, wrong) => {
    expect(wrongImports(file, text)).toHaveLength(wrong);
  });

  test('finds clocks, dice and browsers, and no words of ours', () => {
    const bad = [
      'new Date()',
      'Math.random()',
      'setTimeout(f)',
      "document.querySelector('a')",
      'window.x',
    ];
    const good = ['document.locate(path)', 'listener.process', '// Math.random()', 'fetched(x)'];
    expect([...bad, ...good].map((text) => impureWords('sim/x.ts', text).length)).toEqual([
      1, 1, 1, 1, 1, 0, 0, 0, 0,
    ]);
  });
});

/** The folders a cell of the table names, `sim/*` spelled out; packages come last there. */
function foldersIn(cell: string): readonly string[] {
  const names = [...cell.replace(/\bpackages? .*/, '').matchAll(/`([^`]+)`/g)];
  return names.flatMap(([, name = '']) => (name === 'sim/*' ? allOfSim : [name]));
}

function wrongImports(file: string, text: string): readonly string[] {
  if (isTest(file)) return [];
  const folder = folderOf(file);
  const allowance = allowances[folder];
  if (!allowance)
    return file.includes('/') ? [`src/${file}: the folder is not in the table of this test`] : [];
  return importsOf(text).flatMap((found) => {
    const wrong = whatIsWrong(file, folder, allowance, found);
    return wrong === undefined ? [] : [`src/${file}:${found.line} imports ${found.from}: ${wrong}`];
  });
}

function whatIsWrong(
  file: string,
  folder: string,
  allowance: Allowance,
  { from, how }: Import,
): string | undefined {
  if (!from.startsWith('.')) return wrongPackage(folder, allowance, from);
  const target = path.posix.join(path.posix.dirname(file), from);
  if (isTest(target)) return 'only tests may use it';
  const other = folderOf(target);
  if (other === folder) return undefined;
  if (how === 'glob') return 'members are collected in their own folder';
  const hasTypes =
    other.startsWith('sim') || (folder === 'i18n' && /^(?:learn|view)\//.test(other));
  const isType = how === 'type' && hasTypes && folder !== 'base' && folder !== 'sim/net';
  if (isType) return undefined;
  if (!allowance.folders.includes(other)) return `${folder} may not use ${other}`;
  const isInside = folder.startsWith('sim') || !other.startsWith('sim');
  return isInside || isDoor(target) ? undefined : `values of ${other} come through its index.ts`;
}

function wrongPackage(
  folder: string,
  { packages = [] }: Allowance,
  name: string,
): string | undefined {
  const isAllowed = packages.some((allowed) => allowed.test(name));
  return isAllowed ? undefined : `${folder} may not use this package`;
}

/** Whether other folders may import values from this file of `sim`. */
function isDoor(file: string): boolean {
  return file.endsWith('/index.ts') || file === 'sim/spec.ts' || file === 'sim/world.ts';
}

/** `sim/dns` of `sim/dns/zone.ts`, `app` of `app/panels/Stage.tsx`, `sim` of `sim/world.ts`. */
function folderOf(file: string): string {
  if (file === 'sim/spec.ts') return 'sim/spec';
  const parts = path.posix.dirname(file).split('/');
  return parts.slice(0, ['sim', 'learn', 'view'].includes(parts[0] ?? '') ? 2 : 1).join('/');
}

function read(file: string): string {
  return readFileSync(path.join(sourceFolder, file), 'utf8');
}

function isTest(file: string): boolean {
  return /(?:\.test\.tsx?|\/fixture\.ts)$/.test(file);
}

/** Every import, re-export, dynamic import and glob of a file. `import('…').Name` is a type. */
function importsOf(text: string): readonly Import[] {
  const code = withoutComments(text);
  const statement = /^\s*(?:import|export)\b([^;'"=()]*?)\bfrom\s*['"]([^'"]+)['"]/gm;
  const effect = /^\s*import\s*['"]([^'"]+)['"]/gm;
  const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)(?!\.[A-Z])/g;
  const glob = /\bimport\.meta\.glob[^(]*\(([^)]*)\)/g;
  const found = (from: string, index: number, how?: Import['how']): Import => ({
    from,
    ...(how && { how }),
    line: code.slice(0, index).split('\n').length,
  });
  const matches = (pattern: RegExp): readonly RegExpExecArray[] => [...code.matchAll(pattern)];
  return [
    ...matches(statement).map(({ 1: clause = '', 2: from = '', index }) =>
      found(from, index, isTypeOnly(clause) ? 'type' : undefined),
    ),
    ...[...matches(effect), ...matches(dynamic)].map(({ 1: from = '', index }) =>
      found(from, index),
    ),
    ...matches(glob).flatMap(({ 1: patterns = '', index }) =>
      [...patterns.matchAll(/['"](\.[^'"]+)['"]/g)].map(([, from = '']) =>
        found(from, index, 'glob'),
      ),
    ),
  ];
}

function isTypeOnly(clause: string): boolean {
  const [, names] = /^\s*\{([^}]*)\}\s*$/.exec(clause) ?? [];
  if (names === undefined) return /^\s*type\b/.test(clause);
  const list = names.split(',').filter((name) => name.trim() !== '');
  return list.length > 0 && list.every((name) => /^\s*type\s/.test(name));
}

function impureWords(file: string, text: string): readonly string[] {
  const code = withoutComments(text);
  return [...code.matchAll(impure)].map(
    ({ 0: word, index }) => `src/${file}:${code.slice(0, index).split('\n').length} uses ${word}`,
  );
}

/** The text with comments blanked out, line breaks kept. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  );
}
