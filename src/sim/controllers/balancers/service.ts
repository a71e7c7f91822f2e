import type { Service, Store } from '../../api/index.ts';
import { isReported, report, type Report } from '../parts/events.ts';
import { hasAddress, wantsBalancer } from './parts/waiting.ts';
import type { Controller, Write } from '../types.ts';

const component = 'service-controller';
const said = (reason: string, message: string): Report => ({
  component,
  reason,
  message,
  type: 'Normal',
});
const ensuring = said('EnsuringLoadBalancer', 'Ensuring load balancer');
const ensured = said('EnsuredLoadBalancer', 'Ensured load balancer');

/** The service controller of a cloud-controller-manager (cloud-provider, controllers/service/controller.go). Without a cloud there is none. */
const service: Controller = {
  name: component,
  about: 'Asks the cloud for a load balancer for each Service of type LoadBalancer.',
  order: 95,
  watches: ['Service'],
  reconcile: (store, { loadBalancer }) =>
    loadBalancer === 'cloud'
      ? store
          .list('Service')
          .filter(wantsBalancer)
          .flatMap((each) => tell(store, each))
      : [],
};
export default service;

/** One that came with an address has never been asked for. */
function tell(store: Store, object: Service): readonly Write[] {
  if (!hasAddress(object)) return report(store, object, ensuring);
  return isReported(store, object, ensuring) ? report(store, object, ensured) : [];
}
