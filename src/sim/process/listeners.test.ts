import { describe, expect, test } from 'vitest';
import type { Container, Pod } from '../api/kinds/types.ts';
import { explainListening, listenersOf } from './index.ts';

function podOf(containers: readonly Partial<Container>[], listens?: string): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'p',
      namespace: 'default',
      ...(listens === undefined ? {} : { annotations: { 'podpath.dev/listens': listens } }),
    },
    spec: {
      containers: containers.map((container, index) => ({ name: `c${index}`, ...container })),
      dnsPolicy: 'ClusterFirst',
    },
  };
}

function listed(pod: Pod): string {
  return listenersOf(pod)
    .map(
      ({ address, port, protocol, server }) =>
        `${address === '0.0.0.0' ? '' : `${address}:`}${port}/${protocol} ${server}`,
    )
    .join(', ');
}

const sh = (script: string): Partial<Container> => ({
  image: 'busybox',
  command: ['sh', '-c', script],
});
const ports = (...numbers: readonly number[]): Pick<Container, 'ports'> => ({
  ports: numbers.map((containerPort) => ({ containerPort, protocol: 'TCP' })),
});

describe('what one container listens on', () => {
  test.each<[container: Partial<Container>, rule: string, listens: string]>([
    // Images we know, whatever the registry and the tag.
    [{ image: 'nginx' }, 'image', '80/TCP http'],
    [{ image: 'docker.io/library/nginx:1.27@sha256:0123' }, 'image', '80/TCP http'],
    [{ image: 'registry.local:5000/mirror/nginx:1.27', ...ports(8080) }, 'image', '80/TCP http'],
    [{ image: 'nginxinc/nginx-unprivileged' }, 'image', '8080/TCP http'],
    [{ image: 'ealen/echo-server:0.9.2' }, 'image', '80/TCP http'],
    [{ image: 'jmalloc/echo-server' }, 'image', '8080/TCP http'],
    [{ image: 'redis:7' }, 'image', '6379/TCP bytes'],
    [{ image: 'redis:7', args: ['--port', '6380'] }, 'image', '6380/TCP bytes'],
    [{ image: 'registry.k8s.io/e2e-test-images/agnhost:2.47' }, 'image', ''],
    [
      { image: 'agnhost', args: ['netexec', '--http-port=80'] },
      'image',
      '80/TCP http, 8081/UDP echo',
    ],
    [{ image: 'agnhost', args: ['serve-hostname'] }, 'image', '9376/TCP http'],
    [
      { image: 'hashicorp/http-echo', args: ['-text=hi', '-listen=:8080'] },
      'image',
      '8080/TCP http',
    ],
    [{ image: 'hashicorp/http-echo', args: ['-text=hi'] }, 'image', '5678/TCP http'],
    [{ image: 'traefik/whoami:v1.10' }, 'image', '80/TCP http'],
    [{ image: 'coredns/coredns:1.12.0' }, 'image', '53/UDP dns, 53/TCP dns, 9153/TCP http'],
    [{ image: 'curlimages/curl' }, 'image', ''],
    [{ image: 'busybox', ...ports(80) }, 'image', ''],

    // Commands.
    [{ image: 'nginx', command: ['sleep', '3600'], ...ports(80) }, 'command', ''],
    [{ image: 'busybox', args: ['tail', '-f', '/dev/null'] }, 'command', ''],
    [sh('while true; do wget -qO- http://web; sleep 1; done'), 'command', ''],
    [sh('echo hello && sleep infinity'), 'command', ''],
    [sh('httpd -f -p 8080 -h /www'), 'command', '8080/TCP http'],
    [
      sh('while true; do echo -e "HTTP/1.1 200 OK\\n\\nhi; bye" | nc -l -p 80; done'),
      'command',
      '80/TCP bytes',
    ],
    [sh('nc -lu 5353'), 'command', '5353/UDP echo'],
    [
      { image: 'python:3.12', command: ['python', '-m', 'http.server'] },
      'command',
      '8000/TCP http',
    ],
    [
      {
        image: 'python:3.12',
        command: ['python3', '-m', 'http.server', '8080', '--bind', '127.0.0.1'],
      },
      'command',
      '127.0.0.1:8080/TCP http',
    ],
    [
      { image: 'app', command: ['uvicorn', 'main:app', '--port', '9000'] },
      'command',
      '127.0.0.1:9000/TCP http',
    ],
    [
      { image: 'app', command: ['uvicorn', 'main:app', '--host', '0.0.0.0'] },
      'command',
      '8000/TCP http',
    ],

    // A script that also starts what the image is for.
    [
      {
        image: 'nginx',
        command: ['sh', '-c', "echo hi > /usr/share/nginx/html/index.html; nginx -g 'daemon off;'"],
      },
      'image',
      '80/TCP http',
    ],
    // A tool image that somebody put a server into.
    [
      { image: 'ubuntu', command: ['/opt/server'], ...ports(8080) },
      'containerPort',
      '8080/TCP http',
    ],

    // Images we do not know.
    [
      { image: 'shop/cart:1.0', ...ports(7070, 6379) },
      'containerPort',
      '7070/TCP http, 6379/TCP bytes',
    ],
    [{ image: 'shop/cart:1.0' }, 'unknown', ''],
    [
      { image: 'shop/cart:1.0', ports: [{ containerPort: 9999, protocol: 'UDP' }] },
      'containerPort',
      '9999/UDP echo',
    ],
  ])('%j: %s', (container, rule, listens) => {
    const pod = podOf([container]);
    expect([explainListening(pod, 'c0').rule, listed(pod)]).toEqual([rule, listens]);
  });
});

test('a configuration from a volume makes the declared ports count', () => {
  const mounted = {
    image: 'nginx',
    volumeMounts: [{ name: 'conf', mountPath: '/etc/nginx/conf.d' }],
  };
  expect(listed(podOf([{ ...mounted, ...ports(8080) }]))).toBe('8080/TCP http');
  expect(listed(podOf([mounted]))).toBe('80/TCP http');
});

describe('the annotation', () => {
  const two = [
    { name: 'web', image: 'nginx' },
    { name: 'side', image: 'app' },
  ];

  test.each([
    ['web=8080', '8080/TCP http'],
    [
      'web=80/TCP,9090/TCP; side=127.0.0.1:8081/TCP',
      '80/TCP http, 9090/TCP http, 127.0.0.1:8081/TCP http',
    ],
    ['web=none; side=53/UDP', '53/UDP echo'],
    ['side=none', '80/TCP http'],
    ['side=[fd00::1]:9000', '80/TCP http, fd00::1:9000/TCP http'],
  ])('%s', (text, listens) => {
    expect(listed(podOf(two, text))).toBe(listens);
  });

  test('sets pieces aside that make no sense', () => {
    const { listeners, unread } = explainListening(
      podOf(two, 'web=80,70000,x/TCP; nonsense'),
      'web',
    );
    expect([listeners.map(({ port }) => port), unread]).toEqual([
      [80],
      ['70000', 'x/TCP', 'nonsense'],
    ]);
  });
});

test('each rule names the field it read', () => {
  const because = (pod: Pod): readonly string[] =>
    explainListening(pod, 'c0').because.map(({ path }) => path);
  expect(because(podOf([{ image: 'nginx' }]))).toEqual(['spec.containers[0].image']);
  expect(because(podOf([{ image: 'app', ...ports(1, 2) }]))).toEqual([
    'spec.containers[0].ports[0].containerPort',
    'spec.containers[0].ports[1].containerPort',
  ]);
  expect(because(podOf([sh('sleep 1')]))).toEqual(['spec.containers[0].command']);
  expect(because(podOf([{ image: 'nginx' }], 'c0=80'))).toEqual([
    'metadata.annotations[podpath.dev/listens]',
  ]);
});

test('the first of two containers gets a port both want', () => {
  const pod = podOf([{ image: 'nginx' }, { image: 'httpd' }]);
  expect(listenersOf(pod).map(({ process, port }) => [process, port])).toEqual([['c0', 80]]);
});

test('sidecars listen, other init containers are gone', () => {
  const sidecar = { name: 'proxy', image: 'app', restartPolicy: 'Always', ...ports(15001) };
  const pod = podOf([{ image: 'nginx' }]);
  const init = { name: 'init', image: 'httpd' };
  const listeners = listenersOf({ ...pod, spec: { ...pod.spec, initContainers: [init, sidecar] } });
  expect(listeners.map(({ process, because }) => [process, because[0]?.path])).toEqual([
    ['proxy', 'spec.initContainers[1].ports[0].containerPort'],
    ['c0', 'spec.containers[0].image'],
  ]);
});
