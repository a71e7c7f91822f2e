import type { AdmissionProblem, FieldError } from '../../sim/api/types.ts';
import type { ManifestProblem } from '../../sim/manifest/types.ts';
import { code, say, type Phrase } from '../phrase.ts';

/** The sentences about what is wrong in the learner's text, in one language. */
export interface ProblemTexts {
  /** What kept the text from being read. */
  readonly manifest: {
    readonly [Code in ManifestProblem['code']]: (problem: ManifestProblem) => Phrase;
  };
  /** What the API server has to say. Its own words, English in every language, stay visible. */
  readonly admission: {
    readonly [Code in AdmissionProblem['code']]: (problem: AdmissionProblem) => Phrase;
  };
  /** What the reasons of the API server mean. */
  readonly fields: Readonly<Record<FieldError['reason'], string>>;
}

const problems: ProblemTexts = {
  manifest: {
    'yaml-syntax': ({ detail }) => say`This is not YAML yet: ${code(detail)}.`,
    'tab-indentation': () => say`A tab stands here. YAML is indented with spaces only.`,
    'document-separator': ({ detail }) =>
      say`Documents are separated by a line that holds only ${code('---')}; here ${code(detail)} stands behind it.`,
    'text-after-document': () =>
      say`The document has ended before this: with ${code('...')}, with a closed ${code('{…}')}, or because this line is indented less than the first. kubectl ignores the rest without a word.`,
    'duplicate-key': ({ detail }) =>
      say`The key ${code(detail)} stands twice in the same object; the last one counts.`,
    'not-json': ({ detail }) =>
      say`${code(detail)} cannot stand here: the API server takes JSON, which has no such value or key.`,
    'too-large': ({ detail }) =>
      say`The text is longer than ${code(detail)} characters, so it is not read.`,
    'too-deep': ({ detail }) =>
      say`Lists and objects are nested more than ${code(detail)} deep, so this document is not read.`,
    'too-many-aliases': ({ detail }) =>
      say`The aliases of this document stand for more than ${code(detail)} values, so it is not read.`,
    'too-many-documents': ({ detail }) =>
      say`The text has more than ${code(detail)} documents; those from here on are not read.`,
    'not-an-object': () =>
      say`A manifest is an object with ${code('apiVersion')}, ${code('kind')} and ${code('metadata')}; this document is something else.`,
  },
  admission: {
    'no-kind': serverSays,
    'no-match': serverSays,
    'unknown-field': serverSays,
    'wrong-type': serverSays,
    'field-invalid': serverSays,
    'not-simulated': (problem) =>
      say`Accepted, but the simulation does not act on this kind: ${serverSays(problem)}`,
    limit: (problem) =>
      say`The simulation goes no further than one can look: ${serverSays(problem)}`,
    'namespace-missing': serverSays,
    'duplicate-object': (problem) =>
      say`The same object stands above; this one takes its place: ${serverSays(problem)}`,
    allocation: serverSays,
    deprecated: serverSays,
  },
  fields: {
    Required: 'This field must have a value.',
    Invalid: 'This value is not allowed here.',
    NotSupported: 'Only certain values are possible here.',
    Duplicate: 'This value must be unique, and it is already there.',
    Forbidden: 'This field may not be set here.',
    TooLong: 'This value is too long.',
    TooMany: 'There are too many items.',
    TypeInvalid: 'This value has the wrong type.',
    NotFound: 'What this value names does not exist.',
    InternalError: 'The API server could not check this field.',
  },
};
export default problems;

/** The server's own words, and what was probably meant. */
function serverSays({ message, suggestion }: AdmissionProblem): Phrase {
  return suggestion === undefined
    ? say`${code(message)}`
    : say`${code(message)} Did you mean ${code(suggestion)}?`;
}
