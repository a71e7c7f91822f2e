import type { DocumentEvent } from 'js-yaml';

const yamlPrefix = 'tag:yaml.org,2002:';

/** The prefixes that a document's `%TAG` directives give to tag handles. */
export type TagHandles = ReadonlyMap<string, string>;

export function tagHandles(document: DocumentEvent): TagHandles {
  const handles = new Map([['!!', yamlPrefix]]);
  for (const directive of document.directives)
    if (directive.kind === 'tag') handles.set(directive.handle, directive.prefix);
  return handles;
}

/**
 * The name of one of YAML's own tags, `int` for `!!int` or `!<tag:yaml.org,2002:int>`; `undefined` for any other
 * tag, a single `!` among them.
 */
export function tagName(raw: string, handles: TagHandles): string | undefined {
  const full = fullName(raw, handles);
  return full.startsWith(yamlPrefix) ? full.slice(yamlPrefix.length) : undefined;
}

function fullName(raw: string, handles: TagHandles): string {
  if (raw.startsWith('!<')) return raw.slice(2, -1);
  const handle = raw.slice(0, raw.indexOf('!', 1) + 1) || '!';
  const prefix = handles.get(handle);
  return prefix === undefined ? raw : prefix + raw.slice(handle.length);
}
