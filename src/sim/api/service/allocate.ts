import { readIp } from '../../net/address.ts'
import type { Service, ServicePort } from '../kinds/types.ts'
import { itemOf } from '../path.ts'
import type { Claim, Pools } from '../pools.ts'
import { keyOfObject } from '../store.ts'
import type { FieldError, Key } from '../types.ts'
import { invalid, writtenAt } from '../validate/errors.ts'
import { isExternal, wantsHealthCheck, wantsNodePorts } from './questions.ts'

/** What a Service asks for by name: its address, its node ports, its health check's node port. */
export function claimsOf(service: Service): readonly Claim[] {
  const { spec } = service
  const key = keyOfObject(service)
  const claims: Claim[] = []
  const address = spec.clusterIP
  if (spec.type !== 'ExternalName' && address !== undefined && readIp(address) !== undefined)
    claims.push({
      pool: 'addresses',
      value: address,
      holder: key,
      path: 'spec.clusterIPs',
      written: 'spec.clusterIP',
      shown: [address],
    })
  if (isExternal(spec) && spec.type !== 'ClusterIP')
    for (const [index, { port, nodePort }] of (spec.ports ?? []).entries())
      if (nodePort !== undefined)
        claims.push({
          pool: 'nodePorts',
          value: nodePort,
          holder: `${key}#${port}`,
          path: `${itemOf('spec.ports', index)}.nodePort`,
          shown: nodePort,
        })
  if (wantsHealthCheck(spec) && spec.healthCheckNodePort !== undefined)
    claims.push({
      pool: 'nodePorts',
      value: spec.healthCheckNodePort,
      holder: `${key}#health`,
      path: 'spec.healthCheckNodePort',
      shown: spec.healthCheckNodePort,
    })
  return claims
}

/** Gives a Service the address and node ports it did not ask for by name. */
export function allocate(service: Service, pools: Pools): { object: Service } | { error: FieldError } {
  const key = keyOfObject(service)
  const { spec } = service
  const named = spec.type !== 'ExternalName'
  const clusterIP = named ? (spec.clusterIP ?? pools.addresses.next(key)) : undefined
  if (named && clusterIP === undefined)
    return { error: writtenAt(invalid('spec.clusterIPs', [''], 'failed to allocate IP: range is full'), '') }
  const checked = wantsHealthCheck(spec)
  const healthCheckNodePort = checked ? (spec.healthCheckNodePort ?? pools.nodePorts.next(key, `${key}#health`)) : undefined
  const ports = wantsNodePorts(spec) ? allocateNodePorts(spec.ports ?? [], key, pools) : (spec.ports ?? [])
  if ((checked && healthCheckNodePort === undefined) || (wantsNodePorts(spec) && ports.some((each) => each.nodePort === undefined)))
    return { error: { reason: 'InternalError', path: 'spec.ports', detail: 'failed to allocate a nodePort: range is full' } }
  return {
    object: {
      ...service,
      spec: {
        ...spec,
        ...(spec.ports && { ports }),
        ...(clusterIP !== undefined && { clusterIP, clusterIPs: spec.clusterIPs ?? [clusterIP] }),
        ...(healthCheckNodePort !== undefined && { healthCheckNodePort }),
      },
    },
  }
}

/** Ports with one number and two protocols share a node port, asked for or not: initNodePorts of the same file. */
function allocateNodePorts(ports: readonly ServicePort[], key: Key, pools: Pools): readonly ServicePort[] {
  const byPort = new Map<number, number>()
  for (const { port, nodePort } of ports) if (nodePort !== undefined && !byPort.has(port)) byPort.set(port, nodePort)
  return ports.map((each) => {
    if (each.nodePort !== undefined) return each
    const nodePort = byPort.get(each.port) ?? pools.nodePorts.next(key, `${key}#${each.port}`)
    if (nodePort === undefined) return each
    byPort.set(each.port, nodePort)
    return { ...each, nodePort }
  })
}
