import { printHosts, printResolver } from '../inspect/resolver.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Causes } from '../parts/Causes.tsx';
import type { View, ViewProps } from './types.ts';

/** The files that a program asks before it sends anything to a name. */
function Resolver({ netns: { resolver } }: ViewProps) {
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
