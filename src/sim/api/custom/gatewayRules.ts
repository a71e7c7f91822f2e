import { fieldOf, itemOf } from '../../manifest/index.ts';
import { isObject, textOf } from '../schema.ts';
import type { FieldError, FieldPath, Json, JsonObject } from '../types.ts';

// The rules that the Gateway API's schemas state besides types and sizes, as far as a learner is likely to break them.

/** A rule that an object or a list at some path breaks. */
function broken(path: FieldPath, detail: string): FieldError {
  return { reason: 'Invalid', path, detail };
}

/** The errors of an object of the Gateway API. */
export function checkGatewayRules(value: JsonObject): readonly FieldError[] {
  return visit(value, '', '');
}

/** Rules by the name of the field they are about: the API calls the same thing the same everywhere. */
const byField: Readonly<Record<string, (value: Json, path: FieldPath) => readonly FieldError[]>> = {
  listeners: checkListeners,
  rules: (value, path) =>
    itemsOf(value).flatMap((rule, index) => checkRule(rule, itemOf(path, index))),
  filters: checkFilters,
  backendRefs: (value, path) =>
    itemsOf(value).flatMap((ref, index) => checkBackend(ref, itemOf(path, index))),
  backendRef: (value, path) => (isObject(value) ? checkBackend(value, path) : []),
  parentRefs: checkParents,
  path: checkPath,
};

function visit(value: Json, path: FieldPath, name: string): readonly FieldError[] {
  const below = Array.isArray(value)
    ? (value as readonly Json[]).flatMap((item, index) => visit(item, itemOf(path, index), ''))
    : isObject(value)
      ? Object.entries(value)
          .filter(([key]) => key !== 'metadata')
          .flatMap(([key, field]) => visit(field, fieldOf(path, key), key))
      : [];
  return [...(byField[name]?.(value, path) ?? []), ...below];
}

function itemsOf(value: Json): readonly JsonObject[] {
  return Array.isArray(value)
    ? (value as readonly Json[]).map((item) => (isObject(item) ? item : {}))
    : [];
}

function checkBackend(
  { group = '', kind = 'Service', port }: JsonObject,
  path: FieldPath,
): readonly FieldError[] {
  return group === '' && kind === 'Service' && port === undefined
    ? [broken(path, 'Must have port for Service reference')]
    : [];
}

function checkListeners(value: Json, path: FieldPath): readonly FieldError[] {
  const listeners = itemsOf(value);
  const modeOf = ({ tls }: JsonObject): Json | undefined =>
    isObject(tls) ? tls['mode'] : undefined;
  const isOf =
    (...protocols: readonly string[]) =>
    ({ protocol }: JsonObject): boolean =>
      protocols.includes(textOf(protocol));
  const places = listeners.map(({ port, protocol, hostname }) =>
    JSON.stringify([port, protocol, hostname ?? null]),
  );
  const names = listeners.map(({ name }) => name);
  const rules: readonly (readonly [isBroken: boolean, detail: string])[] = [
    [
      listeners.filter(isOf('HTTP', 'TCP', 'UDP')).some(({ tls }) => tls !== undefined),
      "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
    ],
    [
      listeners
        .filter(isOf('HTTPS'))
        .some(
          (each) => each['tls'] !== undefined && !['', 'Terminate'].includes(textOf(modeOf(each))),
        ),
      'tls mode must be Terminate for protocol HTTPS',
    ],
    [
      listeners.filter(isOf('TLS')).some((each) => (modeOf(each) ?? '') === ''),
      'tls mode must be set for protocol TLS',
    ],
    [
      listeners.filter(isOf('TCP', 'UDP')).some(({ hostname = '' }) => hostname !== ''),
      "hostname must not be specified for protocols ['TCP', 'UDP']",
    ],
    [new Set(names).size < names.length, 'Listener name must be unique within the Gateway'],
    [
      new Set(places).size < places.length,
      'Combination of port, protocol and hostname must be unique for each listener',
    ],
  ];
  const errors = rules.flatMap(([isBroken, detail]) => (isBroken ? [broken(path, detail)] : []));
  return [
    ...errors,
    ...listeners.flatMap(({ tls }, index) =>
      isObject(tls) && tls['mode'] === 'Terminate' && isBare(tls)
        ? [
            broken(
              `${itemOf(path, index)}.tls`,
              'certificateRefs or options must be specified when mode is Terminate',
            ),
          ]
        : [],
    ),
  ];
}

function isBare({ certificateRefs, options }: JsonObject): boolean {
  const count = Object.keys(isObject(options) ? options : {}).length;
  return itemsOf(certificateRefs ?? null).length === 0 && count === 0;
}

function checkRule(rule: JsonObject, path: FieldPath): readonly FieldError[] {
  const filters = itemsOf(rule['filters'] ?? null);
  const matches = itemsOf(rule['matches'] ?? null);
  const errors: FieldError[] = [];
  if (
    itemsOf(rule['backendRefs'] ?? null).length > 0 &&
    filters.some(({ requestRedirect }) => requestRedirect !== undefined)
  )
    errors.push(broken(path, 'RequestRedirect filter must not be used together with backendRefs'));
  const [match] = matches;
  const onePrefix =
    matches.length === 1 && isObject(match?.['path']) && match['path']['type'] === 'PathPrefix';
  for (const [field, word] of [
    ['requestRedirect', 'RequestRedirect'],
    ['urlRewrite', 'URLRewrite'],
  ] as const)
    if (!onePrefix && filters.filter((filter) => replacesPrefix(filter[field])).length === 1)
      errors.push(
        broken(
          path,
          `When using ${word} filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified`,
        ),
      );
  return errors;
}

function replacesPrefix(filter: Json | undefined): boolean {
  const path = isObject(filter) ? filter['path'] : undefined;
  return (
    isObject(path) &&
    path['type'] === 'ReplacePrefixMatch' &&
    path['replacePrefixMatch'] !== undefined
  );
}

/** The field that goes with each type of filter. */
const fieldByFilter: Readonly<Record<string, string>> = {
  RequestHeaderModifier: 'requestHeaderModifier',
  ResponseHeaderModifier: 'responseHeaderModifier',
  RequestMirror: 'requestMirror',
  RequestRedirect: 'requestRedirect',
  URLRewrite: 'urlRewrite',
  CORS: 'cors',
  ExtensionRef: 'extensionRef',
};
/** Those that a route may have more than once. */
const repeatable = ['RequestMirror', 'ExtensionRef'];

function checkFilters(value: Json, path: FieldPath): readonly FieldError[] {
  const filters = itemsOf(value);
  const types = filters.map(({ type }) => textOf(type));
  const errors: FieldError[] = [];
  if (types.includes('RequestRedirect') && types.includes('URLRewrite'))
    errors.push(
      broken(
        path,
        'May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both',
      ),
    );
  for (const type of Object.keys(fieldByFilter))
    if (!repeatable.includes(type) && types.indexOf(type) !== types.lastIndexOf(type))
      errors.push(broken(path, `${type} filter cannot be repeated`));
  return [
    ...errors,
    ...filters.flatMap((filter, index) => checkFilter(filter, itemOf(path, index))),
  ];
}

function checkFilter(filter: JsonObject, path: FieldPath): readonly FieldError[] {
  return Object.entries(fieldByFilter).flatMap(([type, field]) => {
    const isGiven = filter[field] !== undefined;
    if (isGiven && filter['type'] !== type)
      return [broken(path, `filter.${field} must be nil if the filter.type is not ${type}`)];
    return !isGiven && filter['type'] === type
      ? [broken(path, `filter.${field} must be specified for ${type} filter.type`)]
      : [];
  });
}

function checkParents(value: Json, path: FieldPath): readonly FieldError[] {
  const parents = itemsOf(value).map(
    ({ group, kind, name, namespace = '', sectionName = '', port }) => ({
      parent: JSON.stringify([group, kind, name, namespace]),
      section: JSON.stringify([sectionName, port ?? 0]),
      isNamed: sectionName !== '',
    }),
  );
  const some = (
    test: (one: (typeof parents)[number], other: (typeof parents)[number]) => boolean,
  ): boolean =>
    parents.some((one, index) =>
      parents.slice(index + 1).some((other) => one.parent === other.parent && test(one, other)),
    );
  if (some((one, other) => one.isNamed !== other.isNamed))
    return [
      broken(
        path,
        'sectionName must be specified when parentRefs includes 2 or more references to the same parent',
      ),
    ];
  return some((one, other) => one.section === other.section)
    ? [
        broken(
          path,
          'sectionName must be unique when parentRefs includes 2 or more references to the same parent',
        ),
      ]
    : [];
}

const exactTypes = "when type one of ['Exact', 'PathPrefix']";
const forbiddenParts = ['//', '/./', '/../', '%2f', '%2F', '#'];
const forbiddenEnds = ['/..', '/.'];
const pathCharacters = "^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$";
const pathPattern = new RegExp(pathCharacters);
const replacements = [
  ['ReplaceFullPath', 'replaceFullPath'],
  ['ReplacePrefixMatch', 'replacePrefixMatch'],
] as const;

/** A path of a match has a value; a path of a filter says what to put in its place. */
function checkPath(value: Json, path: FieldPath): readonly FieldError[] {
  if (!isObject(value)) return [];
  const { type, value: text } = value;
  if (typeof text === 'string' && (type === 'Exact' || type === 'PathPrefix'))
    return checkPathText(text, path);
  return replacements.flatMap(([word, field]) => {
    if (type === word && value[field] === undefined)
      return [broken(path, `${field} must be specified when type is set to '${word}'`)];
    return type !== word && value[field] !== undefined
      ? [broken(path, `type must be '${word}' when ${field} is set`)]
      : [];
  });
}

function checkPathText(text: string, path: FieldPath): readonly FieldError[] {
  const details = [
    ...(text.startsWith('/')
      ? []
      : [`value must be an absolute path and start with '/' ${exactTypes}`]),
    ...forbiddenParts
      .filter((part) => text.includes(part))
      .map((part) => `must not contain '${part}' ${exactTypes}`),
    ...forbiddenEnds
      .filter((end) => text.endsWith(end))
      .map((end) => `must not end with '${end}' ${exactTypes}`),
    ...(pathPattern.test(text)
      ? []
      : [
          `must only contain valid characters (matching ${pathCharacters}) for types ['Exact', 'PathPrefix']`,
        ]),
  ];
  return details.map((detail) => broken(path, detail));
}
