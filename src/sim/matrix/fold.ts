import { keyOf, ownerKey } from './keys.ts';
import {
  answers,
  type Answer,
  type Matrix,
  type Member,
  type Owner,
  type Probe,
  type Question,
  type ServiceWay,
} from './types.ts';

/** A row or a column: members of one owner that are answered alike, or one of them alone. */
export interface Line {
  /** Names it among the rows, or among the columns, for as long as the cluster stays. */
  readonly key: string;
  readonly owner: Owner;
  /** Names its owner: the lines of an owner are opened and closed together. */
  readonly ownerKey: string;
  /** What a person calls it: its owner where it stands for all of that, else the member, or the owner with a count. */
  readonly name: string;
  /** The members it stands for. */
  readonly members: readonly Member[];
  /** Places among the members for a row, among the destinations for a column. */
  readonly places: readonly number[];
  /** Of a column: what is asked for. */
  readonly probe?: Probe;
  /** Of a column: ports of Services that lead to one of its places. */
  readonly services: readonly ServiceWay[];
  /** Whether its owner has members that stand together when it is closed. */
  readonly canFold: boolean;
  /** Whether its owner is opened. */
  readonly isOpen: boolean;
}

/** A matrix as it is read: rows and columns of owners, opened into their members where somebody wanted that. */
export interface Folded {
  readonly rows: readonly Line[];
  readonly columns: readonly Line[];
  /** What is said of all pairs of a row and a column. */
  answer(row: number, column: number): Answer;
}

/** The owners whose members stand alone, by their keys. */
export interface Opened {
  readonly rows: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
}

/** All owners, by their keys: opened, every member stands alone. */
export function everyOwner({ members }: Question): ReadonlySet<string> {
  return new Set(members.map(ownerKey));
}

/** Puts together what is answered alike, but for the owners that are opened. */
export function foldMatrix(question: Question, matrix: Matrix, opened: Opened): Folded {
  const rows = rowLines(question, matrix, opened.rows);
  const columns = columnLines(question, matrix, opened.columns);
  const known = new Map<number, Answer>();
  return {
    rows,
    columns,
    answer: (row, column) => {
      const cell = row * columns.length + column;
      const answer = known.get(cell) ?? answerOf(question, matrix, rows[row], columns[column]);
      known.set(cell, answer);
      return answer;
    },
  };
}

function rowLines(
  { members }: Question,
  { alikeAsSource }: Matrix,
  opened: Opened['rows'],
): readonly Line[] {
  return linesOf(
    members.flatMap((member, number) =>
      member.sends
        ? [{ number, member, owner: ownerKey(member), alike: `${alikeAsSource[number]}` }]
        : [],
    ),
    opened,
  );
}

function columnLines(
  { members, destinations }: Question,
  { alikeAsDestination }: Matrix,
  opened: Opened['columns'],
): readonly Line[] {
  return linesOf(
    destinations.flatMap(({ member: place, probe, services }, number) => {
      const member = members[place];
      if (!member) return [];
      const alike = `${alikeAsDestination[number]}`;
      return [{ number, member, owner: ownerKey(member), alike, probe, services }];
    }),
    opened,
  );
}

interface Place {
  readonly number: number;
  readonly member: Member;
  readonly owner: string;
  /** The same for those of one owner that are answered alike. */
  readonly alike: string;
  readonly probe?: Probe;
  readonly services?: readonly ServiceWay[];
}

/** In the order of the places; each line stands where its first place does. */
function linesOf(places: readonly Place[], opened: ReadonlySet<string>): readonly Line[] {
  const lines = new Map<string, { place: Place; members: Member[]; places: number[] }>();
  const foldable = new Set<string>();
  const sizes = new Map<string, Set<Member>>();
  const seen = new Set<string>();
  for (const place of places) {
    const { number, owner, alike, probe, member } = place;
    const port = probe ? ` ${keyOf(probe)}` : '';
    const together = `${owner}${port} ${alike}`;
    if (seen.has(together)) foldable.add(owner);
    seen.add(together);
    sizes.set(owner, (sizes.get(owner) ?? new Set()).add(member));
    const key = opened.has(owner) ? `${owner}/${member.name}${port}` : together;
    const line = lines.get(key) ?? { place, members: [], places: [] };
    line.members.push(member);
    line.places.push(number);
    lines.set(key, line);
  }
  return [...lines].map(([key, { place, members, places: numbers }]) => ({
    key,
    owner: place.member.owner,
    ownerKey: place.owner,
    name:
      members.length > 1 || sizes.get(place.owner)?.size === 1
        ? place.member.owner.name
        : place.member.name,
    members,
    places: numbers,
    ...(place.probe && { probe: place.probe }),
    services: place.services ?? [],
    canFold: foldable.has(place.owner),
    isOpen: opened.has(place.owner),
  }));
}

/** A source and a destination, by their places. */
export type Pair = readonly [source: number, place: number];

/** The pairs that a cell stands for. A Pod is one with itself only when there is nobody else. */
export function pairsOf(
  { destinations }: Question,
  row: Line | undefined,
  column: Line | undefined,
): readonly Pair[] {
  const [alone, others]: [Pair[], Pair[]] = [[], []];
  for (const source of row?.places ?? [])
    for (const place of column?.places ?? [])
      (destinations[place]?.member === source ? alone : others).push([source, place]);
  return others.length > 0 ? others : alone;
}

function answerOf(
  question: Question,
  { rows }: Matrix,
  row: Line | undefined,
  column: Line | undefined,
): Answer {
  const pairs = pairsOf(question, row, column);
  const [first = 0, ...more] = new Set(pairs.map(([source, place]) => rows[source]?.[place]));
  return more.length > 0 ? 'mixed' : (answers[first] ?? 'mixed');
}
