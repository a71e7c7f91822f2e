import { cidr, readCidr, readIp } from '../../src/sim/net/index.ts';

/** A dump taken apart: the chains by `table chain`, each with its rules in order. */
export type Dump = ReadonlyMap<string, readonly string[]>;

/**
 * Reads lines as `iptables-restore` takes them or `iptables-save` writes them, and brings each rule into one form: that of
 * the latter without defaults.
 */
export function readDump(text: string): Dump {
  const chains = new Map<string, string[]>();
  let table = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('*')) table = line.slice(1);
    const declared = /^:(\S+)/.exec(line)?.[1];
    if (declared !== undefined) chains.set(`${table} ${declared}`, []);
    const [, chain = '', rule = ''] = /^-A (\S+) ?(.*)$/.exec(line) ?? [];
    if (chain !== '') chains.get(`${table} ${chain}`)?.push(canonicalRule(rule));
  }
  return chains;
}

/** Options that iptables-save prints before all modules, in this order. */
const headerOptions = ['-s', '-d', '-i', '-o', '-p'];

function canonicalRule(rule: string): string {
  const words = (rule.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? []).map(unquote);
  const header = new Map<string, string>();
  const modules: string[][] = [];
  let target = '';
  let no = '';
  while (words.length > 0) {
    const word = words.shift() ?? '';
    const next = () => words.shift() ?? '';
    if (word === '!') {
      no = '! ';
      continue;
    }
    if (headerOptions.includes(word)) header.set(word, `${no}${word} ${address(next())}`);
    else if (word === '-m') modules.push([next()]);
    else if (word === '-j' || word === '-g') {
      target = canonicalTarget(`${word} ${words.splice(0).join(' ')}`);
    } else moduleOf(word, modules)?.push(`${no}${option(word, next)}`);
    no = '';
  }
  return [
    ...headerOptions.flatMap((name) => header.get(name) ?? []),
    ...modules.map(canonicalModule),
    target,
  ]
    .filter((text) => text !== '')
    .join(' ');
}

function unquote(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1).replaceAll(/\\(.)/g, '$1') : word;
}

/** A lone address is a range of one; a range of everything says nothing. */
function address(text: string): string {
  const single = readIp(text);
  if (single !== undefined) return cidr(`${single}/${single.includes(':') ? 128 : 32}`).text;
  return readCidr(text)?.text ?? text;
}

/** Options follow their module, but for those of the protocol, which kube-proxy writes after `-p` and `-d`. */
function moduleOf(option: string, modules: string[][]): string[] | undefined {
  const ofProtocol = option === '--dport' || option === '--sport';
  return ofProtocol
    ? modules.find(([name = '']) => ['tcp', 'udp', 'sctp'].includes(name))
    : modules.at(-1);
}

const withoutValue = ['--set', '--rcheck', '--reap', '--rsource'];

function option(name: string, next: () => string): string {
  if (withoutValue.includes(name)) return name;
  const value = next();
  if (name === '--comment') return `${name} ${quote(value)}`;
  if (name === '--probability') return `${name} ${fixedPoint(Number(value))}`;
  return `${name} ${value}`;
}

function quote(text: string): string {
  return /^[-_0-9A-Za-z]+$/.test(text) ? text : `"${text.replaceAll(/["\\']/g, '\\$&')}"`;
}

/** The kernel keeps 31 binary places. */
function fixedPoint(probability: number): string {
  return (Math.round(probability * 2 ** 31) / 2 ** 31).toFixed(11);
}

/** iptables-save also says what nobody asked for: these are the defaults. */
const defaults = [
  '--rsource',
  '--mask 255.255.255.255',
  `--mask ${Array(8).fill('ffff').join(':')}`,
];
const recentOrder = ['--set', '--rcheck', '--seconds', '--reap', '--name'];

function canonicalModule([name = '', ...options]: readonly string[]): string {
  const told = options.filter((text) => !defaults.includes(text));
  const place = (text: string) => recentOrder.indexOf(text.split(' ')[0] ?? '');
  if (name === 'recent') told.sort((first, second) => place(first) - place(second));
  return [`-m ${name}`, ...told].join(' ');
}

function canonicalTarget(text: string): string {
  return (
    text
      // The cases do not record whether the iptables they were made for knew this option; all newer ones do.
      .replace(/ --random-fully$/, '')
      .replace(/ --reject-with icmp6?-port-unreachable$/, '')
      .replace(/^-j MARK --or-mark (\S+)$/, '-j MARK --set-xmark $1/$1')
      .replace(/^-j MARK --xor-mark (\S+)$/, '-j MARK --set-xmark $1/0x0')
  );
}
