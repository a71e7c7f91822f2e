import type { Messages } from '../i18n/index.ts';
import { plain } from '../i18n/phrase.ts';
import { locate, type AdmissionProblem, type Ref } from '../sim/api/index.ts';
import { parentPath, type ManifestProblem, type Span } from '../sim/manifest/index.ts';
import type { ClusterSpec } from '../sim/spec.ts';
import { build, type World } from '../sim/world.ts';
import { problemPhrase } from './words.ts';
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

export function loadWorld(names: readonly string[], spec: ClusterSpec, io: Io): LoadedWorld {
  const files = readFiles(names, io);
  const world = build(files.text, spec);
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
export function printRemark(messages: Messages, { severity, place, problem }: Remark): string {
  return `${printPlace(place)}: ${severity}: ${plain(problemPhrase(messages, problem))}`;
}

/** Whether anything was refused. */
export function hasErrors({ remarks }: LoadedWorld): boolean {
  return remarks.some(({ severity }) => severity === 'error');
}

function remarksOf(world: World, files: JoinedFiles): readonly Remark[] {
  const found = [
    ...world.manifest.problems.map((problem) => ({ problem, span: problem.span })),
    ...world.problems.map((problem) => ({ problem, span: spanOf(world, problem) })),
  ];
  return found
    .sort((left, right) => left.span.from - right.span.from)
    .map(({ problem, span }) => ({
      severity: problem.severity,
      code: problem.code,
      place: files.placeOf(span),
      problem,
    }));
}

/** The field a problem is about, or the nearest one around it that is written. */
function spanOf({ manifest }: World, { document, path }: AdmissionProblem): Span {
  const text = manifest.documents.find(({ index }) => index === document);
  let near = path;
  for (;;) {
    const span = text?.locate(near, 'key') ?? text?.locate(near);
    if (span) return span;
    if (near === '') return text?.span ?? { from: 0, to: 0 };
    near = parentPath(near) ?? '';
  }
}
