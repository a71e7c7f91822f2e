const part = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const host = '(?:[a-zA-Z0-9][a-zA-Z0-9.-]*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?';
const reference = new RegExp(
  `^(?:${host}/)?${part}(?:/${part})*(?::([\\w][\\w.-]{0,127}))?(@[a-z0-9]+:[a-fA-F0-9]{32,})?$`,
);

/** Images with the tag `latest`, or with neither tag nor digest, are always pulled: SetDefaults_Container. */
export function pullPolicyOf(image: string): 'Always' | 'IfNotPresent' {
  const match = reference.exec(image);
  if (!match) return 'IfNotPresent';
  const [, tag, digest] = match;
  return tag === 'latest' || (tag === undefined && digest === undefined)
    ? 'Always'
    : 'IfNotPresent';
}
