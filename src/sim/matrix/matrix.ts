import { createStore, type Container, type Pod } from '../api/index.ts';
import {
  mayReach,
  policiesOf,
  reachabilityAmong,
  type Party,
  type Reachability,
} from '../policy/index.ts';
import { keyOf, ownerKey } from './keys.ts';
import {
  answers,
  type Answer,
  type Essence,
  type Matrix,
  type Owned,
  type Question,
} from './types.ts';

/**
 * Who reaches whom, on which port. The work is sources × destinations × the rules of the policies that select one of them, and
 * once for each port sources × rules.
 */
export function matrixOf(question: Essence): Matrix {
  const { members, destinations } = question;
  const rows = members.map(() => new Uint8Array(destinations.length));
  const ask = reachabilityAmong(
    policiesIn(question),
    members.map(({ party }) => party),
  );
  for (const places of byProbe(destinations).values()) {
    const [first] = places;
    const probe = first === undefined ? undefined : destinations[first]?.probe;
    if (!probe) continue;
    const reach = ask(
      probe,
      places.flatMap((place) => destinations[place]?.member ?? []),
    );
    for (const place of places)
      members.forEach((_, source) => {
        const row = rows[source];
        const answer = answerTo(question, reach, source, place);
        if (row) row[place] = answers.indexOf(answer);
      });
  }
  return {
    rows,
    alikeAsSource: alikeSources(question, rows),
    alikeAsDestination: alikeDestinations(question, rows),
  };
}

/** What is decided follows from this alone: it is all that another thread has to be told. */
export function essenceOf(question: Question): Essence {
  const { members, destinations, policies, implementation } = question;
  return {
    ...(implementation && { implementation }),
    members: members.map(({ party, owner }) => ({ party: lightened(party), owner })),
    destinations: destinations.map(({ member, probe, listens, isRouted }) => ({
      member,
      probe,
      listens,
      isRouted,
    })),
    policies,
  };
}

/** A Pod without what policies do not look at. */
function lightened(party: Party): Party {
  if (party.is !== 'pod') return party;
  const { apiVersion, kind, metadata, spec } = party.pod;
  const { name, namespace, labels } = metadata;
  const { nodeName, dnsPolicy, initContainers } = spec;
  const pod: Pod = {
    apiVersion,
    kind,
    metadata: { name, namespace, ...(labels && { labels }) },
    spec: {
      dnsPolicy,
      ...(nodeName !== undefined && { nodeName }),
      containers: spec.containers.map(portsOnly),
      ...(initContainers && { initContainers: initContainers.map(portsOnly) }),
    },
  };
  return { ...party, pod };
}

function portsOnly({ name, ports, restartPolicy }: Container): Container {
  return { name, ...(ports && { ports }), ...(restartPolicy && { restartPolicy }) };
}

/** The policies of a question, read. */
export function policiesIn({ policies, implementation }: Essence): ReturnType<typeof policiesOf> {
  const store = createStore(policies.map((object) => ({ object, source: { by: 'cluster' } })));
  return policiesOf(store, { implementation });
}

/** What comes first decides: a packet has to find a way, then it has to be let pass, then somebody has to listen. */
function answerTo(
  { members, destinations }: Essence,
  reach: Reachability,
  source: number,
  place: number,
): Answer {
  const { member = 0, isRouted = false, listens = false } = destinations[place] ?? {};
  if (!isRouted && members[source]?.owner.group === 'outside') return 'unrouted';
  if (!mayReach(reach, source, member)) return 'denied';
  return listens ? 'allowed' : 'silent';
}

function byProbe(destinations: Essence['destinations']): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [place, { probe }] of destinations.entries()) {
    const key = keyOf(probe);
    const group = groups.get(key);
    if (group) group.push(place);
    else groups.set(key, [place]);
  }
  return groups;
}

/**
 * Numbers for sources, the same for those of one owner that are answered alike. What passes within the owner and to nodes does
 * not count: a Pod reaches itself and its own node whatever policies say, and that alone makes nobody different.
 */
function alikeSources({ members, destinations }: Essence, rows: Matrix['rows']): readonly number[] {
  const owners = members.map(ownerKey);
  const columns = destinations.map(({ member }) => member);
  return alike(
    members.map((_, source) => {
      const told = columns.map((member, place) =>
        isSpecial(members[member], owners[member] === owners[source]) ? '-' : rows[source]?.[place],
      );
      return `${owners[source]} ${told.join('')}`;
    }),
  );
}

/** The same for destinations: of one owner, on one port. */
function alikeDestinations(
  { members, destinations }: Essence,
  rows: Matrix['rows'],
): readonly number[] {
  const owners = members.map(ownerKey);
  return alike(
    destinations.map(({ member, probe }, place) => {
      const told = members.map((source, number) =>
        isSpecial(source, owners[member] === owners[number]) ? '-' : rows[number]?.[place],
      );
      return `${owners[member]} ${keyOf(probe)} ${told.join('')}`;
    }),
  );
}

function isSpecial(other: Owned | undefined, isSameOwner: boolean): boolean {
  return isSameOwner || other?.owner.group === 'nodes';
}

/** A number for each text, the same for the same. */
function alike(texts: readonly string[]): readonly number[] {
  const numbers = new Map<string, number>();
  return texts.map((text) => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
}
