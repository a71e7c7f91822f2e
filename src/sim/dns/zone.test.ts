import { expect, test } from 'vitest';
import type { RecordType } from '../net/index.ts';
import { defaultSpec } from '../spec.ts';
import { exampleStore } from './fixture.ts';
import { answer, shuffle } from './index.ts';

const store = exampleStore();
const ask = (name: string, type: RecordType): string => {
  const { rcode, records } = answer(store, defaultSpec, { name, type });
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
  ${'docs.default.svc.cluster.local.'}            | ${'A'}     | ${'NOERROR | CNAME example.com.'}
  ${'alias.default.svc.cluster.local.'}           | ${'A'}     | ${'NOERROR | CNAME web.default.svc.cluster.local. | A 10.96.0.20'}
  ${'loop.default.svc.cluster.local.'}            | ${'A'}     | ${'NOERROR | CNAME loop.default.svc.cluster.local.'}
  ${'number.default.svc.cluster.local.'}          | ${'A'}     | ${'NXDOMAIN'}
  ${'10-244-9-9.default.pod.cluster.local.'}      | ${'A'}     | ${'NOERROR | A 10.244.9.9'}
  ${'fd00--7.default.pod.cluster.local.'}         | ${'AAAA'}  | ${'NOERROR | AAAA fd00::7'}
  ${'web.default.pod.cluster.local.'}             | ${'A'}     | ${'NXDOMAIN'}
  ${'10-244-9-9.nowhere.pod.cluster.local.'}      | ${'A'}     | ${'NXDOMAIN'}
  ${'default.svc.cluster.local.'}                 | ${'A'}     | ${'NOERROR'}
  ${'nowhere.svc.cluster.local.'}                 | ${'A'}     | ${'NXDOMAIN'}
  ${'svc.cluster.local.'}                         | ${'A'}     | ${'NOERROR'}
  ${'cluster.local.'}                             | ${'A'}     | ${'NOERROR'}
  ${'web.cluster.local.'}                         | ${'A'}     | ${'NXDOMAIN'}
  ${'web.default.'}                               | ${'A'}     | ${'NXDOMAIN'}
  ${'example.com.'}                               | ${'A'}     | ${'NXDOMAIN'}
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
  const authoritative = (name: string): boolean =>
    answer(store, defaultSpec, { name, type: 'A' }).authoritative;
  expect(
    ['web.default.svc.cluster.local.', 'no.such.svc.cluster.local.', 'example.com.'].map(
      authoritative,
    ),
  ).toEqual([true, true, false]);
});

test('records carry the name as it was asked, and kubeadm’s TTL', () => {
  const [record] = answer(store, defaultSpec, {
    name: 'Web.default.svc.cluster.local',
    type: 'A',
  }).records;
  expect(record).toMatchObject({ name: 'Web.default.svc.cluster.local.', ttlSeconds: 30 });
});

test('the order of addresses depends on seed and query alone', () => {
  const { records } = answer(store, defaultSpec, {
    name: 'db.default.svc.cluster.local.',
    type: 'A',
  });
  const first = (id: number): string | undefined => shuffle(records, 1, id)[0]?.data;
  const ids = Array.from({ length: 60 }, (_, id) => id);
  expect(new Set(ids.map(first)).size).toBe(3);
  expect(ids.map(first)).toEqual(ids.map(first));
});
