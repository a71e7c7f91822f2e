import { fieldOf, itemOf } from '../../manifest/index.ts';
import type { Container, ContainerPort, PodSpec } from '../kinds/types.ts';
import type { FieldPath, FieldWarning, Obj } from '../types.ts';
import { dnsLabel } from '../validate/names.ts';

// As pkg/api/pod/warnings.go and the strategies of pkg/registry/{core,apps,batch} of Kubernetes 1.36.

const oldNodeLabels: ReadonlyMap<string, string> = new Map([
  ['beta.kubernetes.io/os', 'kubernetes.io/os'],
  ['beta.kubernetes.io/arch', 'kubernetes.io/arch'],
  ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'],
  ['failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/region'],
]);

const oldVolumes: Readonly<Record<string, string>> = {
  gitRepo: 'deprecated in v1.11, and disabled by default in v1.33+',
  glusterfs: 'deprecated in v1.25, non-functional in v1.26+',
  cephfs: 'deprecated in v1.28, non-functional in v1.31+',
  rbd: 'deprecated in v1.28, non-functional in v1.31+',
};

export function podWarnings(spec: PodSpec, path: FieldPath): readonly FieldWarning[] {
  return [
    ...nodeLabelWarnings(spec, path),
    ...spreadWarnings(spec, path),
    ...volumeWarnings(spec, path),
    ...aliasWarnings(spec, path),
    ...containersOf(spec, path).flatMap(([container, at]) => environmentWarnings(container, at)),
    ...portWarnings(spec, path),
    ...portNameWarnings(spec, path),
  ];
}

/** What a name that is no label does to the Pods that are called after it. */
export function nameWarnings({ kind, metadata }: Obj): readonly FieldWarning[] {
  const problems = dnsLabel(metadata.name);
  if (problems.length === 0) return [];
  const use = kind === 'Pod' ? "the Pod's hostname" : 'Pod names and hostnames';
  const message = `metadata.name: this is used in ${use}, which can result in surprising behavior; a DNS label is recommended: [${problems.join(' ')}]`;
  return [{ path: 'metadata.name', message }];
}

/** A warning that begins with its own path. */
function at(path: FieldPath, words: string): FieldWarning {
  return { path, message: `${path}: ${words}` };
}

function containersOf(
  spec: PodSpec,
  path: FieldPath,
): readonly (readonly [container: Container, path: FieldPath])[] {
  return (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((field) =>
    (spec[field] ?? []).map(
      (container, index) => [container, itemOf(`${path}.${field}`, index)] as const,
    ),
  );
}

function nodeLabelWarnings(spec: PodSpec, path: FieldPath): readonly FieldWarning[] {
  const list = `${path}.nodeSelector`;
  return Object.keys(spec.nodeSelector ?? {}).flatMap((key) => {
    const instead = oldNodeLabels.get(key);
    if (instead === undefined) return [];
    const since = key.startsWith('failure') ? 'v1.17' : 'v1.14';
    const message = `${list}[${key}]: deprecated since ${since}; use "${instead}" instead`;
    return [{ path: fieldOf(list, key), message }];
  });
}

function spreadWarnings(spec: PodSpec, path: FieldPath): readonly FieldWarning[] {
  return (spec.topologySpreadConstraints ?? []).flatMap(({ labelSelector }, index) =>
    labelSelector
      ? []
      : [
          at(
            `${itemOf(`${path}.topologySpreadConstraints`, index)}.labelSelector`,
            'a null labelSelector results in matching no pod',
          ),
        ],
  );
}

function volumeWarnings(spec: PodSpec, path: FieldPath): readonly FieldWarning[] {
  return (spec.volumes ?? []).flatMap((volume, index) =>
    Object.entries(oldVolumes).flatMap(([source, words]) =>
      source in volume ? [at(`${itemOf(`${path}.volumes`, index)}.${source}`, words)] : [],
    ),
  );
}

function aliasWarnings(spec: PodSpec, path: FieldPath): readonly FieldWarning[] {
  const seen = new Set<string>();
  return (spec.hostAliases ?? []).flatMap(({ ip }, index) => {
    const place = `${itemOf(`${path}.hostAliases`, index)}.ip`;
    const again = seen.has(ip);
    seen.add(ip);
    return again ? [at(place, `duplicate ip ${JSON.stringify(ip)}`)] : [];
  });
}

/** A later variable may build on an earlier one of the same name; otherwise it hides it. */
function environmentWarnings({ env = [] }: Container, path: FieldPath): readonly FieldWarning[] {
  const seen = new Set<string>();
  return env.flatMap(({ name, value = '', valueFrom }, index) => {
    const again = seen.has(name);
    seen.add(name);
    const reference = `$(${name})`;
    const builds = !valueFrom && value !== reference && value.includes(reference);
    return again && !builds
      ? [
          at(
            itemOf(`${path}.env`, index),
            `hides previous definition of ${JSON.stringify(name)}, which may be dropped when using apply`,
          ),
        ]
      : [];
  });
}

interface Placed {
  readonly port: ContainerPort;
  readonly path: FieldPath;
}

function portsOf(spec: PodSpec, path: FieldPath): readonly Placed[] {
  return containersOf(spec, path).flatMap(([{ ports = [] }, place]) =>
    ports.map((port, index) => ({ port, path: itemOf(`${place}.ports`, index) })),
  );
}

function portWarnings(spec: PodSpec, path: FieldPath): readonly FieldWarning[] {
  const seen = new Map<string, Placed[]>();
  return portsOf(spec, path).flatMap((placed) => {
    const key = `${placed.port.containerPort}/${placed.port.protocol}`;
    const others = seen.get(key) ?? [];
    seen.set(key, [...others, placed]);
    return others.flatMap((other) => {
      const word = overlap(placed.port, other.port);
      return word === undefined
        ? []
        : [at(placed.path, `${word} port definition with ${other.path}`)];
    });
  });
}

function overlap(one: ContainerPort, other: ContainerPort): string | undefined {
  if (one.hostIP === other.hostIP && one.hostPort === other.hostPort) return 'duplicate';
  if (one.hostPort === undefined || other.hostPort === undefined) return 'overlapping';
  const oneEverywhere = (one.hostIP === undefined) !== (other.hostIP === undefined);
  return one.hostPort === other.hostPort && oneEverywhere ? 'dangerously ambiguous' : undefined;
}

function portNameWarnings(spec: PodSpec, path: FieldPath): readonly FieldWarning[] {
  const seen = new Map<string, FieldPath>();
  return portsOf(spec, path).flatMap(({ port: { name }, path: place }) => {
    if (name === undefined) return [];
    const first = seen.get(name);
    if (first === undefined) {
      seen.set(name, place);
      return [];
    }
    return [
      at(
        place,
        `duplicate port name ${JSON.stringify(name)} with ${first}, services and probes that select ports by name will use ${first}`,
      ),
    ];
  });
}
