import { list, struct, text, textMap } from './schema.ts';

/** A selector of labels, as workloads and policies hold it. */
export const labelSelector = struct('v1.LabelSelector', {
  matchLabels: textMap,
  matchExpressions: list(
    struct('v1.LabelSelectorRequirement', { key: text, operator: text, values: list(text) }),
  ),
});
