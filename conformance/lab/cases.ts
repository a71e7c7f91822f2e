import guestbook from '../../src/examples/guestbook.yaml?raw';
import podsAndService from '../../src/examples/pods-and-service.yaml?raw';
import shop from '../../src/examples/shop.yaml?raw';
import { proxyModesWith } from '../../src/sim/dataplane/index.ts';
import { defaultSpec, loadBalancers, type ClusterSpec } from '../../src/sim/spec.ts';

/** A cluster to be built on a real kernel. */
export interface LabCase {
  readonly name: string;
  readonly text: string;
  readonly spec: ClusterSpec;
}

const written = import.meta.glob<string>('./manifests/*.yaml', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const texts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(written).map(([file, text]) => [file.replace(/^.*\/|\.yaml$/g, ''), text]),
  ),
  'pods-and-service': podsAndService,
  guestbook,
  shop,
};

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
      };
    }),
  );
}
