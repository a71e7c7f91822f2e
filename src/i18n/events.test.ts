import { describe, expect, test } from 'vitest';
import type { Event } from '../sim/api/kinds/types.ts';
import en from './en/late.ts';
import ko from './ko/late.ts';
import { plain } from './phrase.ts';

const none = '0/3 nodes are available:';
/** Events as controllers leave them. */
const examples: readonly (readonly [reason: string, message: string, en: string, ko: string])[] = [
  ['FailedScheduling', `${none} 3 node(s) had untolerated taint(s).`, 'taint', '테인트'],
  [
    'FailedScheduling',
    `${none} 3 node(s) didn't match Pod's node affinity/selector.`,
    'nodeSelector',
    '레이블',
  ],
  ['FailedScheduling', `${none} 3 node(s) were unschedulable.`, 'cordoned', 'spec.unschedulable'],
  [
    'FailedScheduling',
    `${none} 3 node(s) didn't have free ports for the requested pod ports.`,
    'hostPort',
    'hostPort',
  ],
  ['FailedScheduling', `${none} 3 Too many pods.`, '110', '110'],
  [
    'FailedScheduling',
    `${none} persistentvolumeclaim "data" not found. not found`,
    'does not exist',
    'PersistentVolumeClaim이 없습니다',
  ],
  ['Unhealthy', 'Readiness probe failed: ', 'no traffic', '트래픽'],
  [
    'FailedCreate',
    'Error creating: pods "web-" is forbidden: error looking up service account default/ghost: serviceaccount "ghost" not found',
    'Add the ServiceAccount',
    'ServiceAccount를 추가',
  ],
  [
    'ProvisioningFailed',
    'storageclass.storage.k8s.io "fast" not found',
    'StorageClass',
    'StorageClass가 없습니다',
  ],
  ['EnsuringLoadBalancer', 'Ensuring load balancer', 'cloud', '클라우드'],
  ['EnsuredLoadBalancer', 'Ensured load balancer', 'there', '준비'],
  ['IPAllocated', 'Assigned IP ["192.168.0.240"]', 'pool', '풀'],
  [
    'AllocationFailed',
    'Failed to allocate IP for "default/web": ["10.0.0.1"] is not allowed in config',
    'no such address',
    '줄 수 있는 주소',
  ],
  ['nodeAssigned', 'announcing from node "node-1" with protocol "layer2"', 'ARP', 'ARP'],
];

describe('an event is explained, and keeps its own words', () => {
  test.each(examples)('%s: %s', (reason, message, english, korean) => {
    const event = { reason, message } as Event;
    expect(plain(en.objects.event(event))).toContain(english);
    expect(plain(ko.objects.event(event))).toContain(korean);
    for (const { objects } of [en, ko]) {
      expect(plain(objects.event(event))).toMatch(/^[A-Z가-힣].*[.] \S/);
      expect(objects.event(event).at(-1)).toEqual({ part: 'code', text: message });
    }
  });

  test('one that nobody knows is told as it is', () => {
    const event = { reason: 'Unheard', message: 'of' } as Event;
    for (const { objects } of [en, ko]) expect(plain(objects.event(event))).toBe('of');
  });
});
