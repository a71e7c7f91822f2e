import { isObject } from '../schema.ts';
import type { Json, JsonObject } from '../types.ts';
import { defaultSource } from './defaults.ts';

// As SetDefaults_Volume and the defaults of each source in pkg/apis/core/v1 of Kubernetes 1.36.

const modeDefault = 0o644;
const hour = 3600;

const bySource: Readonly<Record<string, (source: JsonObject) => JsonObject>> = {
  secret: (source) => ({ defaultMode: modeDefault, ...source }),
  configMap: (source) => ({ defaultMode: modeDefault, ...source }),
  downwardAPI: (source) => ({ defaultMode: modeDefault, ...withItems(source) }),
  projected: (source) => ({ defaultMode: modeDefault, ...withSources(source) }),
  hostPath: (source) => ({ type: '', ...source }),
  ephemeral: withClaim,
};

/** A volume that says not where it comes from is an empty folder. */
export function defaultVolume(given: JsonObject): JsonObject {
  const sources = Object.entries(given).filter(([key]) => key !== 'name');
  if (sources.length === 0) return { ...given, emptyDir: {} };
  return Object.fromEntries(
    Object.entries(given).map(([key, source]): [string, Json] => [
      key,
      isObject(source) ? (bySource[key]?.(source) ?? source) : source,
    ]),
  );
}

function withItems(source: JsonObject): JsonObject {
  const { items } = source;
  if (!Array.isArray(items)) return source;
  return {
    ...source,
    items: items.map((item: Json) => (isObject(item) ? defaultSource(item) : item)),
  };
}

function withSources(source: JsonObject): JsonObject {
  const { sources } = source;
  if (!Array.isArray(sources)) return source;
  return {
    ...source,
    sources: sources.map((each: Json) => (isObject(each) ? withProjection(each) : each)),
  };
}

function withProjection(each: JsonObject): JsonObject {
  const { serviceAccountToken, downwardAPI } = each;
  return {
    ...each,
    ...(isObject(serviceAccountToken) && {
      serviceAccountToken: { expirationSeconds: hour, ...serviceAccountToken },
    }),
    ...(isObject(downwardAPI) && { downwardAPI: withItems(downwardAPI) }),
  };
}

function withClaim(source: JsonObject): JsonObject {
  const { volumeClaimTemplate } = source;
  if (!isObject(volumeClaimTemplate)) return source;
  const { spec } = volumeClaimTemplate;
  return {
    ...source,
    volumeClaimTemplate: {
      ...volumeClaimTemplate,
      spec: { volumeMode: 'Filesystem', ...(isObject(spec) && spec) },
    },
  };
}
