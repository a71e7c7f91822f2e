import { withPort, type Ip } from '../../../net/index.ts';

/** Who asks for a Service: callers inside the cluster, or outside (LB_LOOKUP_SCOPE_INT and _EXT). */
export type Scope = 'internal' | 'external';

/** A key of cilium_lb4_services_v2 as `cilium-dbg bpf lb list` prints it. Slot 0 is the Service, the others lead to backends. */
export function serviceKey(ip: Ip, port: number, protocol: string, scope: Scope, slot = 0): string {
  return `${withPort(ip, port)}/${protocol}${scope === 'internal' ? '/i' : ''} (${slot})`;
}
