import { remember } from '../../base/remember.ts';
import type { Container } from '../api/kinds/types.ts';
import { bytes, echo, http, https, readHostPort, readPort, type KnownPort } from './ports.ts';
import { option, portOption, portsOfCommand } from './programs.ts';

/** What an image's own program listens on. To teach Podpath an image, add a line to {@link knownImages}. */
interface KnownImage {
  /**
   * How its repository ends: `nginx` fits `nginx:1.27`, `docker.io/library/nginx` and `registry.local/mirror/nginx@sha256:…`;
   * `ealen/echo-server` needs that owner. The longest name that fits counts.
   */
  readonly names: readonly string[];
  /** Its ports, or how to tell them from the container's arguments and environment. */
  readonly ports: readonly KnownPort[] | ((container: Container) => readonly KnownPort[]);
  /** Where its configuration lies. A volume mounted there may change the ports, so `containerPort` is believed instead. */
  readonly configuration?: string;
}

/** Ports are the defaults of each image's own documentation. */
const knownImages: readonly KnownImage[] = [
  // Web servers.
  { names: ['nginx'], ports: [http(80)], configuration: '/etc/nginx' },
  {
    names: ['nginx-unprivileged', 'nginx-hello'],
    ports: [http(8080)],
    configuration: '/etc/nginx',
  },
  { names: ['nginxdemos/hello', 'docker/getting-started', 'welcome-to-docker'], ports: [http(80)] },
  { names: ['httpd'], ports: [http(80)], configuration: '/usr/local/apache2/conf' },
  { names: ['caddy'], ports: [http(80)], configuration: '/etc/caddy' },
  { names: ['php'], ports: ({ image }) => (/:[^/]*apache/.test(image ?? '') ? [http(80)] : []) },
  { names: ['wordpress', 'drupal', 'joomla', 'phpmyadmin', 'nextcloud'], ports: [http(80)] },
  { names: ['tomcat', 'jetty', 'jenkins'], ports: [http(8080)] },
  { names: ['ghost'], ports: [http(2368)] },

  // Proxies that Ingresses and Gateways are for.
  {
    names: ['ingress-nginx/controller', 'ingress-nginx/controller-chroot'],
    ports: [
      proxied('ingress-nginx', 80),
      { ...proxied('ingress-nginx', 443), tls: true },
      https(8443),
      http(10254),
    ],
  },
  {
    names: ['envoyproxy/envoy'],
    ports: ({ ports = [] }) =>
      ports.map(({ name = '', containerPort }) => ({
        ...proxied('envoy', containerPort),
        ...(name.startsWith('https') && { tls: true }),
      })),
  },
  { names: ['envoyproxy/gateway'], ports: [bytes(18000)] },

  // Images made to show that a request arrived.
  { names: ['agnhost'], ports: agnhost },
  {
    names: ['http-echo'],
    ports: (container) => fromFlag(container, ['-listen', '--listen'], 5678),
  },
  { names: ['echoserver', 'jmalloc/echo-server'], ports: [http(8080)] },
  { names: ['ealen/echo-server'], ports: (container) => fromEnv(container, 'PORT', 80) },
  {
    names: ['whoami'],
    ports: (container) => fromFlag(container, ['--port', '-port'], 80, 'WHOAMI_PORT_NUMBER'),
  },
  { names: ['httpbin'], ports: [http(80)] },
  {
    names: ['go-httpbin'],
    ports: (container) => fromFlag(container, ['-port', '--port'], 8080, 'PORT'),
  },
  {
    names: ['hello-app', 'hello-kubernetes', 'podinfo/hello'],
    ports: (container) => fromEnv(container, 'PORT', 8080),
  },
  {
    names: ['podinfo'],
    ports: (container) => [...fromFlag(container, ['--port'], 9898), bytes(9999)],
  },
  { names: ['serve_hostname', 'serve-hostname'], ports: [http(9376)] },
  { names: ['network-multitool'], ports: [http(80), https(443)] },
  {
    names: ['gb-frontend', 'guestbook'],
    ports: ({ image }) => [http(image?.includes('gb-frontend') ? 80 : 3000)],
  },
  { names: ['kubernetes-bootcamp'], ports: [http(8080)] },

  // Data stores and queues.
  {
    names: ['redis', 'valkey', 'gb-redis-follower', 'gb-redisslave', 'redis-follower'],
    ports: redis,
  },
  { names: ['postgres', 'postgresql', 'postgis'], ports: [bytes(5432)] },
  { names: ['mysql', 'mariadb', 'percona'], ports: [bytes(3306)] },
  { names: ['mongo', 'mongodb'], ports: [bytes(27017)] },
  { names: ['memcached'], ports: [bytes(11211)] },
  { names: ['rabbitmq'], ports: rabbitmq },
  { names: ['nats'], ports: [bytes(4222)] },
  { names: ['cassandra'], ports: [bytes(9042), bytes(7000)] },
  { names: ['zookeeper'], ports: [bytes(2181)] },
  { names: ['etcd'], ports: [bytes(2379), bytes(2380)] },
  { names: ['elasticsearch', 'opensearch'], ports: [http(9200), bytes(9300)] },
  { names: ['kibana'], ports: [http(5601)] },
  { names: ['influxdb'], ports: [http(8086)] },
  { names: ['minio'], ports: [http(9000)] },
  { names: ['eclipse-mosquitto'], ports: [bytes(1883)] },

  // Monitoring and registries.
  { names: ['prometheus'], ports: [http(9090)] },
  { names: ['grafana'], ports: [http(3000)] },
  { names: ['node-exporter'], ports: [http(9100)] },
  { names: ['library/registry', 'registry'], ports: [http(5000)] },

  // DNS. The port is the Corefile's of every distribution; 9153 is its `prometheus` line.
  { names: ['coredns'], ports: [dns('UDP'), dns('TCP'), http(9153)] },

  // Tools: they listen on nothing until told to.
  {
    names: (
      'busybox busyboxplus alpine ubuntu debian centos fedora rockylinux almalinux amazonlinux ubi8 ubi9 bash curl netshoot dnsutils ' +
      'jessie-dnsutils pause kubectl wget toolbox git'
    ).split(' '),
    ports: [],
  },
  { names: ['socat'], ports: ({ args }) => portsOfCommand(['socat', ...(args ?? [])]) ?? [] },
  { names: ['iperf3'], ports: ({ args }) => portsOfCommand(['iperf3', ...(args ?? [])]) ?? [] },
];

const byName = new Map(
  knownImages.flatMap((known) => known.names.map((name) => [name, known] as const)),
);

/** What the program of a container's image listens on; `undefined` for images we do not know, or whose configuration was replaced. */
export const portsOfImage = remember((container: Container): readonly KnownPort[] | undefined => {
  const known = findImage(container.image ?? '');
  if (known === undefined || isConfigured(container, known)) return undefined;
  return typeof known.ports === 'function' ? known.ports(container) : known.ports;
});

/** `registry.local:5000/team/nginx:1.27@sha256:…` without tag and digest: `registry.local:5000/team/nginx`. */
function repositoryOf(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}

function findImage(image: string): KnownImage | undefined {
  const parts = repositoryOf(image).split('/');
  return byName.get(parts.slice(-2).join('/')) ?? byName.get(parts.at(-1) ?? '');
}

function isConfigured(container: Container, known: KnownImage): boolean {
  const { configuration } = known;
  if (configuration === undefined || (container.ports ?? []).length === 0) return false;
  return mountsOf(container).some(
    (path) => path === configuration || path.startsWith(`${configuration}/`),
  );
}

/** Admission keeps every field, also those the simulation has no type for. */
function mountsOf(container: Container & { readonly volumeMounts?: unknown }): readonly string[] {
  const mounts = Array.isArray(container.volumeMounts)
    ? (container.volumeMounts as readonly unknown[])
    : [];
  return mounts.flatMap((mount) => {
    const path = (mount as { readonly mountPath?: unknown } | null)?.mountPath;
    return typeof path === 'string' ? [path] : [];
  });
}

function dns(protocol: 'UDP' | 'TCP'): KnownPort {
  return { ...bytes(53), protocol, server: 'dns' };
}

function wordsOf(container: Container): readonly string[] {
  return [...(container.command ?? []), ...(container.args ?? [])];
}

function envOf(container: Container, name: string): string | undefined {
  return container.env?.find((variable) => variable.name === name)?.value;
}

function fromEnv(container: Container, name: string, usual: number): readonly KnownPort[] {
  return [http(readPort(envOf(container, name)) ?? usual)];
}

function fromFlag(
  container: Container,
  flags: readonly string[],
  usual: number,
  env = '',
): readonly KnownPort[] {
  const at = readHostPort(option(wordsOf(container), ...flags) ?? envOf(container, env) ?? '');
  return [http(at?.port ?? usual, at?.address)];
}

/** kubernetes/test/images/agnhost/README.md: each subcommand has its own ports; `pause` is the default. */
function agnhost(container: Container): readonly KnownPort[] {
  const words = wordsOf(container);
  const port = (usual: number): number => portOption(words, '--port', '-port') ?? usual;
  if (words.includes('netexec')) {
    const udp =
      option(words, '--udp-port') === '-1' ? undefined : (portOption(words, '--udp-port') ?? 8081);
    return [
      http(portOption(words, '--http-port') ?? 8080),
      ...(udp === undefined ? [] : [echo(udp)]),
    ];
  }
  if (words.includes('serve-hostname')) {
    const protocols = words.some((word) => /^--?udp(=true)?$/.test(word)) ? [echo(port(9376))] : [];
    const tcp = words.some((word) => /^--?tcp(=true)?$/.test(word)) ? [bytes(port(9376))] : [];
    const chosen = [...protocols, ...tcp];
    return chosen.length > 0 ? chosen : [http(port(9376))];
  }
  if (words.includes('test-webserver')) return [http(80)];
  if (words.includes('porter')) return porter(container);
  if (words.includes('liveness') || words.includes('webhook')) return [http(port(8080))];
  if (words.includes('nettest')) return [http(port(8080))];
  return [];
}

/** `porter` serves on each port that an environment variable SERVE_PORT_<number> names. */
function porter(container: Container): readonly KnownPort[] {
  return (container.env ?? []).flatMap(({ name }) => {
    const [, protocol = 'TCP', digits] = /^SERVE_(?:(SCTP)_)?PORT_(\d+)$/.exec(name) ?? [];
    const port = readPort(digits);
    if (port === undefined) return [];
    return protocol === 'SCTP' ? [{ ...bytes(port), protocol: 'SCTP' as const }] : [http(port)];
  });
}

function proxied(server: string, port: number): KnownPort {
  return { ...http(port), server };
}

function redis(container: Container): readonly KnownPort[] {
  return portsOfCommand(['redis-server', ...wordsOf(container)]) ?? [];
}

function rabbitmq({ image }: Container): readonly KnownPort[] {
  return [bytes(5672), ...(/:[^/]*management/.test(image ?? '') ? [http(15672)] : [])];
}
