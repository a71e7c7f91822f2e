import { outlineOf, type Node } from './outline.ts';
import { wordOf } from './field.ts';

/** What a text speaks of, and fields elsewhere in it may refer to. */
export interface Mentions {
  /** Names of objects by their kind. */
  readonly objects: ReadonlyMap<string, ReadonlySet<string>>;
  /** Values of labels by their key. */
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of containers' ports. */
  readonly ports: ReadonlySet<string>;
}

/** In texts longer than this, nothing is offered out of them. */
const lengthMax = 100_000;

/** Collects all there is to refer to. */
export function mentionsIn(text: string): Mentions {
  const objects = new Map<string, Set<string>>();
  const labels = new Map<string, Set<string>>();
  const ports = new Set<string>();
  const documents = text.length > lengthMax ? [] : text.split(/^---.*$/m);
  for (const document of documents) look(outlineOf(document.replaceAll('\r', ' ')), undefined);
  return { objects, labels, ports };

  function look(node: Node, holder: Node | undefined): void {
    const kind = wordOf(node, 'kind');
    const metadata = node.children.find(({ key }) => key?.text === 'metadata');
    if (kind !== undefined) add(objects, kind, wordOf(metadata, 'name'));
    if (node.key?.text === 'labels' && holder?.key?.text === 'metadata')
      for (const { key, value } of node.children) if (key) add(labels, key.text, value?.text);
    const port = wordOf(node, 'containerPort') !== undefined && wordOf(node, 'name');
    if (port) ports.add(port);
    for (const child of node.children) look(child, node);
  }
}

function add(map: Map<string, Set<string>>, key: string, name: string | undefined): void {
  if (name === undefined || name === '') return;
  const names = map.get(key) ?? new Set();
  map.set(key, names.add(name));
}
