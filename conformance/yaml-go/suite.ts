import { readYaml } from '../../src/sim/manifest/index.ts';
import type { Result, Suite } from '../types.ts';

interface File {
  readonly cases: readonly Case[];
}

interface Case {
  readonly id: string;
  readonly input: string;
  readonly expectJson?: string;
  readonly error?: boolean;
}

/** What yaml.v2 and the conversion to JSON around it make of a piece of YAML. */
const suite: Suite = {
  name: 'yaml-go',
  run: (file) => (file as File).cases.map(runCase),
};
export default suite;

const refusal = 'refused';

function runCase({ id, input, expectJson, error }: Case): Result {
  const read = readYaml(input);
  const outcome = 'error' in read ? refusal : canonical(read.value);
  const expected = error ? refusal : canonical(JSON.parse(expectJson ?? ''));
  const actual = 'error' in read && !error ? `${refusal}: ${read.error.detail}` : outcome;
  return { id, passed: outcome === expected, expected, actual };
}

/** JSON text that is the same for equal values. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}
