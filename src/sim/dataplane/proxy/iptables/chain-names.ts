import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { ServiceEndpoint } from '../service/endpoint.ts';
import type { ProxiedPort } from '../service/port.ts';

/** The names of the chains that belong to one Service port. */
export interface PortChainNames {
  /** Spreads over the endpoints of all nodes. */
  readonly cluster: string;
  /** Spreads over the endpoints of this node. */
  readonly local: string;
  /** Where traffic from outside enters. */
  readonly external: string;
  /** Lets in what loadBalancerSourceRanges allow. */
  readonly firewall: string;
}

/** Names as portProtoHash of pkg/proxy/iptables/proxier.go makes them. */
export function chainNamesOf(port: ProxiedPort): PortChainNames {
  const hash = hashed(`${port.name}${port.protocol.toLowerCase()}`);
  return {
    cluster: `KUBE-SVC-${hash}`,
    local: `KUBE-SVL-${hash}`,
    external: `KUBE-EXT-${hash}`,
    firewall: `KUBE-FW-${hash}`,
  };
}

/** The chain that sends to one endpoint: servicePortEndpointChainName. */
export function endpointChainName(port: ProxiedPort, endpoint: ServiceEndpoint): string {
  return `KUBE-SEP-${hashed(`${port.name}${port.protocol.toLowerCase()}${endpoint.text}`)}`;
}

const remembered = new Map<string, string>();
const rememberedMax = 50_000;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The first 16 letters of the base32 form of the SHA-256 sum. */
function hashed(text: string): string {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  // 16 letters of 5 bits are the first 10 bytes.
  const sum = sha256(utf8ToBytes(text)).subarray(0, 10);
  let letters = '';
  let bits = 0;
  let held = 0;
  for (const byte of sum) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) letters += base32[(held >> (bits - 5)) & 31];
    held &= 31;
  }
  if (remembered.size >= rememberedMax) remembered.clear();
  remembered.set(text, letters);
  return letters;
}
