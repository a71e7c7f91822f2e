import { assert } from '../../base/assert.ts';
import { createStore, defaulted, type JsonObject, type Obj, type Store } from '../api/index.ts';
import { readManifest } from '../manifest/index.ts';
import { ip } from '../net/index.ts';
import { partyAt, type Flow, type Party } from './index.ts';

/** Namespace `shop` with two Pods on node-1, namespace `ops` with one on node-2 and one in its host network. */
const cluster = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: blue } }
---
apiVersion: v1
kind: Namespace
metadata: { name: ops, labels: { team: red } }
---
apiVersion: v1
kind: Node
metadata: { name: node-1, labels: { zone: a } }
status: { addresses: [{ type: InternalIP, address: 192.168.0.1 }] }
---
apiVersion: v1
kind: Node
metadata: { name: node-2, labels: { zone: b } }
status: { addresses: [{ type: InternalIP, address: 192.168.0.2 }] }
---
${pod('shop', 'web', '10.244.1.2', 'node-1', '{ containerPort: 80, name: http }')}
---
${pod('shop', 'db', '10.244.1.3', 'node-1', '{ containerPort: 5432, name: sql }')}
---
${pod('ops', 'prometheus', '10.244.2.2', 'node-2', '{ containerPort: 9090, name: http }')}
---
${pod('ops', 'agent', '192.168.0.2', 'node-2', '{ containerPort: 9100 }', 'hostNetwork: true')}
`;

function pod(
  namespace: string,
  name: string,
  address: string,
  node: string,
  port: string,
  more = '',
): string {
  return `
apiVersion: v1
kind: Pod
metadata: { namespace: ${namespace}, name: ${name}, labels: { app: ${name} } }
spec:
  nodeName: ${node}
  containers: [{ name: main, image: main, ports: [${port}] }]
  ${more}
status: { phase: Running, podIP: ${address} }`;
}

/** The cluster of this folder's tests with policies, as the server would store them. */
export function storeWith(...policies: readonly string[]): Store {
  const text = [cluster, ...policies].join('\n---\n');
  return createStore(
    readManifest(text).documents.map(({ value }) => ({
      object: objectOf(value as JsonObject),
      source: { by: 'cluster' as const },
    })),
  );
}

function objectOf(given: JsonObject): Obj {
  const object = defaulted(given) as unknown as Obj | undefined;
  assert(object, `${JSON.stringify(given)} can be read`);
  return {
    ...object,
    metadata: { ...object.metadata, namespace: object.metadata.namespace ?? '' },
  };
}

/** A flow in words: `shop/web > shop/db:5432 UDP`. An end is a Pod, a node or an address; the protocol is TCP if not said. */
export function flowIn(store: Store, text: string): Flow {
  const [, from = '', to = '', port, protocol = 'TCP'] =
    /^(\S+) > ([^\s:]+)(?::(\d+))?(?: (\w+))?$/.exec(text) ?? [];
  return {
    source: partyNamed(store, from),
    destination: partyNamed(store, to),
    protocol: protocol as Flow['protocol'],
    ...(port !== undefined && { port: Number(port) }),
  };
}

function partyNamed(store: Store, name: string): Party {
  const [namespace = '', podName] = name.split('/');
  const address =
    podName === undefined
      ? store.get('Node', '', name)?.status?.addresses?.[0]?.address
      : store.get('Pod', namespace, podName)?.status?.podIP;
  return partyAt(store, ip(address ?? name));
}
