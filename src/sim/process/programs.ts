import type { Words } from './script.ts';
import {
  anyAddress,
  bytes,
  echo,
  http,
  readHost,
  readHostPort,
  readPort,
  type KnownPort,
} from './ports.ts';

/** What a program listens on when it is started with these words; `undefined` when it does not serve then. */
type Program = (words: Words) => readonly KnownPort[] | undefined;

/**
 * Programs that people start by hand in a container, by name. Default ports and addresses are those of each program's own
 * manual; several serve on loopback only unless told otherwise, which is why a Service cannot reach them.
 */
const programs: Readonly<Record<string, Program>> = {
  // busybox httpd -h: "-p [IP:]PORT  Bind to IP:PORT (default *:80)".
  httpd: (words) => served(option(words, '-p') ?? '80'),
  nc: netcat,
  ncat: netcat,
  netcat,
  // docs.python.org/3/library/http.server.html: port 8000, every address.
  python: pythonModule,
  python3: pythonModule,
  python2: pythonModule,
  php: (words) => served(option(words, '-S')),
  socat: ([, ...args]) => args.map(socatPort).filter((port) => port !== undefined),
  iperf3: (words) =>
    words.includes('-s') ? [bytes(portOption(words, '-p', '--port') ?? 5201)] : undefined,
  iperf: (words) =>
    words.includes('-s') ? [bytes(portOption(words, '-p', '--port') ?? 5001)] : undefined,
  'redis-server': (words) => [
    bytes(portOption(words, '--port') ?? 6379, hostOption(words, anyAddress, '--bind')),
  ],
  memcached: (words) => [
    bytes(portOption(words, '-p', '--port') ?? 11211, hostOption(words, anyAddress, '-l')),
  ],
  // uvicorn --help and gunicorn --help: 127.0.0.1:8000; flask run --help: 127.0.0.1:5000.
  uvicorn: (words) => [
    http(portOption(words, '--port') ?? 8000, hostOption(words, readHost('localhost'), '--host')),
  ],
  gunicorn: (words) => served(option(words, '--bind', '-b') ?? 'localhost:8000'),
  flask: (words) =>
    words.includes('run')
      ? [
          http(
            portOption(words, '--port', '-p') ?? 5000,
            hostOption(words, readHost('localhost'), '--host', '-h'),
          ),
        ]
      : undefined,
  'http-server': (words) => [
    http(portOption(words, '-p', '--port') ?? 8080, hostOption(words, anyAddress, '-a')),
  ],
};

/** Programs that serve nothing: they wait, print, or ask others. */
const idle = new Set(
  (
    'sleep tail pause infinity true false : cat echo printf date hostname env trap wait sh ash bash zsh dash set cd mkdir touch chmod ls rm cp ' +
    'curl wget ping nslookup dig host traceroute tracepath mtr telnet apk apt apt-get yum pip pip3 test [ read seq grep ' +
    'redis-cli psql mysql mongo mongosh kubectl ip ss netstat break continue exit export local'
  ).split(' '),
);

/** What a command does: waits (`[]`), listens, or something we do not know (`undefined`). */
export function portsOfCommand(words: Words): readonly KnownPort[] | undefined {
  const name = basename(words[0]).replace(/^python3\.\d+$/, 'python3');
  const program = Object.hasOwn(programs, name) ? programs[name] : undefined;
  return program?.(words) ?? (idle.has(name) ? [] : undefined);
}

/** `sh` of `/bin/sh`. */
export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The value of the first of these options that is given: `-p 80`, `-p80`, `--port 80` or `--port=80`. */
export function option(words: readonly string[], ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const index = words.findIndex((word) => word === name || word.startsWith(`${name}=`));
    const found = words[index];
    if (found !== undefined)
      return found === name ? words[index + 1] : found.slice(name.length + 1);
    const glued = /^-\w$/.test(name) ? words.find((word) => word.startsWith(name)) : undefined;
    if (glued !== undefined) return glued.slice(2);
  }
  return undefined;
}

/** As {@link option}, read as a port. */
export function portOption(
  words: readonly string[],
  ...names: readonly string[]
): number | undefined {
  return readPort(option(words, ...names));
}

function hostOption(
  words: readonly string[],
  usual = anyAddress,
  ...names: readonly string[]
): KnownPort['address'] {
  return readHost(option(words, ...names) ?? usual) ?? usual;
}

function served(text: string | undefined): readonly KnownPort[] | undefined {
  const at = text === undefined ? undefined : readHostPort(text);
  return at && [http(at.port, at.address)];
}

function netcat(words: Words): readonly KnownPort[] | undefined {
  const [, ...args] = words;
  const flags = args.filter((word) => /^-\w+$/.test(word)).join('');
  if (!flags.includes('l') && !args.includes('--listen')) return undefined;
  // `nc -l -p 80` (busybox) and `nc -l 80` (BSD) mean the same.
  const port =
    portOption(args, '-p') ?? args.map(readPort).findLast((found) => found !== undefined);
  if (port === undefined) return [];
  return [
    flags.includes('u')
      ? echo(port)
      : words.some((word) => word.includes('HTTP/'))
        ? http(port)
        : bytes(port),
  ];
}

function pythonModule(words: Words): readonly KnownPort[] | undefined {
  const index = words.findIndex((word) => word === 'http.server' || word === 'SimpleHTTPServer');
  if (index < 0 || words[index - 1] !== '-m') return undefined;
  const rest = words.slice(index + 1);
  const bind = option(rest, '--bind', '-b');
  const port = rest
    .filter((word) => word !== bind)
    .map(readPort)
    .find((found) => found !== undefined);
  return [http(port ?? 8000, hostOption(rest, anyAddress, '--bind', '-b'))];
}

function socatPort(argument: string): KnownPort | undefined {
  const [, protocol, digits] = /^(TCP|UDP)[46]?-(?:LISTEN|RECVFROM):(\d+)/i.exec(argument) ?? [];
  const port = readPort(digits);
  if (port === undefined) return undefined;
  return protocol?.toUpperCase() === 'UDP' ? echo(port) : bytes(port);
}
