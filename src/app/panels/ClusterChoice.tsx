import { useEffect, useState } from 'react';
import { cnis, loadCnis, proxyModesWith } from '../../sim/dataplane/index.ts';
import type { Cni } from '../../sim/dataplane/types.ts';
import { useApp, useChrome } from '../context/app.ts';
import { useChangeCluster } from '../context/useChangeCluster.ts';
import { Choice } from '../parts/Choice.tsx';
import { nodesChoiceMax } from '../session/session.ts';

/** What one compares most: the network plugin, how kube-proxy writes its rules, and how many nodes there are. */
export function ClusterChoice() {
  const { cluster: words } = useChrome();
  const { cni, proxyMode, nodes } = useApp((state) => state.spec);
  const choose = useChangeCluster();
  const plugins = usePlugins();
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
        label={words.nodes}
        value={String(nodes)}
        options={nodeCounts.map((count) => ({ value: String(count), text: String(count) }))}
        onChoose={(count) => choose({ nodes: Number(count) })}
      />
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
