import { forwardingOf, printLinks } from '../../sim/dataplane/listing/index.ts';
import type { Interface } from '../../sim/dataplane/types.ts';
import { useWords } from '../context/words.ts';
import { AddressChip } from '../parts/AddressChip.tsx';
import { Causes } from '../parts/Causes.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import type { View, ViewProps } from './types.ts';

function Interfaces({ netns, cluster }: ViewProps) {
  return (
    <>
      <CopyButton command="ip -d address" print={() => printLinks(cluster, netns)} />
      <ul className="interfaces">
        {[...netns.interfaces.values()].map((link) => (
          <Link key={link.name} link={link} />
        ))}
      </ul>
    </>
  );
}

function Link({ link }: { readonly link: Interface }) {
  const { interfaces: words } = useWords().inspect;
  const { name, device, addresses, mac, mtu, master, down, tc = {}, because } = link;
  const forwarding = forwardingOf(link);
  return (
    <li className="interface">
      <h4>
        {name} <span className="quiet">{device.type}</span>
        {down && <span className="quiet"> DOWN</span>}
      </h4>
      <dl className="pairs">
        {addresses.length > 0 && (
          <div>
            <dt>{words.addresses}</dt>
            <dd>
              {addresses.map(({ ip, prefix }) => (
                <span key={ip} className="interface-address">
                  <AddressChip ip={ip} />
                  <code>/{prefix}</code>
                </span>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>MAC</dt>
          <dd className="mono">{mac}</dd>
        </div>
        <div>
          <dt>MTU</dt>
          <dd className="mono">{mtu}</dd>
        </div>
        {master !== undefined && (
          <div>
            <dt>master</dt>
            <dd className="mono">{master}</dd>
          </div>
        )}
        {(['ingress', 'egress'] as const).map(
          (way) =>
            tc[way] && (
              <div key={way}>
                <dt>tc {way}</dt>
                <dd className="mono">{tc[way].name}</dd>
              </div>
            ),
        )}
        {'peer' in device && (
          <div>
            <dt>{words.peer}</dt>
            <dd>
              <code>{device.peer.name}</code> <PlaceLink id={device.peer.netns} />
            </dd>
          </div>
        )}
      </dl>
      {forwarding.length > 0 && (
        <ul className="lines" aria-label={words.forwarding}>
          {forwarding.map(({ text, because: causes }) => (
            <li key={text}>
              <code>{text}</code>
              <Causes refs={causes} />
            </li>
          ))}
        </ul>
      )}
      <Causes refs={because} />
    </li>
  );
}

const view: View = {
  name: 'interfaces',
  order: 20,
  title: ({ inspect }) => inspect.interfaces.title,
  applies: ({ interfaces }) => interfaces.size > 0,
  Panel: Interfaces,
};
export default view;
