import { neighborsAfter, printNeighbor } from '../../sim/dataplane/listing/index.ts';
import { useApp } from '../context/app.ts';
import { useWords } from '../context/words.ts';
import { selectJourney } from '../inspect/journey.ts';
import { Causes } from '../parts/Causes.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import type { View, ViewProps } from './types.ts';

function Neighbors({ netns }: ViewProps) {
  const { neighbors: words } = useWords().inspect;
  const { hops } = useApp((state) => selectJourney(state, netns));
  const known = neighborsAfter(hops, netns);
  if (known.length === 0) return <p className="quiet">{words.none}</p>;
  return (
    <>
      <CopyButton command="ip neigh" print={() => known.map(printNeighbor).join('\n')} />
      <ul className="lines">
        {known.map((neighbor) => (
          <li key={printNeighbor(neighbor)}>
            <code>{printNeighbor(neighbor)}</code>
            <span className="quiet">{words.states[neighbor.state]}</span>
            <Causes refs={neighbor.because} />
          </li>
        ))}
      </ul>
    </>
  );
}

const view: View = {
  name: 'neighbors',
  order: 40,
  follows: true,
  title: ({ inspect }) => inspect.neighbors.title,
  applies: () => true,
  Panel: Neighbors,
};
export default view;
