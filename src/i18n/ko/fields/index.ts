import object from './object.ts';
import service from './service.ts';
import endpoints from './endpoints.ts';
import pod from './pod.ts';
import workload from './workload.ts';
import ingress from './ingress.ts';
import policy from './policy.ts';
import cluster from './cluster.ts';
import gateway from './gateway.ts';

/** What fields mean, in one or two sentences each, by `Struct.field`. */
export default {
  ...object,
  ...service,
  ...endpoints,
  ...pod,
  ...workload,
  ...ingress,
  ...policy,
  ...cluster,
  ...gateway,
};
