import { findingPhrase, nameOf, outcomeWords } from '../../i18n/index.ts';
import { plain } from '../../i18n/phrase.ts';
import type { Finding } from '../../learn/diagnose/index.ts';
import type { Ref } from '../../sim/api/index.ts';
import { printPass, printRoute, printTuple } from '../../sim/dataplane/index.ts';
import type { KnownEntry } from '../../sim/dataplane/conntrack.ts';
import type { RulePass } from '../../sim/dataplane/netfilter/types.ts';
import {
  motionOf,
  type Dropped,
  type Hop,
  type Leg,
  type MapLookup,
  type Outcome,
} from '../../sim/trace/index.ts';
import { remarkData, schemaVersion } from '../json.ts';
import { netnsName, reasonOf, type Report } from './report.ts';

/** The trace for programs. */
export function traceAsJson(report: Report): string {
  const { trace, world, findings } = report;
  return JSON.stringify(
    {
      schemaVersion,
      cluster: world.spec,
      request: trace.request,
      legs: trace.legs.map((leg) => legData(report, leg)),
      outcome: outcomeData(report, trace.outcome),
      findings: findings.map((finding) => findingData(report, finding)),
      problems: world.remarks.map((remark) => remarkData(report.messages, remark)),
    },
    null,
    2,
  );
}

function legData(report: Report, { purpose, proxy, end, hops }: Leg): object {
  return {
    purpose,
    ...(proxy !== undefined && { proxy }),
    end,
    hops: hops.map((hop) => hopData(report, hop)),
  };
}

function hopData(report: Report, hop: Hop): object {
  const { place, before, after, because, step, ...facts } = hop;
  return {
    place: { ...place, name: netnsName(report, place.netns) },
    step,
    motion: motionOf(hop),
    name: nameOf(report.messages, hop),
    reason: reasonOf(report, hop),
    before,
    after,
    facts: factsData(report, facts),
    because: because.map((ref) => refData(report, ref)),
  };
}

/** The facts of a step as they are, with rules and routes as the programs of a node print them. */
function factsData(report: Report, facts: object): object {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]: [string, unknown]) => {
      if (key === 'passes')
        return [key, (value as readonly RulePass[]).map((pass) => passData(report, pass))];
      if (key === 'entry' && value !== undefined) return [key, entryData(value as KnownEntry)];
      if (key === 'lookups')
        return [key, (value as readonly MapLookup[]).map((look) => withRefs(report, look))];
      if (key === 'dropped' && value !== undefined)
        return [key, droppedData(report, value as Dropped)];
      if (key === 'route' && value !== undefined)
        return [key, printRoute(value as Parameters<typeof printRoute>[0])];
      if (key === 'listener' && value !== undefined)
        return [key, withRefs(report, value as { because: readonly Ref[] })];
      return [key, value];
    }),
  );
}

function entryData({ original, reply, kept, noted, secondsLeft }: KnownEntry): object {
  const { state } = noted;
  return {
    original: printTuple(original),
    reply: printTuple(reply),
    kept,
    ...(state && { state }),
    secondsLeft,
  };
}

function droppedData(report: Report, dropped: Dropped): object {
  return { ...dropped, lookups: dropped.lookups.map((look) => withRefs(report, look)) };
}

function passData(report: Report, pass: RulePass): object {
  const { table, chain, index, rule } = pass;
  return {
    table,
    chain,
    index,
    rule: printPass(pass),
    ...('element' in pass && { element: pass.element }),
    because: rule.because.map((ref) => refData(report, ref)),
  };
}

function outcomeData(report: Report, outcome: Outcome): object {
  const { heading, sentence } = outcomeWords(report.messages, outcome);
  return { ...withRefs(report, outcome), heading, text: plain(sentence) };
}

function findingData(report: Report, finding: Finding): object {
  const { code, severity, evidence, fix, ...facts } = finding;
  return {
    code,
    severity,
    text: plain(findingPhrase(report.messages, finding)),
    evidence: evidence.map((ref) => refData(report, ref)),
    ...(fix && { fix }),
    facts,
  };
}

function withRefs<T extends { readonly because: readonly Ref[] }>(
  report: Report,
  value: T,
): object {
  return { ...value, because: value.because.map((ref) => refData(report, ref)) };
}

/** An object and its field, with the place where the learner wrote it. */
export function refData({ world }: Pick<Report, 'world'>, ref: Ref): object {
  const at = world.placeOf(ref);
  return at ? { ...ref, at } : ref;
}
