import type { Cluster, Device, DeviceType, Interface, NetnsId } from '../../sim/dataplane/index.ts';

/** Names a namespace for `ip netns`, whose names are those of files. */
export function netnsName(id: NetnsId): string {
  return id.replaceAll('/', '.');
}

/** The namespace in which the switches are: one bridge for each segment that network cards are plugged into. */
export const switches = 'switches';

/**
 * What ip(8) has to be told for an interface to exist. A veth pair is made with one of its ends, and nothing is to be done for the
 * other.
 */
type LinkLines<Type extends DeviceType> = (
  netns: NetnsId,
  device: Device<Type>,
  link: Interface,
) => readonly string[];

const linesOf: { readonly [Type in DeviceType]: LinkLines<Type> | 'unknown' } = {
  loopback: () => [],
  veth: (netns, { peer }, { name }) => {
    const isFirst = `${netns} ${name}` < `${peer.netns} ${peer.name}`;
    if (!isFirst) return [];
    return [
      `link add ${name} netns ${netnsName(netns)} type veth peer name ${peer.name} netns ${netnsName(peer.netns)}`,
    ];
  },
  ethernet: (netns, { segment }, { name, mac }) => {
    const port = portOf(mac);
    return [
      `link add ${name} netns ${netnsName(netns)} type veth peer name ${port} netns ${switches}`,
      `-n ${switches} link set ${port} master ${segment} up`,
    ];
  },
  dummy: (netns, _device, { name }) => [`-n ${netnsName(netns)} link add ${name} type dummy`],
  bridge: (netns, _device, { name }) => [`-n ${netnsName(netns)} link add ${name} type bridge`],
  vxlan: (netns, { vni, port, local }, { name }) => [
    `-n ${netnsName(netns)} link add ${name} type vxlan id ${vni} local ${local} dstport ${port} nolearning`,
  ],
  ipip: (netns, { local }, { name }) => [
    `-n ${netnsName(netns)} link add ${name} type ipip local ${local} ttl 64`,
  ],
  // Its keys are no part of the simulation.
  wireguard: 'unknown',
  // Its flows are not written with iproute2.
  openvswitch: 'unknown',
};

/** What there is in a cluster that the script cannot make: types of devices, and BPF programs, which no line of text loads. */
export function unknownParts({ namespaces }: Cluster): readonly string[] {
  const all = [...namespaces.values()];
  const types = all.flatMap(({ interfaces }) =>
    [...interfaces.values()].map(({ device }) => device.type),
  );
  const unknown = [...new Set(types)].filter((type) => linesOf[type] === 'unknown');
  return all.some(({ bpf }) => bpf) ? [...unknown, 'bpf'] : unknown;
}

/** Arguments of ip(8), a call on each line, that make an interface, still without address and down. */
export function linkLines<Type extends DeviceType>(
  netns: NetnsId,
  link: Interface<Type>,
): readonly string[] {
  const { device } = link;
  const lines = linesOf[device.type];
  return lines === 'unknown' ? [] : (lines as LinkLines<Type>)(netns, device as Device<Type>, link);
}

/** A port of a switch, named after the card that is plugged in: at most 15 characters. */
function portOf(mac: string): string {
  return `p${mac.replaceAll(':', '')}`;
}
