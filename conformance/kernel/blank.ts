import type { Scenario } from './recording.ts';

/** Writes ports as the recordings do: `CPORT` for the client's own, `*` for any other that a kernel chose. */
export type Blank = (text: string) => string;

export function blankFor(scenario: Scenario, clientPort: number | undefined): Blank {
  const known = knownPorts(scenario);
  return (text) =>
    text.replaceAll(/(\d+\.\d+\.\d+\.\d+):(\d+)/g, (all, address: string, digits: string) => {
      const port = Number(digits);
      if (port === clientPort) return `${address}:CPORT`;
      return known.has(port) ? all : `${address}:*`;
    });
}

/** The ports that somebody chose by hand. */
function knownPorts({
  nodes,
  hosts = [],
  flows,
  loadBalancers = [],
}: Scenario): ReadonlySet<number> {
  const listening = [...nodes.flatMap(({ pods }) => pods), ...nodes, ...hosts].flatMap(
    ({ ports = [] }) => ports,
  );
  const asked = [...flows.map(({ to }) => to), ...loadBalancers, ...listening];
  const targets = loadBalancers
    .flatMap((each) => each.targets)
    .map((target) => target.split(':')[1]);
  return new Set(
    [80, 443, 53, 8472, ...asked.map(({ port }) => port), ...targets.map(Number)].filter(
      (port) => port !== undefined,
    ),
  );
}
