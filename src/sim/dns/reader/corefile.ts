import { readIp, type Ip } from '../../net/index.ts';
import type { Cache, Forward, Hosts, NameServer, Rewrite, ServerBlock } from '../corefile.ts';
import type { KubernetesPlugin } from '../kubernetes.ts';
import { isIn, qualified } from '../name.ts';

/** A line of a Corefile, and the lines in the braces behind it. */
interface Directive {
  readonly words: readonly string[];
  readonly block: readonly Directive[];
}

/** More than any Corefile that a person writes; what comes after is left out. */
const linesMax = 2000;

/**
 * Reads a Corefile (coredns.io/manual/configuration). Plugins that answer nothing by themselves (`errors`, `health`, `loop`, …) and those
 * the simulation does not have are passed over. `files` are those that lie beside it, by name.
 */
export function readCorefile(
  text: string,
  files: Readonly<Record<string, string>>,
): readonly ServerBlock[] {
  const lines = text
    .split('\n')
    .slice(0, linesMax)
    .map((line) => wordsOf(line.replace(/(^|\s)#.*/, '')))
    .filter((words) => words.length > 0);
  return directives(lines.values()).flatMap(({ words, block }) => serverBlock(words, block, files));
}

function wordsOf(line: string): readonly string[] {
  return (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"(.*)"$/, '$1'));
}

/** Takes lines until the brace that closes the block they are in. */
function directives(lines: Iterator<readonly string[]>): readonly Directive[] {
  const found: Directive[] = [];
  for (let next = lines.next(); !next.done; next = lines.next()) {
    const words = next.value;
    if (words[0] === '}') break;
    const opens = words.at(-1) === '{';
    found.push(
      opens ? { words: words.slice(0, -1), block: directives(lines) } : { words, block: [] },
    );
  }
  return found;
}

/** Blocks for DNS on port 53 alone; `(name)` would be a snippet. */
function serverBlock(
  words: readonly string[],
  block: readonly Directive[],
  files: Readonly<Record<string, string>>,
): readonly ServerBlock[] {
  const zones = words.flatMap(zoneOf);
  if (zones.length === 0) return [];
  const named = (name: string): readonly Directive[] =>
    block.filter(({ words: [plugin] }) => plugin === name);
  const cache = named('cache').map(cacheOf)[0];
  const hosts = named('hosts').map((directive) => hostsOf(directive, zones, files))[0];
  const kubernetes = named('kubernetes').map((directive) => kubernetesOf(directive, zones))[0];
  return [
    {
      zones,
      ...(cache && { cache }),
      rewrites: named('rewrite').flatMap(({ words: [, ...rule] }) => rewriteOf(rule) ?? []),
      ...(hosts && { hosts }),
      ...(kubernetes && { kubernetes }),
      forwards: named('forward').map(forwardOf),
    },
  ];
}

/** Which of success and denial is disabled makes no difference here; without zones it is disabled for all. */
function cacheOf({ words: [, seconds = ''], block }: Directive): Cache {
  const disabled = block.filter(({ words: [option] }) => option === 'disable');
  return {
    secondsMax: /^\d+$/.test(seconds) ? Number(seconds) : 3600,
    disabled: disabled
      .flatMap(({ words: [, , ...zones] }) => (zones.length > 0 ? zones : ['.']))
      .map(zoneName),
  };
}

/** `cluster.local:53`, `dns://.`, `10.0.0.0/8` (as its reverse zone); nothing for other transports and ports. */
function zoneOf(word: string): readonly string[] {
  const [, transport = 'dns', name = '', port = '53'] =
    /^(?:([a-z]+):\/\/)?([^:]*)(?::(\d+))?,?$/.exec(word) ?? [];
  if (transport !== 'dns' || port !== '53' || word.startsWith('(')) return [];
  return [zoneName(name)];
}

function zoneName(name: string): string {
  const octets = /^([\d.]+)\/(8|16|24)$/.exec(name);
  if (!octets) return qualified(name.toLowerCase() || '.');
  const kept = (octets[1] ?? '').split('.').slice(0, Number(octets[2]) / 8);
  return `${kept.toReversed().join('.')}.in-addr.arpa.`;
}

/** `fallthrough` alone means all of the plugin's zones. */
function fallThroughOf(block: readonly Directive[], zones: readonly string[]): readonly string[] {
  const found = block.find(({ words: [option] }) => option === 'fallthrough');
  if (!found) return [];
  const named = found.words.slice(1).map(zoneName);
  return named.length > 0 ? named : zones;
}

function secondsIn(block: readonly Directive[], usual: number): number {
  const seconds = block.find(({ words: [option] }) => option === 'ttl')?.words[1] ?? '';
  return /^\d+$/.test(seconds) ? Number(seconds) : usual;
}

function kubernetesOf({ words, block }: Directive, around: readonly string[]): KubernetesPlugin {
  const option = (name: string): readonly string[] | undefined =>
    block.find(({ words: [first] }) => first === name)?.words.slice(1);
  const named = words.slice(1).map(zoneName);
  const zones = named.length > 0 ? named : around;
  const pods = option('pods')?.[0];
  const fallThrough = fallThroughOf(block, zones);
  return {
    zones,
    pods: pods === 'insecure' || pods === 'verified' ? pods : 'disabled',
    namespaces: option('namespaces') ?? [],
    ignoreEmptyService: option('ignore')?.[0] === 'empty_service',
    ttlSeconds: secondsIn(block, 5),
    fallThrough: zones.filter((zone) => fallThrough.some((outer) => isIn(zone, outer))),
  };
}

function hostsOf(
  { words, block }: Directive,
  around: readonly string[],
  files: Readonly<Record<string, string>>,
): Hosts {
  const file = words.slice(1).find((word) => word.startsWith('/'));
  const written = (files[file?.split('/').at(-1) ?? ''] ?? '').split('\n');
  const lines = [
    ...written.slice(0, linesMax).map((line) => wordsOf(line.replace(/#.*/, ''))),
    ...block.map((line) => line.words),
  ];
  const addresses = new Map<string, readonly Ip[]>();
  for (const [first = '', ...names] of lines) {
    const address = readIp(first);
    for (const name of address === undefined ? [] : names.map(zoneName))
      addresses.set(name, [...(addresses.get(name) ?? []), ...(address ? [address] : [])]);
  }
  return {
    addresses,
    ttlSeconds: secondsIn(block, 3600),
    fallThrough: fallThroughOf(block, around),
  };
}

function forwardOf({ words: [, zone = '.', ...to], block }: Directive): Forward {
  const except = block
    .filter(({ words: [option] }) => option === 'except')
    .flatMap(({ words }) => words.slice(1).map(zoneName));
  return { zone: zoneName(zone), except, to: to.flatMap(serverOf) };
}

/** `/etc/resolv.conf`, `192.0.2.53`, `192.0.2.53:5353`, `dns://…`; a server that wants TLS cannot be asked here. */
function serverOf(word: string): readonly (NameServer | 'resolv.conf')[] {
  if (word.startsWith('/')) return ['resolv.conf'];
  const [, host = '', port = '53'] = /^(?:dns:\/\/)?([\d.]+)(?::(\d+))?$/.exec(word) ?? [];
  const address = readIp(host);
  return address ? [{ address, port: Number(port) }] : [];
}

/** `[stop|continue] [name] [exact|prefix|suffix|substring|regex] FROM TO`; rules for other things than names are passed over. */
function rewriteOf(words: readonly string[]): Rewrite | undefined {
  const rule = words.filter((word, at) => !(at < 2 && ['stop', 'continue', 'name'].includes(word)));
  const isNamed = words.includes('name');
  const [kind = '', from = '', to = ''] = how.has(rule[0] ?? '') ? rule : ['exact', ...rule];
  const rewrite = how.get(kind)?.(from.toLowerCase(), to);
  return isNamed || rule.length === 2 ? rewrite : undefined;
}

const how: ReadonlyMap<string, (from: string, to: string) => Rewrite> = new Map([
  [
    'exact',
    (from: string, to: string): Rewrite =>
      (name) =>
        name.toLowerCase() === qualified(from) ? qualified(to) : undefined,
  ],
  [
    'prefix',
    (from: string, to: string): Rewrite =>
      (name) =>
        name.toLowerCase().startsWith(from) ? to + name.slice(from.length) : undefined,
  ],
  [
    'suffix',
    (from: string, to: string): Rewrite =>
      (name) =>
        name.toLowerCase().endsWith(qualified(from))
          ? name.slice(0, -qualified(from).length) + qualified(to)
          : undefined,
  ],
  [
    'substring',
    (from: string, to: string): Rewrite =>
      (name) =>
        name.toLowerCase().includes(from) ? name.replace(from, to) : undefined,
  ],
  ['regex', (from: string, to: string): Rewrite => byPattern(from, to)],
]);

/** Go's regular expressions, as far as JavaScript reads them the same way; `{1}` stands for the first group. */
function byPattern(from: string, to: string): Rewrite {
  try {
    const pattern = new RegExp(from);
    const groups = to.replaceAll(/\$/g, '$$$$').replaceAll(/\{(\d)\}/g, '$$$1');
    return (name) => (pattern.test(name) ? qualified(name.replace(pattern, groups)) : undefined);
  } catch {
    return () => undefined;
  }
}
