import { resolverOf } from '../../sim/dns/index.ts';
import { useApp } from '../context/app.ts';
import { printHosts, printResolver } from '../inspect/resolver.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Causes } from '../parts/Causes.tsx';
import { selectObject } from '../store/derived.ts';
import type { View, ViewProps } from './types.ts';

/** The files that a program asks before it sends anything to a name. A Pod on the host network has its own, not the node's. */
function Resolver({ netns, cluster: { spec, store } }: ViewProps) {
  const object = useApp(selectObject);
  const pod = object && store.get('Pod', object.metadata.namespace, object.metadata.name);
  const isGuest = object?.kind === 'Pod' && pod?.spec.hostNetwork === true;
  const resolver = isGuest && pod ? resolverOf(pod, spec, store) : netns.resolver;
  return (
    <>
      <CopyButton command="/etc/resolv.conf" print={() => printResolver(resolver)} />
      <pre>{printResolver(resolver)}</pre>
      {resolver.hosts.size > 0 && (
        <>
          <CopyButton command="/etc/hosts" print={() => printHosts(resolver)} />
          <pre>{printHosts(resolver)}</pre>
        </>
      )}
      <Causes refs={resolver.because} />
    </>
  );
}

const view: View = {
  name: 'resolver',
  order: 80,
  title: () => 'DNS',
  applies: ({ resolver }) => resolver.nameservers.length > 0 || resolver.hosts.size > 0,
  Panel: Resolver,
};
export default view;
