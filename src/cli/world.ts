import { problemPhrase, type AllMessages } from '../i18n/index.ts';
import { plain } from '../i18n/phrase.ts';
import { locate, spanOf, type AdmissionProblem, type Ref } from '../sim/api/index.ts';
import type { ManifestProblem } from '../sim/manifest/index.ts';
import type { ClusterSpec } from '../sim/spec.ts';
import { build, prepare, type World } from '../sim/world.ts';
import { printPlace, readFiles, type FilePlace, type JoinedFiles } from './files.ts';
import type { Io } from './types.ts';

/** The world the files on the command line describe. */
export interface LoadedWorld extends World {
  /** Where the learner wrote what `ref` points at; `undefined` for what every cluster has. */
  placeOf(ref: Ref): FilePlace | undefined;
  /** Everything that is wrong with the files, in order of place. */
  readonly remarks: readonly Remark[];
}

/** A problem of either sort, with its place. */
export interface Remark {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly place: FilePlace;
  readonly problem: ManifestProblem | AdmissionProblem;
}

/** `over` names the files that were applied before. */
export async function loadWorld(
  names: readonly string[],
  spec: ClusterSpec,
  io: Io,
  over: readonly string[] = [],
): Promise<LoadedWorld> {
  const files = readFiles(names, io);
  const formerText = over.length > 0 ? readFiles(over, io).text : '';
  await prepare(spec, `${files.text}\n${formerText}`);
  const former = over.length > 0 ? build(formerText, spec).entries : [];
  const world = build(files.text, spec, { former });
  return {
    ...world,
    placeOf: (ref) => {
      const span = locate(world.cluster.store, world.manifest, ref);
      return span && files.placeOf(span);
    },
    remarks: remarksOf(world, files),
  };
}

/** `shop.yaml:12:3: error: …` */
export function printRemark(messages: AllMessages, { severity, place, problem }: Remark): string {
  return `${printPlace(place)}: ${severity}: ${plain(problemPhrase(messages, problem))}`;
}

/** Whether anything was refused. */
export function hasErrors({ remarks }: LoadedWorld): boolean {
  return remarks.some(({ severity }) => severity === 'error');
}

function remarksOf({ manifest, problems }: World, files: JoinedFiles): readonly Remark[] {
  return [...manifest.problems, ...problems]
    .map((problem) => ({ problem, span: spanOf(problem, manifest) }))
    .sort((left, right) => left.span.from - right.span.from)
    .map(({ problem, span }) => ({
      severity: problem.severity,
      code: problem.code,
      place: files.placeOf(span),
      problem,
    }));
}
