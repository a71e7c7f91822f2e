import { rememberLast } from '../../../base/remember.ts';
import { readIp } from '../../net/address.ts';
import type { Service, ServicePort, ServiceSpec } from '../kinds/types.ts';
import { itemOf } from '../../manifest/index.ts';
import type { Claim, Pools } from '../pools.ts';
import { keyOfObject } from '../store.ts';
import type { FieldError, Key } from '../types.ts';
import { invalid, writtenAt } from '../validate/errors.ts';
import { isExternal, wantsHealthCheck, wantsNodePorts } from './questions.ts';

/** What a Service asks for by name: its address, its node ports, its health check's node port. */
export function claimsOf(service: Service): readonly Claim[] {
  const { spec } = service;
  const key = keyOfObject(service);
  const claims: Claim[] = [];
  const address = spec.clusterIP;
  if (spec.type !== 'ExternalName' && address !== undefined && readIp(address) !== undefined)
    claims.push({
      pool: 'addresses',
      value: address,
      holder: key,
      path: 'spec.clusterIPs',
      written: 'spec.clusterIP',
      shown: [address],
    });
  if (isExternal(spec) && spec.type !== 'ClusterIP')
    for (const [index, { port, nodePort }] of (spec.ports ?? []).entries())
      if (nodePort !== undefined)
        claims.push({
          pool: 'nodePorts',
          value: nodePort,
          holder: `${key}#${port}`,
          path: `${itemOf('spec.ports', index)}.nodePort`,
          shown: nodePort,
        });
  if (wantsHealthCheck(spec) && spec.healthCheckNodePort !== undefined)
    claims.push({
      pool: 'nodePorts',
      value: spec.healthCheckNodePort,
      holder: `${key}#health`,
      path: 'spec.healthCheckNodePort',
      shown: spec.healthCheckNodePort,
    });
  return claims;
}

const allocated = rememberLast<Service, Service>();

/** Gives a Service the address and node ports it did not ask for by name. The same ones make the very same object again. */
export function allocate(
  service: Service,
  pools: Pools,
): { object: Service } | { error: FieldError } {
  const key = keyOfObject(service);
  const addressed = allocateAddress(service.spec, key, pools);
  if (!addressed) return { error: noAddress };
  const ported = allocatePorts(addressed, key, pools);
  if (!ported) return { error: noPort };
  const { clusterIP, healthCheckNodePort, ports = [] } = ported;
  const values = [clusterIP, healthCheckNodePort, ...ports.map(({ nodePort }) => nodePort)];
  return { object: allocated(service, values, () => ({ ...service, spec: ported })) };
}

const noAddress = writtenAt(
  invalid('spec.clusterIPs', [''], 'failed to allocate IP: range is full'),
  '',
);

const noPort: FieldError = {
  reason: 'InternalError',
  path: 'spec.ports',
  detail: 'failed to allocate a nodePort: range is full',
};

function allocateAddress(spec: ServiceSpec, key: Key, pools: Pools): ServiceSpec | undefined {
  if (spec.type === 'ExternalName' || spec.clusterIP !== undefined) return spec;
  // Read out of a cluster with two families, it may want an address of the one that there is no range of here.
  if (spec.ipFamilies?.[0] === 'IPv6') return spec;
  const clusterIP = pools.addresses.next(key);
  return clusterIP === undefined ? undefined : { clusterIP, ...spec, clusterIPs: [clusterIP] };
}

function allocatePorts(spec: ServiceSpec, key: Key, pools: Pools): ServiceSpec | undefined {
  let allocated = spec;
  if (wantsNodePorts(spec)) {
    const ports = allocateNodePorts(spec.ports ?? [], key, pools);
    if (ports.some(({ nodePort }) => nodePort === undefined)) return undefined;
    allocated = { ...allocated, ports };
  }
  if (wantsHealthCheck(spec) && spec.healthCheckNodePort === undefined) {
    const healthCheckNodePort = pools.nodePorts.next(key, `${key}#health`);
    if (healthCheckNodePort === undefined) return undefined;
    allocated = { healthCheckNodePort, ...allocated };
  }
  return allocated;
}

/** Ports with one number and two protocols share a node port, asked for or not: initNodePorts of pkg/registry/core/service/storage. */
function allocateNodePorts(
  ports: readonly ServicePort[],
  key: Key,
  pools: Pools,
): readonly ServicePort[] {
  const byPort = new Map<number, number>();
  for (const { port, nodePort } of ports)
    if (nodePort !== undefined && !byPort.has(port)) byPort.set(port, nodePort);
  return ports.map((each) => {
    if (each.nodePort !== undefined) return each;
    const nodePort = byPort.get(each.port) ?? pools.nodePorts.next(key, `${key}#${each.port}`);
    if (nodePort === undefined) return each;
    byPort.set(each.port, nodePort);
    return { nodePort, ...each };
  });
}
