import { printRoute } from '../../sim/dataplane/index.ts';
import { useApp } from '../context/app.ts';
import { useWords } from '../context/words.ts';
import { routeIn, selectJourney } from '../inspect/journey.ts';
import { Causes } from '../parts/Causes.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import type { View, ViewProps } from './types.ts';

function Routes({ netns }: ViewProps) {
  const { routes: words } = useWords().inspect;
  const used = useApp((state) => routeIn(selectJourney(state, netns), netns));
  return (
    <>
      <CopyButton command="ip route" print={() => netns.routes.map(printRoute).join('\n')} />
      <ul className="lines">
        {netns.routes.map((route) => (
          <li key={printRoute(route)} data-current={route === used}>
            <code>{printRoute(route)}</code>
            {route === used && <b className="mark">{words.used}</b>}
            <Causes refs={route.because} />
          </li>
        ))}
      </ul>
    </>
  );
}

const view: View = {
  name: 'routes',
  order: 30,
  follows: true,
  title: ({ inspect }) => inspect.routes.title,
  applies: ({ routes }) => routes.length > 0,
  Panel: Routes,
};
export default view;
