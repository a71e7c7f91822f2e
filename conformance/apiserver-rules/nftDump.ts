/**
 * A dump of `nft list ruleset` as text to compare: sets, maps and chains by name, elements in order. The kernel lists elements
 * by their hashes, and kube-proxy goes through its Services in any order; the rules of a chain stay as they are.
 */
export function comparableDump(text: string): string {
  const [head = '', ...rest] = text.trimEnd().split(/^(?=\t(?:set|map|chain) )/m);
  const blocks = rest.map((block) => inOrder(block.replace(/\n}$/, '').trimEnd()));
  return [head.trimEnd(), ...blocks.sort()].join('\n\n');
}

/** The elements of a named set or map one to a line. Those within a rule are numbered, and their order counts. */
function inOrder(block: string): string {
  return block.replace(/^\t\telements = \{ ([^}]*) \}$/m, (_all, elements: string) => {
    const sorted = elements.split(/,\s*/).sort();
    return ['\t\telements', ...sorted.map((element) => `\t\t\t${element}`)].join('\n');
  });
}
