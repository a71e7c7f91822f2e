import type { Hook } from '../../dataplane/netfilter/types.ts';
import type { Forwarding, SchedulerName } from '../../dataplane/ipvs/types.ts';
import type { StepDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Steps {
    /** IPVS sent a request on to a real server, or gave an answer the address of the virtual server it comes from. */
    ipvs: {
      readonly hook: Hook;
      readonly direction: 'request' | 'answer';
      /** As `ipvsadm -Ln` names it: `TCP 10.96.0.10:80`. */
      readonly virtualServer: string;
      readonly scheduler: SchedulerName;
      /** `10.244.1.2:8080` */
      readonly realServer: string;
      /** Policy Local has found no endpoint on this node: the real server is on another, which answers the client itself. */
      readonly strays?: true;
      /** Who chose the real server: the scheduler just now, or what is remembered of the client or of the connection. */
      readonly by: Forwarding['by'];
    };
  }
}

const ipvs: StepDefinition<'ipvs'> = {
  name: 'ipvs',
  motion: () => 'rewrite',
};
export default ipvs;
