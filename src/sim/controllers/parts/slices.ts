import { rememberLast } from '../../../base/remember.ts';
import { freeName } from '../../api/generatedName.ts';
import { managedByLabel, serviceNameLabel } from '../../api/index.ts';
import type { EndpointSlice, Obj, Store } from '../../api/index.ts';
import { controlledBy } from './made.ts';

/** What a slice should hold. */
export type SliceContent = Pick<EndpointSlice, 'addressType' | 'endpoints' | 'ports'>;

/** What is said of a slice besides its content. */
export interface SlicePlan {
  /** The Service, or the Endpoints named like it. */
  readonly owner: Obj;
  readonly managedBy: string;
  readonly name: string;
  /** More labels than those of the owner. */
  readonly labels?: Readonly<Record<string, string>>;
}

const slices = rememberLast<SliceContent, EndpointSlice>();

/** The slice that holds `content`; the very same when nothing about it has changed. */
export function sliceFrom(plan: SlicePlan, content: SliceContent): EndpointSlice {
  const { owner, managedBy, name, labels } = plan;
  return slices(content, [owner, managedBy, name, labels], () => newSlice(plan, content));
}

function newSlice(
  { owner, managedBy, name, labels }: SlicePlan,
  content: SliceContent,
): EndpointSlice {
  const { metadata } = owner;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name,
      namespace: metadata.namespace,
      generateName: `${metadata.name}-`,
      labels: {
        ...metadata.labels,
        [managedByLabel]: managedBy,
        [serviceNameLabel]: metadata.name,
        ...labels,
      },
      ownerReferences: [controlledBy(owner)],
    },
    ...content,
  };
}

/** A name for one more slice of `owner`, neither among `taken` nor in the store. `salt` is the controller's own. */
export function freeSliceName(
  owner: Obj,
  salt: string,
  taken: ReadonlySet<string>,
  store: Store,
): string {
  const { namespace, name } = owner.metadata;
  return freeName(`${name}-`, `${namespace}/${name}/${salt}`, (each) => {
    return taken.has(each) || store.get('EndpointSlice', namespace, each) !== undefined;
  });
}
