import { expect, test } from 'vitest';
import { ip } from '../../../net/index.ts';
import { invert, type ConntrackEntry } from '../../conntrack.ts';
import { service, slice } from '../iptables/test-objects.ts';
import { withoutStale } from './cleanup.ts';

const ports = [{ name: 'http', protocol: 'UDP' as const, port: 53, targetPort: 8080 }];
const dns = service('dns', '10.96.0.10', {
  type: 'NodePort',
  externalIPs: ['203.0.113.9'],
  ports: ports.map((port) => ({ ...port, nodePort: 30053 })),
});

/** An entry of the Service's client that is answered from an address. */
function entry(asked: string, port: number, answers: string, protocol = 'UDP'): ConntrackEntry {
  const original = {
    protocol,
    source: ip('10.244.1.9'),
    sourcePort: 40000,
    destination: ip(asked),
    destinationPort: port,
  };
  return {
    original,
    reply: { ...invert(original), source: ip(answers), sourcePort: 8080 },
    decided: { destination: true, source: true },
    seenReply: true,
    noted: { isAssured: false, sinceSeconds: 0, untilSeconds: 30 },
  };
}

test.each<[what: string, entry: ConntrackEntry, endpoints: readonly string[], stays: boolean]>([
  ['to an endpoint', entry('10.96.0.10', 53, '10.244.1.2'), ['10.244.1.2'], true],
  ['to one that terminates', entry('10.96.0.10', 53, '10.244.1.2'), ['10.244.1.2~'], true],
  [
    'to one that is not ready',
    entry('10.96.0.10', 53, '10.244.1.2'),
    ['10.244.1.2-', '10.244.1.3'],
    false,
  ],
  ['to one that is gone', entry('10.96.0.10', 53, '10.244.1.2'), ['10.244.1.3'], false],
  ['to one that is gone, when there is no other', entry('10.96.0.10', 53, '10.244.1.2'), [], true],
  ['by an external IP', entry('203.0.113.9', 53, '10.244.1.2'), ['10.244.1.3'], false],
  ['by a node port', entry('192.168.0.11', 30053, '10.244.1.2'), ['10.244.1.3'], false],
  ['to another port', entry('10.96.0.10', 54, '10.244.1.2'), ['10.244.1.3'], true],
  ['of TCP', entry('10.96.0.10', 53, '10.244.1.2', 'TCP'), ['10.244.1.3'], true],
])('an entry %s', (_, each, endpoints, stays) => {
  const left = withoutStale([each], [dns], [slice('dns', endpoints, 'UDP')]);
  expect(left).toEqual(stays ? [each] : []);
});
