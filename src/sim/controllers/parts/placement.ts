import { compareText, matchesLabels } from '../../api/index.ts';
import type { Node, NodeSelectorTerm, PodSpec, Taint, Toleration } from '../../api/index.ts';

/** Orders nodes by name, numbers by their size: node-2 before node-10. */
export function compareNodes(left: Node, right: Node): number {
  const a = left.metadata.name;
  const b = right.metadata.name;
  return compareText(padded(a), padded(b)) || compareText(a, b);
}

function padded(name: string): string {
  return name.replace(/\d+/g, (digits) => digits.padStart(12, '0'));
}

/** Whether a Pod's nodeSelector and required node affinity allow a node. */
export function matchesPlacement(spec: PodSpec, node: Node): boolean {
  if (!matchesLabels(spec.nodeSelector ?? {}, node.metadata.labels)) return false;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return !required || (required.nodeSelectorTerms ?? []).some((term) => matchesTerm(term, node));
}

type Requirements = NonNullable<NodeSelectorTerm['matchExpressions']>;

/** A term without any requirement matches nothing. */
function matchesTerm(
  { matchExpressions = [], matchFields = [] }: NodeSelectorTerm,
  node: Node,
): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false;
  return (
    matchesAll(matchExpressions, node.metadata.labels ?? {}) &&
    matchesAll(matchFields, { 'metadata.name': node.metadata.name })
  );
}

function matchesAll(requirements: Requirements, values: Readonly<Record<string, string>>): boolean {
  return requirements.every(({ key, operator, values: wanted = [] }) => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    switch (operator) {
      case 'In':
        return value !== undefined && wanted.includes(value);
      case 'NotIn':
        return value === undefined || !wanted.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      case 'Gt':
        return Number(value) > Number(wanted[0]);
      case 'Lt':
        return Number(value) < Number(wanted[0]);
      default:
        return false;
    }
  });
}

/** Whether these tolerations bear all taints of a node that keep Pods away. */
export function toleratesNode(tolerations: readonly Toleration[], node: Node): boolean {
  return (node.spec?.taints ?? []).every(
    (taint) =>
      taint.effect === 'PreferNoSchedule' ||
      tolerations.some((toleration) => tolerates(toleration, taint)),
  );
}

function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect !== undefined && effect !== taint.effect) return false;
  if (key !== undefined && key !== taint.key) return false;
  return operator === 'Exists' || (key !== undefined && (value ?? '') === (taint.value ?? ''));
}
