import { useState } from 'react';
import { printRoute, rulePrinters } from '../../sim/dataplane/index.ts';
import type { Interface, Netns } from '../../sim/dataplane/types.ts';
import { useChrome } from '../context/app.ts';
import { printResolver } from '../inspect/resolver.ts';
import { AddressChip } from './AddressChip.tsx';
import { Fact } from './Fact.tsx';

interface Props {
  readonly netns: Netns;
}

/** Who waits for connections, and how that is known: images are not run here. */
export function Listeners({ netns }: Props) {
  const { box: words } = useChrome();
  return (
    <Fact title={words.listeners}>
      {netns.listeners.length === 0 && <p className="quiet">{words.nothingListens}</p>}
      <ul className="listeners">
        {netns.listeners.map(({ protocol, address, port, process, known }) => (
          <li key={`${protocol} ${address}:${port} ${process}`}>
            <code>
              {address}:{port}/{protocol}
            </code>{' '}
            <b>{process}</b> <span className="quiet">{words.known[known]}</span>
          </li>
        ))}
      </ul>
    </Fact>
  );
}

export function Interfaces({ netns }: Props) {
  const { box: words } = useChrome();
  return (
    <Fact title={words.interfaces}>
      <ul className="interfaces">
        {[...netns.interfaces.values()].map((device) => (
          <InterfaceLine key={device.name} device={device} />
        ))}
      </ul>
    </Fact>
  );
}

function InterfaceLine({ device: { name, addresses, mac, mtu, master } }: { device: Interface }) {
  return (
    <li>
      <b>{name}</b>{' '}
      {addresses.map(({ ip, prefix }) => (
        <span key={ip}>
          <AddressChip ip={ip} />
          <code>/{prefix}</code>{' '}
        </span>
      ))}
      <span className="quiet mono">
        {mac} mtu {mtu}
        {master !== undefined && ` master ${master}`}
      </span>
    </li>
  );
}

/** resolv.conf and /etc/hosts, as the files are written. */
export function Resolver({ netns }: Props) {
  return (
    <Fact title="/etc/resolv.conf">
      <pre>{printResolver(netns.resolver)}</pre>
    </Fact>
  );
}

export function Routes({ netns }: Props) {
  const { box: words } = useChrome();
  if (netns.routes.length === 0) return null;
  return (
    <Fact title={words.routes}>
      <pre>{netns.routes.map(printRoute).join('\n')}</pre>
    </Fact>
  );
}

/** The rules as the programs of a node print them; long, so they are written only when asked for. */
export function Rules({ netns }: Props) {
  const { box: words } = useChrome();
  const [shown, setShown] = useState<Netns>();
  const printers = rulePrinters(netns);
  if (printers.size === 0) return null;
  const isOpen = shown?.id === netns.id;
  return (
    <Fact title={[...printers.keys()].join(' · ')}>
      <button
        type="button"
        className="small-button"
        aria-expanded={isOpen}
        onClick={() => setShown(isOpen ? undefined : netns)}
      >
        {isOpen ? words.hideRules : words.showRules}
      </button>
      {isOpen &&
        [...printers].map(([program, print]) => (
          <pre key={program} className="iptables">
            {print()}
          </pre>
        ))}
    </Fact>
  );
}
