import type { Json, Manifest, ManifestDocument } from '../manifest/types.ts';
import type { Admission, AdmissionProblem } from './types.ts';
import { describe } from './validate/errors.ts';

/** What `kubectl apply -f manifest.yaml` prints on its error output for what became of a text. */
export function kubectlOutput(
  manifest: Manifest,
  { problems, entries }: Admission,
): { readonly stderr: string } {
  const warnings = problems
    .filter(({ code }) => code === 'deprecated')
    .map(({ message }) => message);
  const failures = [...unreadable(manifest), ...rejections(manifest, problems)];
  if (failures.length === 0 && entries.length === 0)
    failures.push(failure('error: no objects passed to apply'));
  const lines = [
    ...warnings,
    ...failures.map(({ alone, among }) => (failures.length === 1 ? alone : among)),
  ];
  return { stderr: lines.map((line) => `${line}\n`).join('') };
}

/** Why an object was not applied: in kubectl's words when it is the only one, and when there are more. */
interface Failure {
  readonly alone: string;
  readonly among: string;
}

function failure(alone: string, among = alone): Failure {
  return { alone, among };
}

function unreadable({ problems }: Manifest): Failure[] {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ code, detail }) =>
      failure(
        code === 'not-an-object'
          ? validating('invalid object to validate')
          : `error: error parsing manifest.yaml: error converting YAML to JSON: yaml: ${detail}`,
      ),
    );
}

function validating(what: string): string {
  return `error: error validating "manifest.yaml": error validating data: ${what}; if you choose to ignore these errors, turn validation off with --validate=false`;
}

function rejections(manifest: Manifest, problems: readonly AdmissionProblem[]): Failure[] {
  const groups = new Map<string, AdmissionProblem[]>();
  for (const problem of problems) {
    // Of our limits kubectl knows nothing.
    if (problem.severity !== 'error' || problem.code === 'limit') continue;
    const item = /^items\[\d+\]/.exec(problem.path)?.[0] ?? '';
    const key = `${problem.document} ${item}`;
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return [...groups.values()].map((group) => rejection(manifest, group));
}

function rejection({ documents }: Manifest, group: readonly AdmissionProblem[]): Failure {
  const [first] = group as [AdmissionProblem];
  const document = documents.find(({ index }) => index === first.document);
  switch (first.code) {
    case 'no-match':
      return failure(
        `error: resource mapping not found for name: ${metadataOf(document, 'name')} namespace: ${metadataOf(document, 'namespace')} from "manifest.yaml": ${first.message}\nensure CRDs are installed first`,
      );
    case 'no-kind':
      return failure(validating(first.message.replace(/^error validating data: /, '')));
    case 'wrong-type':
    case 'unknown-field':
      return badRequest(group);
    case 'namespace-missing':
      return failure(
        `Error from server (NotFound): error when creating "manifest.yaml": ${first.message}`,
      );
    default:
      return invalid(group, resourceOf(document, first.path));
  }
}

/** The server stops at the first value of a wrong type, and names all unknown fields. kubectl itself reads the labels. */
function badRequest(group: readonly AdmissionProblem[]): Failure {
  const [first] = group as [AdmissionProblem];
  const details = group
    .slice(1)
    .map(({ message }) => message.replace(/^.*: strict decoding error: /, ''));
  const message =
    first.code === 'unknown-field' ? [first.message, ...details].join(', ') : first.message;
  const labels = /^metadata\.(labels|annotations)/.test(first.path);
  return failure(
    first.code === 'wrong-type' && labels
      ? `error: unable to decode "manifest.yaml": ${message.slice(message.indexOf('json: '))}`
      : `Error from server (BadRequest): error when creating "manifest.yaml": ${message}`,
  );
}

function invalid(group: readonly AdmissionProblem[], resource: string): Failure {
  const [first] = group as [AdmissionProblem];
  if (group.some(({ error }) => error?.path === 'metadata.name' && error.reason === 'Required'))
    return failure('error: error when retrieving current configuration of:\n');
  const lines = group.map(({ error, message }) => (error ? describe(error) : message));
  const head = first.message.slice(
    0,
    first.message.indexOf(' is invalid: ') + ' is invalid: '.length,
  );
  const name = /"(?:[^"\\]|\\.)*" is invalid: $/.exec(head)?.[0] ?? '';
  const all = lines.length === 1 ? lines.join() : `[${lines.join(', ')}]`;
  const unique = [...new Set(lines)];
  return failure(
    unique.length === 1
      ? head + unique.join()
      : [head, ...unique.map((line) => `* ${line}`)].join('\n'),
    `Error from server (Invalid): error when creating "manifest.yaml": ${resource} ${name}${all}`,
  );
}

function metadataOf(document: ManifestDocument | undefined, field: string): string {
  const { metadata } = (document?.value ?? {}) as { metadata?: Record<string, Json> | null };
  return JSON.stringify(metadata?.[field] ?? '');
}

/** A kind with its group: `Ingress.networking.k8s.io`. */
function resourceOf(document: ManifestDocument | undefined, path: string): string {
  const index = /^items\[(\d+)\]/.exec(path)?.[1];
  const { items, ...whole } = (document?.value ?? {}) as { items?: readonly Json[] };
  const { apiVersion = '', kind = '' } = (
    index === undefined ? whole : (items?.[Number(index)] ?? {})
  ) as Readonly<Record<string, string>>;
  const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  return kind + group;
}
