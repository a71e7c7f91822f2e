import { useWords } from '../context/words.ts';
import { Causes } from '../parts/Causes.tsx';
import type { View, ViewProps } from './types.ts';

/** Who waits for connections, in the columns of ss(8), and how that is known: images are not run here. */
function Sockets({ netns: { listeners } }: ViewProps) {
  const { sockets: words } = useWords().inspect;
  if (listeners.length === 0) return <p className="quiet">{words.nothingListens}</p>;
  return (
    <table className="sockets">
      <thead>
        <tr>
          <th scope="col">Netid</th>
          <th scope="col">Local Address:Port</th>
          <th scope="col">Process</th>
        </tr>
      </thead>
      <tbody>
        {listeners.map(({ protocol, address, port, process, known, because }) => (
          <tr key={`${protocol} ${address}:${port} ${process}`}>
            <td className="mono">{protocol.toLowerCase()}</td>
            <td className="mono">
              {address}:{port}
            </td>
            <td>
              <b>{process}</b> <span className="quiet">{words.known[known]}</span>{' '}
              <Causes refs={because} />
            </td>
          </tr>
        ))}
      </tbody>
      <caption className="quiet">{words.about}</caption>
    </table>
  );
}

const view: View = {
  name: 'sockets',
  order: 70,
  title: ({ inspect }) => inspect.sockets.title,
  applies: () => true,
  Panel: Sockets,
};
export default view;
