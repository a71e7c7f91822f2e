/**
 * js-yaml comes as one file: what writes YAML, and the schemas that `load` needs, would be shipped with the parser, because a
 * bundler cannot know that the calls which make them have no effect. Nor can it of d3-ease, whose every kind of motion comes
 * along. Here it is told: what such a file makes for a variable while it loads is left out when nobody reads the variable.
 *
 * @returns {import('vite').Plugin}
 */
export function dropUnused() {
  return {
    name: 'podpath:drop-unused',
    apply: 'build',
    transform: {
      filter: { id: /node_modules[\\/](?:js-yaml|d3-ease)[\\/]/ },
      handler(code) {
        const values = this.parse(code)
          .body.flatMap((each) => (each.type === 'VariableDeclaration' ? each.declarations : []))
          .flatMap(({ init }) => (init && mayHaveEffects(init) ? [init] : []));
        // From the last to the first, so that the places of those before stay right.
        const marked = values.reduceRight((text, { start, end }) => {
          const made = `/* @__PURE__ */ (() => (${text.slice(start, end)}))()`;
          return text.slice(0, start) + made + text.slice(end);
        }, code);
        return { code: marked, map: null };
      },
    },
  };
}

/** Kinds of expressions that do nothing, whatever they are made of. */
const plain = new Set(['Literal', 'UnaryExpression', 'Identifier', 'ClassExpression']);

/**
 * Whether a bundler has to take it for that. What is plain stays as it is: a bundler writes it where it is read.
 *
 * @param {import('vite').ESTree.Expression} value
 */
function mayHaveEffects(value) {
  if (value.type !== 'ObjectExpression') return !plain.has(value.type);
  return value.properties.some((each) => each.type !== 'Property' || each.value.type !== 'Literal');
}
