import { hasPorts, innermost, withPort, type Packet } from '../../sim/net/index.ts';

/** A packet's header on one line: `10.244.1.2:40000 > 10.96.0.10:80 TCP SYN`, what is inside a tunnel in brackets. */
function printHeader(packet: Packet): string {
  const { source, destination, transport } = packet;
  if (!hasPorts(transport)) return `${source} > ${destination} ${contentOf(packet)}`;
  const { sourcePort, destinationPort } = transport;
  return `${withPort(source, sourcePort)} > ${withPort(destination, destinationPort)} ${contentOf(packet)}`;
}

function contentOf({ transport, payload }: Packet): string {
  if (payload?.carries === 'vxlan')
    return `VXLAN ${payload.vni} [${printHeader(payload.frame.packet)}]`;
  if (payload?.carries === 'packet')
    return `${transport.protocol === 'IPIP' ? 'IPIP' : 'WireGuard'} [${printHeader(payload.packet)}]`;
  if (transport.protocol === 'ICMP') return `ICMP ${transport.type}`;
  return hasPorts(transport)
    ? [transport.protocol, ...(transport.flags ?? [])].join(' ')
    : transport.protocol;
}

/** A header before and after a hop; once when the line would be the same. */
export function printChange(before: Packet, after: Packet): string {
  const [was, is] = [printHeader(before), printHeader(after)];
  return was === is ? was : `${was} → ${is}`;
}

/** What a packet carries, in a few words, tunnels aside; `''` for nothing. It stays the same for a whole leg. */
export function printContent(packet: Packet): string {
  const { payload } = innermost(packet);
  switch (payload?.carries) {
    case 'dns': {
      const { question, answer } = payload;
      const asked = `${question.type} ${question.name}`;
      return answer
        ? [asked, answer.rcode, ...answer.records.map(({ data }) => data)].join(' ')
        : `${asked}?`;
    }
    case 'http-request':
      return `${payload.method} ${payload.path}`;
    case 'http-response':
      return `HTTP ${payload.status}`;
    case 'bytes':
      return JSON.stringify(payload.text);
    case 'vxlan':
    case 'packet':
    case undefined:
      return '';
  }
}
