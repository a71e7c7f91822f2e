import { useState } from 'react';
import { proxyModesWith } from '../../sim/dataplane/index.ts';
import { gatewayControllers, ingressControllers, loadBalancers } from '../../sim/spec.ts';
import { useApp, useAppStore, useChrome } from '../context/app.ts';
import { useChangeCluster } from '../context/useChangeCluster.ts';
import { Choice } from '../parts/Choice.tsx';
import { seedMax } from '../session/session.ts';

/** How IPVS chooses, what stands around the nodes and lets requests in, and the seed of all dice. */
export function SurroundingsChoice() {
  const { cluster: words } = useChrome();
  const { cni, proxyMode, ipvsScheduler, loadBalancer, ingressController, gatewayController } =
    useApp((state) => state.spec);
  const choose = useChangeCluster();
  const { schedulers = [] } = proxyModesWith(cni).find(({ name }) => name === proxyMode) ?? {};
  return (
    <fieldset className="cluster-choice">
      <legend className="visually-hidden">{words.surroundings}</legend>
      {schedulers.length > 0 && (
        <Choice
          label={words.scheduler}
          value={ipvsScheduler ?? 'rr'}
          options={schedulers.map((value) => ({ value, text: value }))}
          onChoose={(chosen) =>
            choose({ ipvsScheduler: schedulers.find((each) => each === chosen) ?? 'rr' })
          }
        />
      )}
      <Choice
        label={words.loadBalancer}
        value={loadBalancer}
        options={loadBalancers.map((value) => ({ value, text: words.loadBalancers[value] }))}
        onChoose={(chosen) =>
          choose({ loadBalancer: loadBalancers.find((each) => each === chosen) ?? 'none' })
        }
      />
      <Choice
        label={words.ingressController}
        value={ingressController}
        options={ingressControllers.map((value) => ({
          value,
          text: value === 'none' ? words.noController : words.retired(value),
        }))}
        onChoose={(chosen) =>
          choose({
            ingressController: ingressControllers.find((each) => each === chosen) ?? 'none',
          })
        }
      />
      <Choice
        label={words.gatewayController}
        value={gatewayController}
        options={gatewayControllers.map((value) => ({
          value,
          text: value === 'none' ? words.noController : 'Envoy Gateway',
        }))}
        onChoose={(chosen) =>
          choose({
            gatewayController: gatewayControllers.find((each) => each === chosen) ?? 'none',
          })
        }
      />
      <Seed />
    </fieldset>
  );
}

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
