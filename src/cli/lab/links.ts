import type { Device, DeviceType, Interface, NetnsId } from '../../sim/dataplane/index.ts';

/** Names a namespace for `ip netns`, whose names are those of files. */
export function netnsName(id: NetnsId): string {
  return id.replaceAll('/', '.');
}

/** The namespace in which the switches are: one bridge for each segment that network cards are plugged into. */
export const switches = 'switches';

/**
 * What ip(8) has to be told for an interface to exist, as lines of its batch files, run in the first namespace. A veth pair is
 * made with one of its ends, and nothing is to be done for the other.
 */
type LinkLines<Type extends DeviceType> = (
  netns: NetnsId,
  device: Device<Type>,
  link: Interface,
) => readonly string[];

const linesOf: { readonly [Type in DeviceType]: LinkLines<Type> } = {
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
  bridge: (netns, _device, { name }) => [`-n ${netnsName(netns)} link add ${name} type bridge`],
  vxlan: (netns, { vni, port, local }, { name }) => [
    `-n ${netnsName(netns)} link add ${name} type vxlan id ${vni} local ${local} dstport ${port} nolearning`,
  ],
};

/** Lines of `ip -batch` that make an interface, still without address and down. */
export function linkLines<Type extends DeviceType>(
  netns: NetnsId,
  link: Interface<Type>,
): readonly string[] {
  const { device } = link;
  return (linesOf[device.type] as LinkLines<Type>)(netns, device as Device<Type>, link);
}

/** A port of a switch, named after the card that is plugged in: at most 15 characters. */
function portOf(mac: string): string {
  return `p${mac.replaceAll(':', '')}`;
}
