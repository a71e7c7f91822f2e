import {
  connectionId,
  connectionsAfter,
  printConnection,
  type Connection,
} from '../../sim/dataplane/listing/index.ts';
import { useApp } from '../context/app.ts';
import { useWords } from '../context/words.ts';
import { hopIn, selectJourney } from '../inspect/journey.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Tuple } from '../parts/Tuple.tsx';
import type { View, ViewProps } from './types.ts';

/** The connection table as it is at the playhead. */
function Connections({ netns }: ViewProps) {
  const { conntrack: words } = useWords().inspect;
  const journey = useApp((state) => selectJourney(state, netns));
  const connections = connectionsAfter(journey.before, journey.ofRequest, netns.id);
  const hop = hopIn(journey, netns);
  const current = hop && 'entry' in hop && hop.entry ? connectionId(hop.entry) : undefined;
  if (connections.length === 0) return <p className="quiet">{words.none}</p>;
  const kept = connections.filter(({ entry }) => entry.kept);
  return (
    <>
      <CopyButton command="conntrack -L" print={() => kept.map(printConnection).join('\n')} />
      <ul className="connections">
        {connections.map((connection) => (
          <Line key={connection.id} connection={connection} isCurrent={connection.id === current} />
        ))}
      </ul>
      <p className="quiet">{words.timeless}</p>
    </>
  );
}

interface LineProps {
  readonly connection: Connection;
  readonly isCurrent: boolean;
}

function Line({ connection, isCurrent }: LineProps) {
  const { conntrack: words } = useWords().inspect;
  const { entry, translates } = connection;
  const { original, reply, seenReply, noted, kept, secondsLeft } = entry;
  return (
    <li data-current={isCurrent} data-kept={kept}>
      <p className="connection-marks">
        <b>{original.protocol}</b>
        {noted.state && <code>{noted.state}</code>}
        <span className="quiet">{words.left(secondsLeft)}</span>
        {!seenReply && <code>[UNREPLIED]</code>}
        {noted.isAssured && <code>[ASSURED]</code>}
        {translates.destination && <b className="mark">DNAT</b>}
        {translates.source && <b className="mark">SNAT</b>}
        {isCurrent && <b className="mark">{words.current}</b>}
      </p>
      <dl className="pairs">
        <div>
          <dt>{words.original}</dt>
          <dd>
            <Tuple tuple={original} />
          </dd>
        </div>
        <div>
          <dt>{words.reply}</dt>
          <dd>
            <Tuple tuple={reply} />
          </dd>
        </div>
      </dl>
      {!kept && <p className="quiet">{words.unconfirmed}</p>}
    </li>
  );
}

const view: View = {
  name: 'conntrack',
  order: 60,
  follows: true,
  title: () => 'Conntrack',
  // Where nobody has written a rule, no hook runs and conntrack sees nothing.
  applies: ({ iptables, nftables }) => Object.keys(iptables).length > 0 || nftables !== undefined,
  Panel: Connections,
};
export default view;
