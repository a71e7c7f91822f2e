import { isObject } from './schema.ts';
import type { Json, JsonObject, Obj } from './types.ts';

/** The field by which the items of a list are told apart: patchMergeKey of k8s.io/api. Other lists are replaced as a whole. */
const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  imagePullSecrets: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
  ownerReferences: ['uid'],
  ports: ['containerPort', 'port'],
};

/**
 * What `kubectl apply` makes of a text over what is there: fields of the text win, fields that were applied before and are
 * gone from the text go, and all others stay.
 */
export function merge(given: Obj, former: Obj, applied: Obj | undefined): Obj {
  const merged = mergeObjects(
    given as unknown as JsonObject,
    former as unknown as JsonObject,
    applied as unknown as JsonObject | undefined,
  );
  return merged as unknown as Obj;
}

function mergeObjects(
  given: JsonObject,
  former: JsonObject,
  applied: JsonObject | undefined,
): JsonObject {
  const result: Record<string, Json> = {};
  for (const [name, value] of Object.entries(former))
    if (!Object.hasOwn(given, name) && !(applied && Object.hasOwn(applied, name)))
      result[name] = value;
  for (const [name, value] of Object.entries(given))
    result[name] = Object.hasOwn(former, name)
      ? mergeValues(name, value, former[name] as Json, applied?.[name])
      : value;
  return result;
}

function mergeValues(name: string, given: Json, former: Json, applied: Json | undefined): Json {
  if (isObject(given) && isObject(former))
    return mergeObjects(given, former, isObject(applied) ? applied : undefined);
  if (!Array.isArray(given) || !Array.isArray(former)) return given;
  const items = objectsOf(given as readonly Json[]);
  const key = mergeKeys[name]?.find((each) => items.some((item) => Object.hasOwn(item, each)));
  return key === undefined ? given : mergeLists(key, items, objectsOf(former), objectsOf(applied));
}

function mergeLists(
  key: string,
  given: readonly JsonObject[],
  former: readonly JsonObject[],
  applied: readonly JsonObject[],
): Json {
  const find = (list: readonly JsonObject[], item: JsonObject): JsonObject | undefined =>
    list.find((each) => each[key] === item[key]);
  const merged = given.map((item) => {
    const old = find(former, item);
    return old ? mergeObjects(item, old, find(applied, item)) : item;
  });
  const kept = former.filter((item) => !find(given, item) && !find(applied, item));
  return [...merged, ...kept];
}

function objectsOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}
