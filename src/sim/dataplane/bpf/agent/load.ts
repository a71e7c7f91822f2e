import type { Building, NodeBuilding } from '../../types.ts';
import { cilSock4Connect } from '../programs/cil_sock4_connect.ts';
import { cilSock4Recvmsg } from '../programs/cil_sock4_recvmsg.ts';
import { cilSock4Sendmsg } from '../programs/cil_sock4_sendmsg.ts';
import { dial, receive } from '../lib/syscalls.ts';
import type { Bpf, BpfMaps } from '../types.ts';
import { endpointMaps } from './endpoints.ts';
import { mapPrinters } from './print.ts';
import { serviceMaps } from './services.ts';

/** What a node's agent loads into its kernel. The maps are written when somebody first looks: most packets see few nodes. */
export function loadMaps(building: Building, node: NodeBuilding, hasTunnel: boolean): Bpf {
  let written: BpfMaps | undefined;
  const maps = () =>
    (written ??= {
      ...serviceMaps(node.seen.list('Service'), node.seen.list('EndpointSlice'), node),
      ...endpointMaps(building, node, hasTunnel),
    });
  const kernel = {
    node: node.id,
    get maps() {
      return maps();
    },
    cgroup: {
      connect4: cilSock4Connect,
      sendmsg4: cilSock4Sendmsg,
      recvmsg4: cilSock4Recvmsg,
    },
  };
  return {
    cgroup: kernel.cgroup,
    get maps() {
      return maps();
    },
    dial: (...call) => dial(kernel, ...call),
    receive: (...call) => receive(kernel, ...call),
    printers: mapPrinters(maps),
  };
}
