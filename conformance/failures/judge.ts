import type { Seen } from './outcome.ts';
import type { Expectation } from './types.ts';

export interface Judged {
  readonly passed: boolean;
  readonly expected: string;
  readonly actual: string;
}

/** Whether what came is what was recorded. What cannot be asked has failed. */
export function judge(
  label: string,
  expect: Expectation,
  ask: () => Seen & { readonly fields?: readonly string[] },
): Judged {
  const expected = `${label}: ${[expect.outcome, ...(expect.alternatives ?? [])].join(' or ')}${expect.detail === undefined ? '' : ` (${expect.detail})`}`;
  try {
    const seen = ask();
    const passed = isMet(expect, seen);
    return { passed, expected, actual: `${passed ? '=' : '≠'} ${told(seen)}` };
  } catch (error) {
    return { passed: false, expected, actual: `≠ ${String(error)}` };
  }
}

function told({ outcome, details, evidence }: Seen): string {
  return `${outcome}${details.length > 0 ? ` (${details.join('; ')})` : ''}  [${evidence}]`;
}

function isMet(expect: Expectation, seen: Seen & { readonly fields?: readonly string[] }): boolean {
  const { outcome, alternatives = [], field, alsoFields = [], message = '', object = '' } = expect;
  if (outcome === 'surprising') return isSurprise(expect, seen);
  // To be accepted is all that can be asked of a manifest.
  if (outcome === 'ok' && seen.outcome === 'accepted') return true;
  if (![outcome, ...alternatives].includes(seen.outcome)) return false;
  const blamed = [...(field === undefined ? [] : [field]), ...alsoFields];
  return (
    blamed.every((each) => seen.fields?.includes(each)) &&
    seen.evidence.includes(message) &&
    seen.evidence.includes(object.split('/').at(-1) ?? '')
  );
}

/**
 * A surprise works, or works partly: what the recording says is seen has to be seen. Where it says so in a sentence of its own, `sayings` tells what that asks for.
 */
function isSurprise({ detail = '' }: Expectation, { outcome, details }: Seen): boolean {
  const saying = sayings[detail];
  if (saying) return outcome === 'ok' && details.some((each) => saying.test(each));
  return detail.split('; ').every((each) => details.includes(each));
}

/** Details in words, and what has to be seen for each. */
const sayings: Readonly<Record<string, RegExp>> = {
  // Since 1.22 kube-proxy short-circuits Pods to all endpoints (KEP-2138 keeps the words "internal traffic"); older ones dropped.
  'depends on kube-proxy generation': /^HTTP 200$/,
  // Two clients, one call each: chance decides whether they meet.
  'both may hit the same pod': /^(2\/0|1\/1)$/,
};
