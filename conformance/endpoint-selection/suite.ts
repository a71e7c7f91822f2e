import type { Node } from '../../src/sim/api/kinds/types.ts';
import {
  chooseEndpoints,
  proxiedPorts,
  type ServiceEndpoint,
} from '../../src/sim/dataplane/proxy/index.ts';
import { servicesOf, slicesOf, type Fixture } from '../service-flows/fixture.ts';
import type { Result, Suite } from '../types.ts';

interface File {
  readonly cases: readonly Case[];
}

interface Case {
  readonly id: string;
  readonly node: string;
  readonly objects: Fixture['objects'];
  readonly expect: Choice;
}

interface Choice {
  readonly cluster: readonly string[] | null;
  readonly local: readonly string[] | null;
  readonly all: readonly string[];
  readonly onlyRemote: boolean;
}

/** Which endpoints kube-proxy 1.28 considers on a node. */
const suite: Suite = {
  name: 'endpoint-selection',
  run: (file) => (file as File).cases.map(runCase),
};
export default suite;

function runCase({ id, node, objects, expect }: Case): Result {
  const version = '1.28';
  const nodeLabels = objects.find(
    (object): object is Node => object.kind === 'Node' && (object as Node).metadata.name === node,
  )?.metadata.labels;
  const services = servicesOf(objects);
  const family = services[0]?.spec.clusterIP?.includes(':') === true ? 'IPv6' : 'IPv4';
  const choices = proxiedPorts(services, slicesOf(objects), family, version).map((port) => {
    const { cluster, local, all, any } = chooseEndpoints(port, {
      nodeName: node,
      nodeLabels: nodeLabels ?? {},
      version,
    });
    return describe({
      cluster: texts(cluster),
      local: texts(local),
      all: texts(all) ?? [],
      onlyRemote: any && all.length === 0,
    });
  });
  const expected = describe(expect);
  const actual = choices.join('\n');
  return { id, passed: actual === expected, expected, actual };
}

function texts(endpoints: readonly ServiceEndpoint[] | undefined): readonly string[] | null {
  return endpoints?.map(({ text }) => text) ?? null;
}

function describe({ cluster, local, all, onlyRemote }: Choice): string {
  const list = (texts: readonly string[] | null) =>
    texts ? [...texts].sort().join(',') || 'none' : 'unused';
  return `cluster ${list(cluster)}; local ${list(local)}; all ${list(all)}; only remote: ${onlyRemote}`;
}
