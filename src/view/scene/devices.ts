import type { Interface, Netns } from '../../sim/dataplane/types.ts';

/** The devices of a node that are drawn, by the part they play. */
export interface NodeDevices {
  /** What Pods hang on, when they do not hang on the node itself. */
  readonly bridge?: Interface;
  /** What wraps packets and unwraps them. */
  readonly tunnels: readonly Interface[];
  readonly cards: readonly Interface[];
  /** What lies between the bridge and a tunnel, a switch and the veth pair to it: too close to be drawn apart, it is where the tunnel is. */
  readonly joints: readonly Interface[];
}

/** Sorts a node's interfaces by what their devices hold, whatever they are called. */
export function devicesOf(node: Netns): NodeDevices {
  const all = [...node.interfaces.values()];
  const bridge = all.find(({ device }) => 'fdb' in device);
  return {
    ...(bridge && { bridge }),
    tunnels: all.filter(({ device }) => 'local' in device),
    cards: all.filter(({ device }) => 'segment' in device),
    joints: all.filter(
      ({ device }) => 'flows' in device || ('peer' in device && device.peer.netns === node.id),
    ),
  };
}
