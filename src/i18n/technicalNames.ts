import type { StepTexts } from './en/steps.ts';
import { deviceOf } from './facts.ts';

const rewriteNames = { dnat: 'DNAT', snat: 'SNAT', unnat: 'conntrack' } as const;

const bpfNames = { dnat: 'DNAT', snat: 'SNAT', unnat: 'eBPF' } as const;

/** Names of hops that are the same in every language: what a node calls the thing a packet is at. */
export const technicalNames = {
  transmit: (hop) => deviceOf(hop),
  bridge: (hop) => hop.bridge,
  netfilter: (hop) => (hop.rewrite ? rewriteNames[hop.rewrite] : hop.hook),
  bpf: (hop) => (hop.rewrite ? bpfNames[hop.rewrite] : 'eBPF'),
  cache: () => 'cache',
  forward: () => 'forward',
  ipvs: () => 'IPVS',
  encapsulate: (hop) => hop.device,
  decapsulate: (hop) => hop.device,
  deliver: (hop) => hop.process,
  proxy: (hop) => hop.proxy,
} satisfies Partial<StepTexts['names']>;
