import { useEffect, useState } from 'react';
import { cnis, loadCnis, proxyModesWith } from '../../sim/dataplane/index.ts';
import type { Cni } from '../../sim/dataplane/types.ts';
import { loadBalancers, type ClusterSpec } from '../../sim/spec.ts';
import { prepare } from '../../sim/world.ts';
import { useApp, useAppStore, useChrome } from '../context/app.ts';
import { Choice } from '../parts/Choice.tsx';
import { nodesChoiceMax, seedMax } from '../session/session.ts';

/** The cluster: its network plugin, how kube-proxy writes its rules, whose load balancers there are, how many nodes, and the seed of its dice. */
export function ClusterChoice() {
  const { cluster: words } = useChrome();
  const { cni, proxyMode, loadBalancer, nodes } = useApp((state) => state.spec);
  const store = useAppStore();
  const { changeSpec } = store.getState();
  const plugins = usePlugins();
  const choose = (change: Partial<ClusterSpec>): void => {
    // Its code may have to be fetched first; until then the cluster stays as it is.
    prepare({ ...store.getState().spec, ...change }).then(changeSpec, (error: unknown) =>
      console.warn(error),
    );
  };
  return (
    <fieldset className="cluster-choice">
      <legend className="visually-hidden">{words.label}</legend>
      <Choice
        label="CNI"
        value={cni}
        options={plugins.map(({ name, title, retiredSince }) => ({
          value: name,
          text: retiredSince === undefined ? title : words.retired(title),
        }))}
        onChoose={(name) => choose({ cni: name })}
      />
      <Choice
        label="kube-proxy"
        value={proxyMode}
        options={proxyModesWith(cni).map(({ name, title, deprecatedSince }) => ({
          value: name,
          text: deprecatedSince === undefined ? title : words.deprecated(title, deprecatedSince),
        }))}
        onChoose={(name) => choose({ proxyMode: name })}
      />
      <Choice
        label={words.loadBalancer}
        value={loadBalancer}
        options={loadBalancers.map((value) => ({ value, text: words.loadBalancers[value] }))}
        onChoose={(chosen) =>
          choose({ loadBalancer: loadBalancers.find((each) => each === chosen) ?? 'none' })
        }
      />
      <Choice
        label={words.nodes}
        value={String(nodes)}
        options={nodeCounts.map((count) => ({ value: String(count), text: String(count) }))}
        onChoose={(count) => changeSpec({ nodes: Number(count) })}
      />
      <Seed />
    </fieldset>
  );
}

/** The CNI plugins there are: at first those that are here, soon all. */
function usePlugins(): readonly Cni[] {
  const [plugins, setPlugins] = useState(cnis);
  useEffect(() => {
    loadCnis().then(setPlugins, (error: unknown) => console.warn(error));
  }, []);
  return plugins;
}

const nodeCounts = Array.from({ length: nodesChoiceMax }, (_, index) => index + 1);

function Seed() {
  const { cluster: words } = useChrome();
  const seed = useApp((state) => state.spec.seed);
  const { changeSpec } = useAppStore().getState();
  const [typed, setTyped] = useState<string>();
  const write = (text: string) => {
    setTyped(text);
    const next = Number(text);
    if (/^\d+$/.test(text) && next <= seedMax) changeSpec({ seed: next });
  };
  return (
    <label className="choice" title={words.seedMeaning}>
      <span className="label">{words.seed}</span>
      <input
        type="text"
        inputMode="numeric"
        className="seed"
        value={typed ?? String(seed)}
        onChange={({ target }) => write(target.value)}
        onBlur={() => setTyped(undefined)}
      />
    </label>
  );
}
