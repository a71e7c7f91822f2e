import { cnis, existing, proxyModesWith } from '../sim/dataplane/index.ts';
import {
  defaultSpec,
  gatewayControllers,
  ingressControllers,
  ipvsSchedulers,
  loadBalancers,
  nodesMax,
  type ClusterSpec,
} from '../sim/spec.ts';
import { UsageError, type OptionValues } from './types.ts';

/** The options that choose the cluster. Every command that needs one has them. */
export const clusterOptions = {
  nodes: { type: 'string' },
  cni: { type: 'string' },
  proxy: { type: 'string' },
  'ipvs-scheduler': { type: 'string' },
  'load-balancer': { type: 'string' },
  ingress: { type: 'string' },
  gateway: { type: 'string' },
  seed: { type: 'string' },
} as const;

/** What to write of them in a command's usage. */
export const clusterUsage =
  '[--nodes N] [--cni NAME] [--proxy MODE] [--ipvs-scheduler NAME] [--load-balancer WHOSE] [--ingress CONTROLLER] [--gateway CONTROLLER] [--seed N]';

/** The cluster that was chosen; what was not is as in the app. A proxy mode that the plugin does not have is refused. */
export function readSpec(values: OptionValues): ClusterSpec {
  const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);
  const cni = oneOf(values, 'cni', defaultSpec.cni, names(cnis()));
  const usual = existing({ ...defaultSpec, cni }).proxyMode;
  return {
    ...defaultSpec,
    nodes: wholeNumber(values, 'nodes', defaultSpec.nodes, 1, nodesMax),
    cni,
    proxyMode: oneOf(values, 'proxy', usual, names(proxyModesWith(cni))),
    ...readScheduler(values),
    loadBalancer: oneOf(values, 'load-balancer', defaultSpec.loadBalancer, loadBalancers),
    ingressController: oneOf(values, 'ingress', defaultSpec.ingressController, ingressControllers),
    gatewayController: oneOf(values, 'gateway', defaultSpec.gatewayController, gatewayControllers),
    seed: wholeNumber(values, 'seed', defaultSpec.seed, 0, 0xffffffff),
  };
}

/** `--ipvs-scheduler`, as kube-proxy calls it: only IPVS mode asks for it. */
function readScheduler(values: OptionValues): Pick<ClusterSpec, 'ipvsScheduler'> {
  if (values['ipvs-scheduler'] === undefined) return {};
  const name = oneOf(values, 'ipvs-scheduler', 'rr', ipvsSchedulers);
  const ipvsScheduler = ipvsSchedulers.find((each) => each === name);
  return ipvsScheduler ? { ipvsScheduler } : {};
}

/** An option that is a whole number from `min` to `max`. */
export function wholeNumber(
  values: OptionValues,
  name: string,
  usual: number,
  min: number,
  max: number,
): number {
  const text = values[name];
  if (text === undefined) return usual;
  const number = typeof text === 'string' && /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new UsageError(`--${name} takes a whole number from ${min} to ${max}.`);
}

/** An option that is one of `choices`. */
export function oneOf<Choice extends string>(
  values: OptionValues,
  name: string,
  usual: Choice,
  choices: readonly Choice[],
): Choice {
  const text = values[name] ?? usual;
  const chosen = choices.find((choice) => choice === text);
  if (chosen !== undefined) return chosen;
  throw new UsageError(`--${name} is one of ${choices.join(', ')}.`);
}
