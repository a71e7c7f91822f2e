import { sha224, sha256 } from '@noble/hashes/sha2.js';
import { sha3_224 } from '@noble/hashes/sha3.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** iptables takes 28 characters (felix/iptables, MaxChainNameLength), ipset 31 (felix/ipsets/ipset_defs.go, MaxIPSetNameLength). */
const chainNameMax = 28;
const setNameMax = 31;

/** A chain's name: what is too long becomes `_` and a hash (libcalico-go/lib/hash/unique_id.go, GetLengthLimitedID). */
export function chainName(prefix: string, suffix: string, max = chainNameMax): string {
  const isShort = prefix.length + suffix.length <= max;
  if (isShort) return `${prefix}${suffix}`;
  return `${prefix}_${base64url(sha256(utf8ToBytes(suffix)))}`.slice(0, max);
}

/** The chain for policies in a row that select by the same words (felix/rules/endpoints.go, PolicyGroup.UniqueID). */
export function groupName(prefix: string, lines: readonly string[]): string {
  const text = lines.map((line) => `${line}\n`).join('');
  return `${prefix}${base64url(sha3_224(utf8ToBytes(text)))}`.slice(0, chainNameMax);
}

/** `prefix:` and a hash, the name of something by what it says (libcalico-go/lib/hash/unique_id.go, MakeUniqueID). */
export function uniqueId(prefix: string, content: string): string {
  return `${prefix}:${base64url(sha224(utf8ToBytes(`${prefix}:${content}`)))}`;
}

/** The name of the IPv4 set with this ID (felix/ipsets/ipset_defs.go, NameForMainIPSet). */
export function setName(id: string): string {
  return `cali40${id}`.slice(0, setNameMax);
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
