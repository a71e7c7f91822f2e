import { check, defaulted } from '../../../sim/api/index.ts';
import type { FieldError, Json, JsonObject } from '../../../sim/api/types.ts';
import { readManifest } from '../../../sim/manifest/index.ts';
import { objectAround } from './field.ts';
import { documentAround, pathOf, type Step, type Way } from './place.ts';

/** What happens to an object when a field of it is left out. */
export interface Facts {
  /** Whether the server refuses it then. */
  readonly isRequired: boolean;
  /** What the server fills in then. */
  readonly default: Json | undefined;
}

/**
 * What the server would make of the object at `offset` without the field that `way` leads to. Nobody has written that down: the
 * kind's own defaults and validation are asked, for it may depend on other fields. `undefined` while the object cannot be read.
 */
export function factsOf(text: string, offset: number, way: Way): Facts | undefined {
  const around = documentAround(text, offset);
  const object = objectAround(way);
  if (!around || !object || typeof way.steps.at(-1) !== 'string') return undefined;
  const [document] = readManifest(text.slice(around.from, around.to)).documents;
  const value = document && valueAt(document.value, way.steps.slice(0, object.depth));
  const steps = way.steps.slice(object.depth);
  if (!isJsonObject(value) || valueAt(value, steps) === undefined) return undefined;
  const rest = without(value, steps);
  if (!isJsonObject(rest)) return undefined;
  const isRequired = isMissed(rest, steps);
  const filled = isRequired ? undefined : defaulted(rest);
  return { isRequired, default: filled && valueAt(filled, steps) };
}

/** Whether the server asks for the field, by name. Errors that it shares with others do not count. */
function isMissed(object: JsonObject, steps: readonly Step[]): boolean {
  const verdict = check(object);
  if ('faults' in verdict) {
    const [key = ''] = steps;
    return verdict.faults.some(
      ({ code, message }) => code === 'no-kind' && message.includes(`${key} not set`),
    );
  }
  const path = pathOf(steps);
  return verdict.errors.some((error) => error.path === path && speaksOfAbsence(error));
}

/** Numbers cannot be absent in Go: the server then says what is wrong with 0. */
function speaksOfAbsence({ reason, value }: FieldError): boolean {
  return reason === 'Required' || (reason === 'Invalid' && value === 0);
}

function valueAt(value: Json | undefined, steps: readonly Step[]): Json | undefined {
  return steps.reduce<Json | undefined>((holder, step) => childOf(holder, step), value);
}

function childOf(holder: Json | undefined, step: Step): Json | undefined {
  if (Array.isArray(holder))
    return typeof step === 'number' ? (holder as readonly Json[])[step] : undefined;
  return isJsonObject(holder) && typeof step === 'string' && Object.hasOwn(holder, step)
    ? holder[step]
    : undefined;
}

/** The same value without the field at the end of these steps. */
function without(value: Json, [step, ...rest]: readonly Step[]): Json {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item, index) =>
      index === step ? without(item, rest) : item,
    );
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]) => {
      if (key !== step) return [[key, field]];
      return rest.length === 0 ? [] : [[key, without(field, rest)]];
    }),
  );
}

function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
