import type { Event } from '../../sim/api/kinds/types.ts';
import { code, say, type Phrase } from '../phrase.ts';

/** What is said of objects and of what became of them. */
export interface ObjectTexts {
  readonly label: string;
  readonly empty: string;
  readonly notSimulated: string;
  readonly notSimulatedMeaning: string;
  readonly warnings: (count: number) => string;
  readonly more: (count: number) => string;
  readonly columns: string;
  readonly events: string;
  readonly because: string;
  /** What an event means, then its own words. */
  readonly event: (event: Event) => Phrase;
}

/** What events of these reasons mean. */
const reasons: Readonly<Record<string, string>> = {
  FailedScheduling: 'The scheduler finds no node for this Pod.',
  FailedCreate: 'Its controller may not make the Pods it should.',
  ProvisioningFailed: 'No volume could be made for this claim.',
  FailedBinding: 'This claim waits for a volume.',
  Unhealthy: 'A probe of this Pod fails: while its readiness probe does, it gets no traffic.',
  DNSConfigForming: 'This Pod asks for more than fits in its resolv.conf, so some was left out.',
  EnsuringLoadBalancer: 'The cloud is asked for a load balancer.',
  EnsuredLoadBalancer: 'The load balancer is there.',
  IPAllocated: 'MetalLB gave the Service an address of its pool.',
  AllocationFailed: 'MetalLB has no such address to give.',
  nodeAssigned: 'This node answers by ARP for the address: all traffic enters the cluster there.',
};

/** What to do about it, where the words tell. */
const hints: readonly (readonly [words: RegExp, hint: string])[] = [
  [/service account/, 'Add the ServiceAccount, or correct serviceAccountName.'],
  [
    /untolerated taint/,
    'Some nodes have a taint; only Pods with a matching toleration may go there.',
  ],
  [
    /node affinity\/selector/,
    'Some nodes lack the labels that nodeSelector or the node affinity asks for.',
  ],
  [/were unschedulable/, 'Some nodes are cordoned: their spec.unschedulable is true.'],
  [/free ports/, 'Some nodes already use the hostPort that the Pod asks for.'],
  [
    /topology spread constraints \(missing/,
    'Some nodes lack the label that a topologySpreadConstraint names.',
  ],
  [/topology spread constraints(?! \()/, 'On some nodes the Pods would be spread too unevenly.'],
  [/Too many pods/, 'Some nodes are full: each takes 110 Pods unless it says otherwise.'],
  [/persistentvolumeclaim ".*" not found/, 'The PersistentVolumeClaim it names does not exist.'],
  [/unbound immediate/, 'It waits until its PersistentVolumeClaims have a volume.'],
  [/storageclass\.storage/, 'The StorageClass it names does not exist.'],
];

const objects: ObjectTexts = {
  label: 'Objects of the manifests',
  empty: 'No object was accepted yet.',
  notSimulated: 'not simulated',
  notSimulatedMeaning: 'The API server accepts it, but nothing here acts on objects of this kind.',
  warnings: (count) => (count === 1 ? 'one warning' : `${count} warnings`),
  more: (count) => `Show ${count} more`,
  columns: 'As kubectl get shows it',
  events: 'Events',
  because: 'Because of',
  event: ({ reason = '', message = '' }) => {
    const meanings = [
      reasons[reason],
      ...hints.map(([words, hint]) => words.test(message) && hint),
    ];
    const said = meanings.filter((each) => typeof each === 'string').join(' ');
    return said === '' ? [code(message)] : say`${said} ${code(message)}`;
  },
};
export default objects;
