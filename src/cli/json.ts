import { problemPhrase, type AllMessages } from '../i18n/index.ts';
import { plain } from '../i18n/phrase.ts';
import type { Remark } from './world.ts';

/** Raised when a reader of an older version would misunderstand the output. `docs/json-schema.md` describes it. */
export const schemaVersion = 1;

/** A problem of the manifests, for programs. */
export function remarkData(
  messages: AllMessages,
  { severity, code, place, problem }: Remark,
): object {
  const text = plain(problemPhrase(messages, problem));
  if ('span' in problem) return { severity, code, at: place, text };
  const { path, message, suggestion, error } = problem;
  return {
    severity,
    code,
    at: place,
    text,
    path,
    message,
    ...(error && { reason: error.reason }),
    ...(suggestion !== undefined && { suggestion }),
  };
}
