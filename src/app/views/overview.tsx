import { Fragment, type ReactNode } from 'react';
import { controllerOf, narrowColumns, kindOf, objectNamed, keyOf } from '../../sim/api/index.ts';
import type { Obj, Ref, Store } from '../../sim/api/types.ts';
import type { Netns } from '../../sim/dataplane/types.ts';
import type { Ip } from '../../sim/net/index.ts';
import { partyAt, policiesOf } from '../../sim/policy/index.ts';
import { useApp } from '../context/app.ts';
import { useWords } from '../context/words.ts';
import { AddressChip } from '../parts/AddressChip.tsx';
import { EventList } from '../parts/EventList.tsx';
import { Fact } from '../parts/Fact.tsx';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { RefLink } from '../parts/RefLink.tsx';
import { RefList } from '../parts/RefList.tsx';
import { selectWorld } from '../store/derived.ts';
import type { View, ViewProps } from './types.ts';

/** What the namespace belongs to, and what was reported of it. */
function Overview({ netns, cluster }: ViewProps) {
  const { overview: words } = useWords().inspect;
  const [ref] = netns.because;
  const object = ref && objectNamed(cluster.store, keyOf(ref.kind, ref.namespace, ref.name));
  return (
    <>
      {object ? <ObjectFacts object={object} netns={netns} cluster={cluster} /> : null}
      {object && <EventList object={object} />}
      {object?.kind === 'Pod' && (
        <RefList title={words.selectedBy} refs={policiesSelecting(cluster.store, netns)} />
      )}
      <RefList title={words.because} refs={netns.because} />
    </>
  );
}

/** The policies about a Pod's traffic, each with the directions it speaks of. */
function policiesSelecting(store: Store, netns: Netns): readonly Ref[] {
  const policies = policiesOf(store);
  const parties = addressesOf(netns).map((address) => partyAt(store, address));
  return parties.flatMap((party) =>
    party.is !== 'pod'
      ? []
      : (['ingress', 'egress'] as const).flatMap((direction) =>
          policies
            .selecting(party, direction)
            .map(({ ref }) => ({ ...ref, path: `spec.${direction}` })),
        ),
  );
}

function ObjectFacts({ object, netns }: ViewProps & { readonly object: Obj }) {
  const { overview: words, columns: title } = useWords().inspect;
  const { store } = useApp((state) => selectWorld(state).cluster);
  const { apiVersion, kind, metadata } = object;
  const definition = kindOf(apiVersion, kind);
  const columns = definition ? narrowColumns(definition, object, store) : [];
  const labels = Object.entries(metadata.labels ?? {}).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  const owner = ownerOf(object);
  return (
    <Fact title={title(kind)}>
      <dl className="pairs">
        {metadata.namespace !== '' && <Pair name={words.namespace}>{metadata.namespace}</Pair>}
        <Pair name={words.addresses}>
          {addressesOf(netns).map((ip) => (
            <Fragment key={ip}>
              <AddressChip ip={ip} />{' '}
            </Fragment>
          ))}
        </Pair>
        {netns.node !== undefined && (
          <Pair name={words.node}>
            <PlaceLink id={netns.node} />
          </Pair>
        )}
        {owner && (
          <Pair name={words.owner}>
            <RefLink refers={owner} text={`${owner.kind} ${owner.name}`} />
          </Pair>
        )}
        {columns.map(([header, value]) => (
          <Pair key={header} name={header}>
            <code>{value}</code>
          </Pair>
        ))}
        {labels.length > 0 && (
          <Pair name={words.labels}>
            {labels.map(([key, value]) => (
              <code key={key} className="label-pair">
                {key}={value}
              </code>
            ))}
          </Pair>
        )}
      </dl>
    </Fact>
  );
}

function Pair({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function addressesOf({ interfaces }: Netns): readonly Ip[] {
  return [...interfaces.values()]
    .filter(({ device }) => device.type !== 'loopback')
    .flatMap(({ addresses }) => addresses.map(({ ip }) => ip));
}

function ownerOf(object: Obj): Ref | undefined {
  const owner = controllerOf(object);
  const { namespace } = object.metadata;
  return owner && { kind: owner.kind, namespace, name: owner.name, path: '' };
}

const view: View = {
  name: 'overview',
  order: 10,
  title: ({ inspect }) => inspect.overview.title,
  applies: () => true,
  Panel: Overview,
};
export default view;
