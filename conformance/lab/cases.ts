import guestbook from '../../src/examples/guestbook.yaml?raw';
import podsAndService from '../../src/examples/pods-and-service.yaml?raw';
import shop from '../../src/examples/shop.yaml?raw';
import policyCluster from './manifests/policy/base/cluster.yaml?raw';
import { cniOf, proxyModesWith } from '../../src/sim/dataplane/index.ts';
import { defaultSpec, loadBalancers, type ClusterSpec } from '../../src/sim/spec.ts';

/** A cluster to be built on a real kernel. */
export interface LabCase {
  readonly name: string;
  readonly text: string;
  readonly spec: ClusterSpec;
  readonly hasPolicies: boolean;
}

const written = import.meta.glob<string>('./manifests/*.yaml', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const writtenPolicies = import.meta.glob<string>('./manifests/policy/*.yaml', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const texts: Readonly<Record<string, string>> = {
  ...byName(written),
  'pods-and-service': podsAndService,
  guestbook,
  shop,
};
const policies = byName(writtenPolicies);

function byName(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [file.replace(/^.*\/|\.yaml$/g, ''), text]),
  );
}

/** Clusters for each manifest. */
const perText = 4;

/**
 * Every manifest with some of these CNI plugins, in turns, and the proxy modes in turns: every plugin and every manifest meets
 * each mode. So do those that give out load balancers.
 */
export function labCases(
  cnis: readonly string[],
  proxyModes: readonly string[],
): readonly LabCase[] {
  return [...serviceCases(cnis, proxyModes), ...policyCases(cnis, proxyModes)];
}

/** Policies in a cluster of their own each, in turns with the plugins whose rules are all there is to enforcing them. */
function policyCases(cnis: readonly string[], proxyModes: readonly string[]): readonly LabCase[] {
  const enforcing = cnis.filter((name) => cniOf(name).enforces?.by === 'rules');
  return Object.entries(policies).flatMap(([name, text], number): readonly LabCase[] => {
    const cni = enforcing[number % enforcing.length];
    if (cni === undefined) return [];
    const modes = proxyModesWith(cni).filter((mode) => proxyModes.includes(mode.name));
    const proxyMode = modes[number % modes.length]?.name ?? defaultSpec.proxyMode;
    return [
      {
        name: ['policy', name, cni, proxyMode].join(', '),
        text: [policyCluster, text].join('\n---\n'),
        spec: { ...defaultSpec, cni, proxyMode },
        hasPolicies: true,
      },
    ];
  });
}

function serviceCases(cnis: readonly string[], proxyModes: readonly string[]): readonly LabCase[] {
  return Object.entries(texts).flatMap(([name, text], row) =>
    Array.from({ length: perText }, (_, column): LabCase => {
      const number = row * perText + column;
      const cni = cnis[number % cnis.length] ?? defaultSpec.cni;
      const mode = number + Math.floor(number / cnis.length);
      const modes = proxyModesWith(cni).filter(({ name }) => proxyModes.includes(name));
      const proxyMode = modes[mode % modes.length]?.name ?? defaultSpec.proxyMode;
      const loadBalancer = loadBalancers[number % loadBalancers.length] ?? defaultSpec.loadBalancer;
      const title = [
        name,
        cni,
        proxyMode,
        ...(text.includes('LoadBalancer') ? [loadBalancer] : []),
      ];
      return {
        name: title.join(', '),
        text,
        spec: { ...defaultSpec, cni, proxyMode, loadBalancer },
        hasPolicies: false,
      };
    }),
  );
}
