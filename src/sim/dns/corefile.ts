import type { Ip } from '../net/index.ts';
import { kubeadmPlugin, type KubernetesPlugin } from './kubernetes.ts';

/** A server block of a Corefile, as far as the simulation acts on it. CoreDNS takes the block with the longest fitting zone. */
export interface ServerBlock {
  /** Fully qualified and in lower case. */
  readonly zones: readonly string[];
  readonly cache?: Cache;
  readonly rewrites: readonly Rewrite[];
  readonly hosts?: Hosts;
  readonly kubernetes?: KubernetesPlugin;
  readonly forwards: readonly Forward[];
}

/** coredns.io/plugins/cache */
export interface Cache {
  readonly secondsMax: number;
  /** Zones whose answers are not kept. */
  readonly disabled: readonly string[];
}

/** coredns.io/plugins/rewrite: the name that is looked up instead; answers carry the name that was asked for. `undefined` where it does not fit. */
export type Rewrite = (name: string) => string | undefined;

/** coredns.io/plugins/hosts */
export interface Hosts {
  /** Fully qualified and in lower case. */
  readonly addresses: ReadonlyMap<string, readonly Ip[]>;
  readonly ttlSeconds: number;
  /** The zones whose unknown names the next plugin is asked for. */
  readonly fallThrough: readonly string[];
}

/** coredns.io/plugins/forward */
export interface Forward {
  readonly zone: string;
  /** Zones that are left to others. */
  readonly except: readonly string[];
  /** `resolv.conf`: the name servers of the file where CoreDNS runs. */
  readonly to: readonly (NameServer | 'resolv.conf')[];
}

export interface NameServer {
  readonly address: Ip;
  readonly port: number;
}

/** kubeadm's Corefile (kubernetes/cmd/kubeadm/app/phases/addons/dns/manifests.go). */
export const kubeadmCorefile: readonly ServerBlock[] = [
  {
    zones: ['.'],
    cache: { secondsMax: 30, disabled: kubeadmPlugin.zones.slice(0, 1) },
    rewrites: [],
    kubernetes: kubeadmPlugin,
    forwards: [{ zone: '.', except: [], to: ['resolv.conf'] }],
  },
];
