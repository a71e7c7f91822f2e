import { layer2NodeOf } from '../../api/index.ts';
import type { Service, Store } from '../../api/index.ts';
import { report, retract, type Report } from '../parts/events.ts';
import type { Controller, Write } from '../types.ts';

const component = 'metallb-speaker';

/** MetalLB's speakers in layer 2 mode; which of them answers for an address follows from what each can see (metallb, speaker/layer2_controller.go). */
const speaker: Controller = {
  name: component,
  about: 'Answers by ARP for the addresses of load balancers, one node for each.',
  order: 98,
  watches: ['Service', 'EndpointSlice', 'Node'],
  reconcile: (store, spec) =>
    spec.loadBalancer === 'metallb'
      ? store.list('Service').flatMap((service) => tell(store, service, spec.nodeCidr))
      : [],
};
export default speaker;

function tell(store: Store, service: Service, nodeCidr: string): readonly Write[] {
  const [ingress] = service.status?.loadBalancer?.ingress ?? [];
  if (ingress?.ip === undefined) return [];
  const chosen = layer2NodeOf(service, ingress.ip, store, nodeCidr);
  return store
    .list('Node')
    .flatMap(({ metadata: { name } }) =>
      name === chosen
        ? report(store, service, announcement(name))
        : retract(store, service, announcement(name)),
    );
}

function announcement(node: string): Report {
  const message = `announcing from node "${node}" with protocol "layer2"`;
  return { component, reason: 'nodeAssigned', message, type: 'Normal' };
}
