import { sentenceOf, type AllMessages } from '../../i18n/index.ts';
import { plain } from '../../i18n/phrase.ts';
import type { Finding } from '../../learn/diagnose/index.ts';
import type { Ref } from '../../sim/api/index.ts';
import type { NetnsId } from '../../sim/dataplane/index.ts';
import type { Hop, Trace } from '../../sim/trace/index.ts';
import { printPlace } from '../files.ts';
import type { LoadedWorld } from '../world.ts';

/** Everything there is to say about one request. */
export interface Report {
  readonly world: LoadedWorld;
  readonly messages: AllMessages;
  readonly trace: Trace;
  readonly findings: readonly Finding[];
}

/** What a person calls a namespace: `web`, `node-1`. */
export function netnsName({ world }: Report, id: NetnsId): string {
  return world.cluster.namespaces.get(id)?.name ?? id;
}

/** What just happened and why, in the language of the report. */
export function reasonOf(report: Report, hop: Hop): string {
  return plain(sentenceOf(report.messages, hop, netnsName(report, hop.place.netns)));
}

/** `shop.yaml:12:3 Service default/web spec.selector`; without a place for what every cluster has. */
export function printRef({ world }: Pick<Report, 'world'>, ref: Ref): string {
  const place = world.placeOf(ref);
  const name = ref.namespace === '' ? ref.name : `${ref.namespace}/${ref.name}`;
  return [...(place ? [printPlace(place)] : []), ref.kind, name, ref.path].join(' ').trimEnd();
}
