import { isComplete } from '../../i18n/index.ts';
import { cnis, conflistOf } from '../../sim/dataplane/index.ts';
import type { Netns } from '../../sim/dataplane/types.ts';
import { readCidr } from '../../sim/net/index.ts';
import { useApp, useMessages } from '../context/app.ts';
import { selectWorld } from '../store/derived.ts';
import { Fact } from './Fact.tsx';

/** The CNI plugin of a node: what there is to know about it, and the file that tells the container runtime to call it. */
export function Plugin({ netns }: { readonly netns: Netns }) {
  const messages = useMessages();
  const { spec, store } = useApp((state) => selectWorld(state).cluster);
  const plugin = cnis().find(({ name }) => name === spec.cni);
  const podCidr = readCidr(store.get('Node', '', netns.name)?.spec?.podCIDR ?? '');
  if (!plugin || !podCidr || !isComplete(messages)) return null;
  const { cni: words } = messages;
  const conflist = conflistOf(plugin, { name: netns.name, podCidr }, spec);
  return (
    <>
      <Fact title={words.title}>
        <dl className="plugin">
          {words.facts(plugin).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {!conflist && <p className="quiet">{words.noConflist}</p>}
      </Fact>
      {conflist && (
        <Fact title={`/etc/cni/net.d/${conflist.file}`}>
          <pre>{JSON.stringify(conflist.content, null, 2)}</pre>
        </Fact>
      )}
    </>
  );
}
