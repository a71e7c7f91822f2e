import type { Ref } from '../../sim/api/types.ts';
import type { Finding, FindingCode, Fix } from '../../learn/diagnose/index.ts';
import { labelsText, valueText } from '../labels.ts';
import { denied } from './policies.ts';
import { address, code, named, say, type Part, type Phrase } from '../phrase.ts';

/** The sentences of findings, in one language. A new rule does not compile until both languages speak of it. */
export interface FindingTexts {
  /** Why it failed, in one or two sentences. */
  readonly sentences: { readonly [Code in FindingCode]: (finding: Finding<Code>) => Phrase };
  /** What the button of a fix says. */
  readonly fixes: { readonly [Kind in Fix['fix']]: (fix: Extract<Fix, { fix: Kind }>) => Phrase };
}

const findings: FindingTexts = {
  sentences: {
    'ingress-not-served': ({ ingress, why, named: className = '', classes, annotation }) => [
      ...say`${object(ingress)} has rules, but an Ingress is only a wish: nothing happens until a controller serves it. `,
      ...{
        'no-controller': say`No Ingress controller runs in this cluster. Choose one for the cluster, or install one.`,
        'no-class':
          annotation === undefined
            ? say`It names no class, and no class is the default one.`
            : say`It names no class: the annotation ${code(annotation)} means nothing; it was ${code('kubernetes.io/ingress.class')}, and is a field by now.`,
        'unknown-class': say`There is no IngressClass ${code(className)}.`,
        'other-controller': say`IngressClass ${code(className)} is for a controller that does not run here.`,
      }[why],
      ...(classes.length > 0 ? say` Served: ${list(classes.map((each) => [code(each)]))}.` : []),
    ],
    'no-rule': ({ proxy, host, path, why, known }) => [
      ...say`The request got as far as ${proxy}, and no rule is for it. `,
      ...(why === 'path'
        ? say`The host ${code(host)} has rules, none of them for the path ${code(path)}.`
        : say`Rules are chosen by the Host header, and nobody wrote one for ${code(host)}.`),
      ...(known.length > 0
        ? say` There are rules for ${list(known.map((each) => [code(each)]))}.`
        : []),
    ],
    'backend-missing': ({ rule, service, namespace, why, elsewhere, ports }) =>
      why === 'not-granted'
        ? say`${object(rule)} leads to Service ${code(service)} in namespace ${namespace}, and nothing there allows it: that takes a ReferenceGrant in namespace ${namespace}.`
        : why === 'no-port'
          ? say`${object(rule)} leads to a port that Service ${code(service)} does not have. It has ${list(ports.map((each) => [code(String(each))]))}.`
          : [
              ...say`${object(rule)} leads to Service ${code(service)}, and there is none of this name in namespace ${namespace}.`,
              ...(elsewhere.length > 0
                ? say` The one in namespace ${elsewhere.join(', ')} is another: a backend is looked for beside the object that names it.`
                : []),
            ],
    'route-not-attached': ({ gateway, field, why }) =>
      why === 'namespace'
        ? say`A route in another namespace names ${object(gateway)}, but the listener’s ${named(field, 'allowedRoutes')} lets in only what it says: without a word, routes of the Gateway’s own namespace.`
        : why === 'hostname'
          ? say`${named(field, 'hostnames')} of ${object(field)} and the hostnames of the listeners of ${object(gateway)} have nothing in common, so the route is attached to none.`
          : say`${object(gateway)} has no listener that ${named(field, 'parentRefs')} of ${object(field)} means.`,
    'selector-matches-nothing': ({ service, selector, near, unlabelled, elsewhere }) => [
      ...say`${object(service)} selects Pods with the ${Object.keys(selector).length === 1 ? 'label' : 'labels'} ${code(labelsText(selector))}, but no Pod in namespace ${service.namespace} has ${Object.keys(selector).length === 1 ? 'it' : 'them'}.`,
      ...(near.length > 0
        ? say` Close to it: ${list(near.map(({ pod, labels }) => say`${podsOf(pod)} with ${code(labelsText(labels))}`))}.`
        : []),
      ...(unlabelled.length > 0
        ? say` ${list(unlabelled.map((pod) => [podsOf(pod)]))} ${unlabelled.length === 1 && unlabelled.every(isPod) ? 'has' : 'have'} no labels at all.`
        : []),
      ...(elsewhere.length > 0
        ? say` Pods in namespace ${elsewhere.join(', ')} have it, but a selector looks only in its own namespace.`
        : []),
    ],
    'no-replicas': ({ service, workload }) =>
      say`${object(service)} selects the Pods of ${workload.kind} ${workload.name}, whose ${named(workload, 'replicas')} are 0: there is no Pod to send to.`,
    'service-without-selector': ({ service }) =>
      say`${object(service)} has no selector, so nobody makes endpoints for it. Give it a selector, or write an EndpointSlice with the label ${code(`kubernetes.io/service-name=${service.name}`)}.`,
    'no-local-endpoints': ({ service, policy, node, nodes }) => [
      ...say`${named(service, policy)} of Service ${service.name} is Local: ${node} may hand the packet only to a Pod of its own, and it has none that is ready.`,
      ...(nodes.length > 0 ? say` The endpoints are on ${list(nodes.map((each) => [each]))}.` : []),
    ],
    'source-not-allowed': ({ service, source, ranges }) =>
      say`${named(service, 'loadBalancerSourceRanges')} of Service ${service.name} lets only ${code(ranges.join(', '))} in, and ${address(source)} is not among them.`,
    'no-ready-endpoints': ({ service, pods }) => [
      ...say`The selector of ${object(service)} matches ${list(pods.map(({ pod }) => [object(pod)]))}, but ${pods.length === 1 ? 'it is not' : 'none of them is'} ready, and only ready Pods get traffic.`,
      ...pods.slice(0, 1).flatMap(({ message, phase }) => {
        if (message !== undefined) return say` The Pod says: ${code(message)}.`;
        return phase === 'Running' ? [] : say` The Pod is ${phase}.`;
      }),
    ],
    'unknown-port-name': ({ service, name, pod, declared }) => [
      ...say`${named(service, 'targetPort')} of Service ${service.name} is the name ${code(name)}, and no container port of ${podsOf(pod)} is called so.`,
      ...(declared.length > 0
        ? say` Declared: ${list(declared.map((each) => [code(each.name === undefined ? String(each.port) : `${each.name} (${each.port})`)]))}.`
        : say` It declares no ports.`),
    ],
    'asked-itself': ({ address: asked, port, sender, service }) => [
      ...say`${address(asked)} always means the one who asks, and on ${sender} itself nothing listens on port ${port}.`,
      ...(service
        ? say` ${port} is the node port of ${object(service)}: the address of a node has it.`
        : []),
    ],
    'loopback-bind': ({ pod, process, address: bound, port }) =>
      say`${code(process)} in ${object(pod)} listens on ${address(bound, port)}, which only containers of the same Pod can reach. To be reached from outside it has to listen on ${code('0.0.0.0')}.`,
    'container-sleeps': ({ pod, container, rule, runs }) =>
      rule === 'unknown'
        ? say`What the image ${code(runs)} listens on is not known here, and ${code(container)} in ${object(pod)} declares no port, so the simulation takes it to listen on none.`
        : say`${code(container)} in ${object(pod)} listens on no port at all: ${idle[rule]} ${code(runs)}. Reaching the Pod is not enough, some process has to wait there.`,
    'wrong-protocol': ({ service, pod, port, protocol, listens }) =>
      say`${named(service, 'protocol')} of Service ${service.name} is ${protocol}, but what listens on port ${port} of ${object(pod)} speaks ${listens}.`,
    'wrong-target-port': ({ service, pod, port, servicePort, listens }) =>
      say`${named(service, 'targetPort')} of Service ${service.name} leads from port ${servicePort} to port ${port} of the Pod, where nothing listens; ${object(pod)} listens on ${ports(listens)}.`,
    'wrong-pod-port': ({ pod, port, listens, headless }) =>
      headless
        ? say`${object(headless)} is headless: its name leads straight to the Pods and nothing translates ports. ${object(pod)} does not listen on ${port}, but on ${ports(listens)}.`
        : say`Nothing in ${object(pod)} listens on port ${port}; it listens on ${ports(listens)}.`,
    'cluster-address-from-outside': ({ address: asked, range, service, nodePort }) => [
      ...(range === 'services'
        ? say`${address(asked)} is a cluster IP: it exists only in the rules of the nodes, and outside nobody knows the way to it.`
        : say`${address(asked)} is an address of the Pod network, and no router outside the nodes has a route to it: the network plugin does not announce it, and no cloud has written one.`),
      ...(nodePort !== undefined
        ? say` From outside, ask a node for the node port ${nodePort}.`
        : service
          ? say` To be reached from outside, ${object(service)} needs the type NodePort or LoadBalancer.`
          : []),
    ],
    'external-ip-unrouted': ({ service, address: asked }) =>
      say`${address(asked)} is an external IP of ${object(service)}. Kubernetes has the nodes accept it, and no more: that packets for it come to a node is for others to see to, by a route or by answering to ARP. Here nobody does.`,
    'packet-too-big': ({ bytes, mtu, place, plugin }) => [
      ...say`The packet has ${bytes} bytes, and the device it has to leave ${place} by takes ${mtu} (MTU). It must not be fragmented (DF), so it goes no further.`,
      ...(plugin
        ? say` ${plugin.title} puts ${plugin.overheadBytes} bytes around every packet between nodes, which the MTU of Pods leaves room for.`
        : []),
      ...say` A ping fits with at most ${mtu - 28} bytes of data, as 28 are headers.`,
    ],
    'cluster-ip-ping': ({ service, address: asked, rejected }) =>
      say`${address(asked)} is the cluster IP of ${object(service)} and no interface has it: only the Service’s ports lead anywhere. A ping has no port, so ${rejected ? 'kube-proxy rejects it' : 'nobody answers it'}, though the Service may work.`,
    'wrong-service-port': (finding) => {
      const { service, port, protocol, mixedUp, otherProtocol } = finding;
      const end = finding.rejected
        ? say`kube-proxy rejects what still goes to a cluster IP`
        : say`the packet leaves for ${address(finding.address, port)}, which nobody has`;
      const missing = say`${object(service)} has no port ${port}/${protocol}, so no rule changes the destination and ${end}.`;
      if (otherProtocol !== undefined)
        return say`${missing} It has this port for ${otherProtocol} only.`;
      if (mixedUp?.field === 'targetPort')
        return say`${missing} ${port} is its targetPort, where the Pods listen; clients ask for port ${mixedUp.port}.`;
      if (mixedUp)
        return say`${missing} ${port} is its node port, which belongs to the addresses of the nodes; the cluster IP has port ${mixedUp.port}.`;
      return say`${missing} It has ${list(finding.ports.map((each) => [code(`${each.port}/${each.protocol}`)]))}.`;
    },
    'load-balancer-pending': ({ service, why, loadBalancerClass, nodePort }) => [
      ...say`${object(service)} has no address for the outside yet: its EXTERNAL-IP is ${code('<pending>')}. `,
      ...(why === 'nobody'
        ? say`Nobody in this cluster gives load balancers out, as on bare metal, with kubeadm or kind. Choose MetalLB or a cloud among the cluster’s settings.`
        : why === 'other-class'
          ? say`Its loadBalancerClass ${code(loadBalancerClass ?? '')} leaves it to somebody who is not here.`
          : say`Whoever gives addresses out has none that it may have.`),
      ...(nodePort === undefined
        ? []
        : say` Until then, node port ${nodePort} of every node is open.`),
    ],
    'cluster-dns-for-pods-only': ({ name, sender, service, clusterIp, nodePort }) => [
      ...say`${code(name)} is a name of the cluster’s DNS, and only Pods ask it; ${sender === 'node' ? 'a node' : 'a host outside'} does not.`,
      ...(sender === 'node'
        ? clusterIp === undefined
          ? []
          : say` On a node the cluster IP ${address(clusterIp)} works.`
        : nodePort === undefined
          ? say` To be reached from outside, ${object(service)} needs the type NodePort or LoadBalancer.`
          : say` From outside, ask a node for the node port ${nodePort} of ${object(service)}.`),
    ],
    'host-network-dns': ({ name, pod }) =>
      say`${object(pod)} is on the host network, so with dnsPolicy ClusterFirst it asks its node’s name server, which does not know ${code(name)}. With ${code('ClusterFirstWithHostNet')} it asks the cluster’s DNS.`,
    'external-name': ({ service, externalName, isAddress, hasPorts, isUnknown }) =>
      isAddress
        ? say`${named(service, 'externalName')} of Service ${service.name} must be a name, and ${code(externalName)} is an address: DNS has no answer for it. An address needs a Service without selector and an EndpointSlice.`
        : say`${object(service)} is only another name for ${code(externalName)}: it has no address and no endpoints${hasPorts ? ', and its ports are ignored' : ''}.${isUnknown ? ' The resolver outside knows no such name.' : ''}`,
    'name-in-other-namespace': ({ name, namespace, service, suggestion }) =>
      say`There is no Service ${code(name)} in namespace ${namespace}: short names are completed with the sender’s own namespace. ${object(service)} is in namespace ${service.namespace}; from here it is called ${code(suggestion)}.`,
    'pod-name-as-dns-name': ({ name, pod, address: ip, service }) => [
      ...say`${code(name)} is the name of ${object(pod)}, and Pods cannot be found in DNS by their name.`,
      ...(service
        ? say` ${object(service)} leads to it.`
        : say` A Service in front of it would have a name${ip === undefined ? [] : say`; its address is ${address(ip)}`}.`),
    ],
    'pod-name-below-service': ({ pod, wanted, hostname, subdomain }) => {
      const rule = say`A Pod has a DNS name below a Service only if its ${code('subdomain')} names that Service and it has a ${code('hostname')}.`;
      if (subdomain !== wanted)
        return subdomain === undefined
          ? say`${rule} ${object(pod)} has no subdomain.`
          : say`${rule} The subdomain of ${object(pod)} is ${code(subdomain)}, not ${code(wanted)}.`;
      return hostname === undefined
        ? say`${rule} ${object(pod)} has no hostname.`
        : say`${rule} The hostname of ${object(pod)} is ${code(hostname)}.`;
    },
    'unknown-name': ({ name, namespace, service, suggestion, known }) => {
      if (known)
        return say`${code(name)} is no name of this cluster, and the resolver outside does not know it either: all names of this simulation’s internet are ${code(known.join(', '))}.`;
      const missing = say`No Service in namespace ${namespace} is called ${code(name)}.`;
      return service && suggestion !== undefined
        ? say`${missing} Was ${code(suggestion)} meant (${object(service)})?`
        : missing;
    },
    'node-port-missing': ({ node, port, nodePorts, mixedUp }) => {
      const missing = say`No Service has the node port ${port}, and nothing else on ${object(node)} listens there.`;
      if (mixedUp) {
        const { service, field, nodePort } = mixedUp;
        return nodePort === undefined
          ? say`${missing} ${port} is the ${named(service, field)} of Service ${service.name}, which has no node port: only the types NodePort and LoadBalancer have one.`
          : say`${missing} ${port} is the ${named(service, field)} of Service ${service.name}; its node port is ${nodePort}.`;
      }
      if (nodePorts.length === 0) return say`${missing} No Service has a node port.`;
      return say`${missing} Node ports in use: ${list(nodePorts.map(({ service, nodePort }) => say`${nodePort} (${object(service)})`))}.`;
    },
    'node-port-address': ({ service, nodePort, node, asked, address: primary }) =>
      say`kube-proxy in this mode answers the ${named(service, `node port ${nodePort}`)} of Service ${service.name} at the primary address of ${object(node)}, ${address(primary)}, and not on ${address(asked)}.`,
    'no-such-address': ({ address: asked, range }) => {
      const nobody = say`Nobody has the address ${address(asked)}.`;
      if (range === 'pods')
        return say`${nobody} It lies in the range of the Pods, but no running Pod has it: a Pod that is made anew gets another address, only a Service keeps its own.`;
      if (range === 'services')
        return say`${nobody} It lies in the range of the Services, but no Service has it.`;
      return range === 'nodes'
        ? say`${nobody} It lies in the network of the nodes, but no node has it.`
        : say`${nobody} It lies outside the cluster, and nobody on this simulation’s internet has it.`;
    },
    'network-unreachable': ({ address: asked, place }) =>
      say`The routing table of ${place} knows no way to ${address(asked)}, although somebody has this address.`,
    'policy-denied': (finding) => denied(finding),
    'policy-ignored': ({ policies, cni, enforces, isSimulated }) =>
      !isSimulated
        ? say`${list(policies.map((policy) => [object(policy)]))} would not let this through. ${cni} enforces that, but the simulation of it does not yet: in a real cluster the packet is dropped.`
        : say`${list(policies.map((policy) => [object(policy)]))} would not let this through, but ${policies.length === 1 ? 'it is' : 'they are'} only accepted and then ignored: ${cni} ${enforces.length === 0 ? 'does not enforce NetworkPolicy' : `enforces ${enforces.join(' and ')} alone`}.`,
    'sent-to-itself': ({ service, pod, masqueraded }) => [
      ...say`${object(service)} chose the very Pod that asked (hairpin): the packet left ${object(pod)} and came back to it.`,
      ...(masqueraded === undefined
        ? []
        : say` The node put its own address ${address(masqueraded)} in as the source, so that the answer passes the node again and the DNAT can be undone.`),
    ],
  },
  fixes: {
    'set-field': ({ ref, value }) =>
      say`Set ${named(ref, ref.path)} of ${ref.kind} ${ref.name} to ${code(valueText(value))}`,
    'send-to': ({ to }) => say`Ask ${code(to)}`,
  },
};
export default findings;

/** How we know that a container listens to nothing. */
const idle = {
  command: 'it runs',
  image: 'its image is',
  annotation: 'its annotation says',
  containerPort: 'it declares',
  unknown: 'it is',
} as const;

function object(ref: Ref): Part {
  return named(ref, `${ref.kind} ${ref.name}`);
}

/** A Pod that the learner wrote, or the Pods that a workload makes. */
function podsOf(ref: Ref): Part {
  return named(ref, isPod(ref) ? `Pod ${ref.name}` : `the Pods of ${ref.kind} ${ref.name}`);
}

function isPod({ kind }: Ref): boolean {
  return kind === 'Pod';
}

function ports(
  open: readonly { readonly port: number; readonly protocol: string; readonly process: string }[],
): Phrase {
  return list(
    open.map(({ port, protocol, process }) => say`${code(`${port}/${protocol}`)} (${process})`),
  );
}

/** `a, b and c`. */
function list(items: readonly Phrase[]): Phrase {
  return items.flatMap((item, index) => {
    if (index === 0) return item;
    return [index === items.length - 1 ? ' and ' : ', ', ...item];
  });
}
