import { matchesLabels } from '../../src/sim/api/index.ts';
import { printYaml, readManifest } from '../../src/sim/manifest/index.ts';
import { annotationsOf } from './apps.ts';
import type { App, Case, Doc, Fix, Json, Template } from './types.ts';

/** The manifests after the fix: what it names again is replaced, what it deletes is gone. */
export function mended(text: string, { manifests = '', delete: deleted = [] }: Fix): string {
  const better = docsOf(manifests);
  const kept = docsOf(text).filter(
    (doc) => !deleted.includes(nameOf(doc)) && !better.some((each) => nameOf(each) === nameOf(doc)),
  );
  return textOf([...kept, ...better]);
}

/** The manifests with what the case says besides: what runs in the containers, and on which nodes the Pods are. */
export function furnished(
  text: string,
  apps: readonly App[],
  placement: Case['placement'] = {},
): string {
  return textOf(
    docsOf(text).map((doc) => placed(inhabited(doc, apps), placement[doc.metadata.name])),
  );
}

function docsOf(text: string): readonly Doc[] {
  return readManifest(text).documents.map(({ value }) => value as Doc);
}

function textOf(docs: readonly Doc[]): string {
  return docs.map((doc) => printYaml(doc)).join('---\n');
}

/** As a case names objects: `NetworkPolicy default/allow`. */
function nameOf({ kind, metadata: { name, namespace } }: Doc): string {
  return `${kind} ${typeof namespace === 'string' ? namespace : 'default'}/${name}`;
}

/** The Pod that a document is, or makes. */
function templateOf(doc: Doc): Template | undefined {
  if (doc.kind === 'Pod') return doc as unknown as Template;
  const { template } = (doc['spec'] ?? {}) as { readonly template?: Template };
  return template?.spec && template;
}

function withTemplate(doc: Doc, template: Template): Doc {
  const changed = template as unknown as Doc;
  return doc.kind === 'Pod'
    ? changed
    : { ...doc, spec: { ...(doc['spec'] as object), template: changed } };
}

function inhabited(doc: Doc, apps: readonly App[]): Doc {
  const template = templateOf(doc);
  const app = template && apps.find((each) => runsIn(each, doc, template));
  if (!app) return doc;
  const annotations = {
    ...template.metadata?.annotations,
    ...annotationsOf(app, template.spec.containers),
  };
  return withTemplate(doc, { ...template, metadata: { ...template.metadata, annotations } });
}

function runsIn({ match }: App, { metadata }: Doc, template: Template): boolean {
  return (
    (metadata['namespace'] ?? 'default') === match.namespace &&
    (match.pod === undefined || match.pod === metadata.name) &&
    matchesLabels(match.labels ?? {}, template.metadata?.labels)
  );
}

function placed(doc: Doc, nodes: readonly string[] | undefined): Doc {
  const template = templateOf(doc);
  if (!template || !nodes) return doc;
  const terms = [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: nodes }] }];
  const affinity: Json = {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } },
  };
  return withTemplate(doc, {
    ...template,
    spec: { ...template.spec, affinity } as Template['spec'],
  });
}
