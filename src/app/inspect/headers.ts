import {
  carriedBy,
  hasPorts,
  statusText,
  type HttpHeaders,
  type Ip,
  type Packet,
} from '../../sim/net/index.ts';

/** A header field that can be compared between two packets. */
export type FieldName =
  | 'sourceIp'
  | 'destinationIp'
  | 'ttl'
  | 'protocol'
  | 'sourcePort'
  | 'destinationPort'
  | 'flags'
  | 'icmpType'
  | 'vni'
  | 'sourceMac'
  | 'destinationMac'
  | 'payload';

/** A value as it is shown: an address gets its colour. */
export interface FieldValue {
  readonly text: string;
  readonly ip?: Ip;
}

export interface FieldChange {
  readonly name: FieldName;
  /** Absent when the field came with this hop. */
  readonly before?: FieldValue;
  /** Absent when the field went with this hop. */
  readonly after?: FieldValue;
  readonly changed: boolean;
}

/** The headers of one packet of a nest: the innermost is the learner's, the others are tunnels around it. */
export interface HeaderGroup {
  readonly layer: 'outer' | 'inner';
  readonly fields: readonly FieldChange[];
}

type Fields = ReadonlyMap<FieldName, FieldValue>;

/** How deep a packet is looked into. */
const layersMax = 8;

/**
 * The headers of a packet before and after a hop, outermost first. Packets are matched from the innermost outward, so that a
 * wrapper that comes or goes stands alone.
 */
export function headerChanges(before: Packet, after: Packet): readonly HeaderGroup[] {
  const old = layersOf(before);
  const now = layersOf(after);
  const count = Math.max(old.length, now.length);
  return Array.from({ length: count }, (_, depth): HeaderGroup => {
    const fromInside = count - 1 - depth;
    const layer = fromInside === 0 ? 'inner' : 'outer';
    return { layer, fields: compare(old.at(-1 - fromInside), now.at(-1 - fromInside)) };
  });
}

function compare(old: Fields | undefined, now: Fields | undefined): readonly FieldChange[] {
  const names = new Set([...(now ?? []), ...(old ?? [])].map(([name]) => name));
  return [...names].map((name) => {
    const before = old?.get(name);
    const after = now?.get(name);
    return {
      name,
      changed: before?.text !== after?.text,
      ...(before && { before }),
      ...(after && { after }),
    };
  });
}

/** The packets of a nest, outermost first. */
function layersOf(packet: Packet): readonly Fields[] {
  const layers: Fields[] = [];
  let current: Packet | undefined = packet;
  while (current && layers.length < layersMax) {
    layers.push(fieldsOf(current));
    current = carriedBy(current);
  }
  return layers;
}

function fieldsOf(packet: Packet): Fields {
  const { source, destination, ttl, transport } = packet;
  const fields = new Map<FieldName, FieldValue>([
    ['sourceIp', { text: source, ip: source }],
    ['destinationIp', { text: destination, ip: destination }],
    ['protocol', { text: transport.protocol }],
  ]);
  const add = (name: FieldName, text: string | number) => fields.set(name, { text: String(text) });
  if (transport.protocol === 'ICMP') add('icmpType', transport.type);
  if (hasPorts(transport)) {
    add('sourcePort', transport.sourcePort);
    add('destinationPort', transport.destinationPort);
    if (transport.flags) add('flags', transport.flags.join(' '));
  }
  add('ttl', ttl);
  addPayload(packet, add);
  return fields;
}

function addPayload(
  { payload }: Packet,
  add: (name: FieldName, text: string | number) => void,
): void {
  if (!payload || payload.carries === 'packet') return;
  if (payload.carries !== 'vxlan') {
    add('payload', payloadText(payload));
    return;
  }
  add('vni', payload.vni);
  add('sourceMac', payload.frame.sourceMac);
  add('destinationMac', payload.frame.destinationMac);
}

function payloadText(
  payload: Exclude<NonNullable<Packet['payload']>, { carries: 'vxlan' | 'packet' }>,
): string {
  switch (payload.carries) {
    case 'http-request':
      return [
        `${payload.method} ${payload.path}`,
        `Host: ${payload.host}`,
        ...headerLines(payload.headers),
      ].join(' · ');
    case 'http-response':
      return [
        `HTTP ${statusText(payload.status)}`,
        payload.servedBy,
        ...headerLines(payload.headers),
      ].join(' · ');
    case 'bytes':
      return payload.text;
    case 'dns': {
      const { question, answer } = payload;
      const asked = `${question.type} ${question.name}`;
      if (!answer) return `${asked} ?`;
      const found = answer.records.map(({ data }) => data).join(', ');
      return `${asked} → ${found === '' ? answer.rcode : found}`;
    }
  }
}

function headerLines(headers: HttpHeaders = {}): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}
