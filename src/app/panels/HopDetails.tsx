import { isComplete, nameOf } from '../../i18n/index.ts';
import { printRoute } from '../../sim/dataplane/index.ts';
import type { Hop } from '../../sim/trace/types.ts';
import { placeName } from '../caption/place.ts';
import { useApp, useChrome, useMessages } from '../context/app.ts';
import { useWords } from '../context/words.ts';
import { Fact } from '../parts/Fact.tsx';
import { MapLookups } from '../parts/MapLookups.tsx';
import { Headers } from '../parts/Headers.tsx';
import { RefList } from '../parts/RefList.tsx';
import { RulePasses } from '../parts/RulePasses.tsx';
import { Tuple } from '../parts/Tuple.tsx';
import { causesOfHop, passesOf } from '../cause/causes.ts';
import { selectFilm, selectHop, selectSentWorld, selectStopIndex } from '../store/derived.ts';

/** All there is to know about the hop at the playhead. */
export function HopDetails() {
  const hop = useApp(selectHop);
  const { hop: words } = useChrome();
  const netns = useApp((state) =>
    hop ? selectSentWorld(state)?.cluster.namespaces.get(hop.place.netns) : undefined,
  );
  const isReady = isComplete(useMessages());
  if (!hop) return <p className="quiet">{words.none}</p>;
  return (
    <div className="hop-details">
      <HopHeading hop={hop} />
      {isReady && <Headers before={hop.before} after={hop.after} />}
      {netns && isReady && <RulePasses passes={passesOf(hop)} netns={netns} />}
      {isReady && <StepFacts hop={hop} />}
      <RefList title={words.because} refs={causesOfHop(hop)} />
    </div>
  );
}

function HopHeading({ hop }: { readonly hop: Hop }) {
  const messages = useMessages();
  const { hop: words } = messages.chrome;
  const index = useApp(selectStopIndex);
  const count = useApp((state) => selectFilm(state)?.stops.length ?? 0);
  const cluster = useApp(selectSentWorld)?.cluster;
  const place = cluster ? placeName(cluster, hop.place.netns) : '';
  const name = nameOf(messages, hop);
  const [, at = ''] = hop.place.at.split(':');
  return (
    <h3 className="details-title">
      <span className="details-position">{words.position(index + 1, count)}</span> {name}
      <span className="details-place">
        {place}
        {at !== '' && at !== name && ` · ${at}`}
      </span>
    </h3>
  );
}

/** What only some steps have: each reads the field it is about and does not ask which step it is. */
function StepFacts({ hop }: { readonly hop: Hop }) {
  const { hop: words, conntrack } = useWords().inspect;
  return (
    <>
      {'program' in hop && <MapLookups program={hop.call ?? hop.program} lookups={hop.lookups} />}
      {'dropped' in hop && hop.dropped && <MapLookups {...hop.dropped} />}
      {'route' in hop && hop.route && (
        <Fact title={words.route}>
          <code>{printRoute(hop.route)}</code>
        </Fact>
      )}
      {'realServer' in hop && (
        <Fact title="IPVS">
          <code>
            {hop.virtualServer} {hop.scheduler} → {hop.realServer}
          </code>
        </Fact>
      )}
      {'entry' in hop && hop.entry && (
        <Fact title={words.conntrack}>
          <dl className="conntrack">
            <dt>{conntrack.original}</dt>
            <dd>
              <Tuple tuple={hop.entry.original} />
            </dd>
            <dt>{conntrack.reply}</dt>
            <dd>
              <Tuple tuple={hop.entry.reply} />
            </dd>
          </dl>
          <p className="quiet">
            {hop.entry.noted.state && <code>{hop.entry.noted.state}</code>}{' '}
            {conntrack.left(hop.entry.secondsLeft)}
          </p>
        </Fact>
      )}
      {'candidates' in hop && hop.candidates.length > 0 && (
        <Fact title={words.candidates}>
          <ol className="code-list">
            {hop.candidates.map((name) => (
              <li key={name}>
                <code>{name}</code>
              </li>
            ))}
          </ol>
        </Fact>
      )}
      {'looked' in hop && hop.looked > 0 && (
        <p className="quiet">{words.looked(hop.looked, hop.state)}</p>
      )}
    </>
  );
}
