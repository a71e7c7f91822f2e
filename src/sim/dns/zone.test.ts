import { expect, test } from 'vitest';
import { ip, type RecordType } from '../net/index.ts';
import { defaultSpec } from '../spec.ts';
import { exampleStore } from './fixture.ts';
import { answer, askOutside, shuffle } from './index.ts';
import type { Answer, Question } from './message.ts';

const store = exampleStore();
const ask = (name: string, type: RecordType): string => {
  const upstream = (question: Question): Answer => askOutside(defaultSpec.outside, question);
  const { rcode, records } = answer(store, { name, type }, { upstream });
  return [rcode, ...records.map((record) => `${record.type} ${record.data}`)].join(' | ');
};

test.each`
  name                                            | type       | expected
  ${'web.default.svc.cluster.local.'}             | ${'A'}     | ${'NOERROR | A 10.96.0.20'}
  ${'web.default.svc.cluster.local'}              | ${'A'}     | ${'NOERROR | A 10.96.0.20'}
  ${'WEB.Default.svc.cluster.local.'}             | ${'A'}     | ${'NOERROR | A 10.96.0.20'}
  ${'web.default.svc.cluster.local.'}             | ${'AAAA'}  | ${'NOERROR | AAAA fd00::20'}
  ${'web.default.svc.cluster.local.'}             | ${'PTR'}   | ${'NOERROR'}
  ${'web.default.svc.cluster.local.'}             | ${'CNAME'} | ${'NOERROR'}
  ${'_http._tcp.web.default.svc.cluster.local.'}  | ${'SRV'}   | ${'NOERROR | SRV 0 50 80 web.default.svc.cluster.local.'}
  ${'_https._tcp.web.default.svc.cluster.local.'} | ${'SRV'}   | ${'NXDOMAIN'}
  ${'_http._udp.web.default.svc.cluster.local.'}  | ${'SRV'}   | ${'NXDOMAIN'}
  ${'db.default.svc.cluster.local.'}              | ${'A'}     | ${'NOERROR | A 10.244.1.2 | A 10.244.2.2 | A 10.244.2.4'}
  ${'db.default.svc.cluster.local.'}              | ${'AAAA'}  | ${'NOERROR'}
  ${'db-1.db.default.svc.cluster.local.'}         | ${'A'}     | ${'NOERROR | A 10.244.2.2'}
  ${'db-2.db.default.svc.cluster.local.'}         | ${'A'}     | ${'NXDOMAIN'}
  ${'10-244-2-4.db.default.svc.cluster.local.'}   | ${'A'}     | ${'NOERROR | A 10.244.2.4'}
  ${'empty.default.svc.cluster.local.'}           | ${'A'}     | ${'NXDOMAIN'}
  ${'docs.default.svc.cluster.local.'}            | ${'CNAME'} | ${'NOERROR | CNAME example.com.'}
  ${'docs.default.svc.cluster.local.'}            | ${'A'}     | ${'NOERROR | CNAME example.com. | A 198.51.100.80'}
  ${'alias.default.svc.cluster.local.'}           | ${'A'}     | ${'NOERROR | CNAME web.default.svc.cluster.local. | A 10.96.0.20'}
  ${'loop.default.svc.cluster.local.'}            | ${'A'}     | ${'NOERROR'}
  ${'nothing.default.svc.cluster.local.'}         | ${'A'}     | ${'NOERROR'}
  ${'to-and-fro.default.svc.cluster.local.'}      | ${'A'}     | ${'NOERROR'}
  ${'number.default.svc.cluster.local.'}          | ${'A'}     | ${'NXDOMAIN'}
  ${'10-244-9-9.default.pod.cluster.local.'}      | ${'A'}     | ${'NOERROR | A 10.244.9.9'}
  ${'fd00--7.default.pod.cluster.local.'}         | ${'AAAA'}  | ${'NOERROR | AAAA fd00::7'}
  ${'web.default.pod.cluster.local.'}             | ${'A'}     | ${'NXDOMAIN'}
  ${'10-244-9-9.nowhere.pod.cluster.local.'}      | ${'A'}     | ${'NXDOMAIN'}
  ${'default.svc.cluster.local.'}                 | ${'A'}     | ${'NOERROR'}
  ${'nowhere.svc.cluster.local.'}                 | ${'A'}     | ${'NXDOMAIN'}
  ${'svc.cluster.local.'}                         | ${'A'}     | ${'NOERROR'}
  ${'cluster.local.'}                             | ${'A'}     | ${'NOERROR'}
  ${'dns-version.cluster.local.'}                 | ${'TXT'}   | ${'NOERROR | TXT "1.1.0"'}
  ${'svc.cluster.local.'}                         | ${'TXT'}   | ${'NXDOMAIN'}
  ${'cluster.local.'}                             | ${'SOA'}   | ${'NOERROR | SOA ns.dns.cluster.local. hostmaster.cluster.local. 1 7200 1800 86400 30'}
  ${'web.cluster.local.'}                         | ${'SOA'}   | ${'NOERROR'}
  ${'web.default.svc.cluster.local.'}             | ${'MX'}    | ${'NOERROR'}
  ${'web.cluster.local.'}                         | ${'A'}     | ${'NXDOMAIN'}
  ${'web.default.'}                               | ${'A'}     | ${'NXDOMAIN'}
  ${'example.com.'}                               | ${'A'}     | ${'NOERROR | A 198.51.100.80'}
  ${'example.com.'}                               | ${'AAAA'}  | ${'NOERROR'}
  ${'nobody.example.com.'}                        | ${'A'}     | ${'NXDOMAIN'}
  ${'20.0.96.10.in-addr.arpa.'}                   | ${'PTR'}   | ${'NOERROR | PTR web.default.svc.cluster.local.'}
  ${'2.1.244.10.in-addr.arpa.'}                   | ${'PTR'}   | ${'NOERROR | PTR db-0.db.default.svc.cluster.local.'}
  ${'9.9.9.9.in-addr.arpa.'}                      | ${'PTR'}   | ${'NXDOMAIN'}
`(
  '$type $name',
  ({ name, type, expected }: { name: string; type: RecordType; expected: string }) => {
    expect(ask(name, type)).toBe(expected);
  },
);

test('only answers about the cluster are authoritative', () => {
  const authoritative = (name: string): boolean => answer(store, { name, type: 'A' }).authoritative;
  expect(
    ['web.default.svc.cluster.local.', 'no.such.svc.cluster.local.', 'example.com.'].map(
      authoritative,
    ),
  ).toEqual([true, true, false]);
});

test('a server names itself by the Service it is an endpoint of', () => {
  const servers = (address: string): readonly string[] => {
    const { records, additional = [] } = answer(
      store,
      { name: 'cluster.local.', type: 'NS' },
      { addresses: [ip(address)] },
    );
    return [...records, ...additional].map(({ name, data }) => `${name} ${data}`);
  };
  expect(servers('10.244.1.2')).toContain('cluster.local. db-0.db.default.svc.cluster.local.');
  expect(servers('10.244.9.9')).toEqual([
    'cluster.local. ns.dns.cluster.local.',
    'ns.dns.cluster.local. 10.244.9.9',
  ]);
});

test('what is not there may be remembered for as long as the SOA of its zone says', () => {
  const { authority } = answer(store, { name: 'no.such.svc.cluster.local.', type: 'A' });
  expect(authority).toMatchObject([{ name: 'cluster.local.', type: 'SOA', ttlSeconds: 30 }]);
});

test('records carry the name as it was asked, and kubeadm’s TTL', () => {
  const [record] = answer(store, {
    name: 'Web.default.svc.cluster.local',
    type: 'A',
  }).records;
  expect(record).toMatchObject({ name: 'Web.default.svc.cluster.local.', ttlSeconds: 30 });
});

test('the order of addresses depends on seed and query alone', () => {
  const { records } = answer(store, {
    name: 'db.default.svc.cluster.local.',
    type: 'A',
  });
  const first = (id: number): string | undefined => shuffle(records, 1, id)[0]?.data;
  const ids = Array.from({ length: 60 }, (_, id) => id);
  expect(new Set(ids.map(first)).size).toBe(3);
  expect(ids.map(first)).toEqual(ids.map(first));
});
