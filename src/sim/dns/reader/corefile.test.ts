import { describe, expect, test } from 'vitest';
import { readCorefile } from './corefile.ts';
import { kubeadmCorefile } from '../corefile.ts';

const kubeadm = `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30 {
       disable success cluster.local
       disable denial cluster.local
    }
    loop
    reload
    loadbalance
}
`;

test('kubeadm’s Corefile is what clusters have without one', () => {
  const [block] = readCorefile(kubeadm, {});
  const [usual] = kubeadmCorefile;
  expect({ ...block, cache: undefined }).toEqual({ ...usual, cache: undefined });
  expect(new Set(block?.cache?.disabled)).toEqual(new Set(usual?.cache?.disabled));
});

test('a stub domain is a block of its own, and comments count for nothing', () => {
  const text = `# our own names
corp.example:53 {
  forward . 192.0.2.53 192.0.2.54:5353 # two of them
}
tls://.:853 {
  forward . tls://192.0.2.55
}
.:53 { 
  forward example.org dns://192.0.2.56 {
    except www.example.org
  }
}`;
  expect(readCorefile(text, {}).map(({ zones, forwards }) => ({ zones, forwards }))).toEqual([
    {
      zones: ['corp.example.'],
      forwards: [
        {
          zone: '.',
          except: [],
          to: [
            { address: '192.0.2.53', port: 53 },
            { address: '192.0.2.54', port: 5353 },
          ],
        },
      ],
    },
    {
      zones: ['.'],
      forwards: [
        {
          zone: 'example.org.',
          except: ['www.example.org.'],
          to: [{ address: '192.0.2.56', port: 53 }],
        },
      ],
    },
  ]);
});

describe('plugins', () => {
  const only = (lines: string, files = {}) => readCorefile(`. {\n${lines}\n}`, files)[0];

  test('kubernetes answers as little as its defaults say', () => {
    expect(only('kubernetes corp.local {\n fallthrough\n namespaces shop\n}')?.kubernetes).toEqual({
      zones: ['corp.local.'],
      pods: 'disabled',
      namespaces: ['shop'],
      ignoreEmptyService: false,
      ttlSeconds: 5,
      fallThrough: ['corp.local.'],
    });
  });

  test('hosts has lines of its own, or those of a file that lies beside the Corefile', () => {
    const inline = only('hosts {\n 192.0.2.7 db.corp.example old-db\n fallthrough\n}')?.hosts;
    expect([...(inline?.addresses ?? [])]).toEqual([
      ['db.corp.example.', ['192.0.2.7']],
      ['old-db.', ['192.0.2.7']],
    ]);
    expect(inline?.fallThrough).toEqual(['.']);
    const file = { NodeHosts: '192.168.0.11 node-1\n# the end' };
    const { hosts } = only('hosts /etc/coredns/NodeHosts {\n ttl 60\n}', file) ?? {};
    expect([...(hosts?.addresses.keys() ?? []), hosts?.ttlSeconds]).toEqual(['node-1.', 60]);
  });

  test.each([
    ['rewrite name a.example b.example', 'a.example.', 'b.example.'],
    ['rewrite stop name exact a.example b.example', 'A.example.', 'b.example.'],
    ['rewrite name suffix .corp .svc.cluster.local', 'web.corp.', 'web.svc.cluster.local.'],
    ['rewrite name prefix old- new-', 'old-web.', 'new-web.'],
    ['rewrite name substring .eu. .', 'web.eu.corp.', 'web.corp.'],
    [
      'rewrite name regex (.*)\\.dev {1}.default.svc.cluster.local answer auto',
      'web.dev.',
      'web.default.svc.cluster.local.',
    ],
    ['rewrite name regex ((( x', 'web.', undefined],
    ['rewrite type ANY HINFO', 'ANY.', undefined],
  ])('%s makes of %s %s', (line, name, expected) => {
    const names = only(line)?.rewrites.map((rewrite) => rewrite(name)) ?? [];
    expect(names.find((each) => each !== undefined)).toBe(expected);
  });
});
