import type { StageLabels } from '../../view/scene/index.ts';
import { code, say, type Phrase } from '../phrase.ts';

const labels: StageLabels = {
  routing: 'routing',
  socket: 'socket',
  sleeps: 'asleep',
  outside: 'Outside the cluster',
  names: {
    'node-network': 'Node network',
    internet: 'Internet',
    client: 'client',
    'lan-client': 'LAN client',
    router: 'router',
    'load-balancer': 'load balancer',
    'control-plane': 'control plane',
    dns: 'DNS resolver',
  },
};

/** The words of the app's frame: everything that is not about one hop, outcome, finding or problem. */
export default {
  /** Tag of this language. */
  locale: 'en',
  broken: {
    message: 'Something went wrong in this part of the page. The rest still works.',
    retry: 'Try again',
  },
  /** The page after its panels failed to load. */
  unfinished: {
    message: 'The rest of the page could not be loaded. The cluster is shown as it was last.',
    reload: 'Reload the page',
  },
  notices: {
    close: 'Close',
    texts: {
      'other-cluster':
        'The CNI plugin and the proxy mode that were asked for do not exist together. Here is the nearest choice that does.',
      'damaged-link': 'This link is damaged or was cut off. Here is what was last open instead.',
    },
  },
  settings: 'Settings',
  examples: {
    label: 'Example',
    titles: {
      'pods-and-service': 'Two Pods and a Service',
      guestbook: 'Guestbook',
      ingress: 'Ingress: one host, two Services',
      shop: 'Online shop',
    },
    shared: (number: number) => `Shared manifests ${number}`,
    restore: 'Restore original',
  },
  cluster: {
    label: 'Cluster',
    /** A CNI plugin that nobody maintains. */
    retired: (plugin: string) => `${plugin} (retired)`,
    deprecated: (mode: string, release: string) => `${mode} (deprecated ${release})`,
    surroundings: 'Around the cluster',
    scheduler: 'IPVS scheduler',
    loadBalancer: 'Load balancers',
    loadBalancers: { cloud: 'of a cloud', metallb: 'MetalLB (layer 2)', none: 'none (bare metal)' },
    ingressController: 'Ingress controller',
    gatewayController: 'Gateway controller',
    noController: 'none',
    nodes: 'Nodes',
    seed: 'Seed',
    seedMeaning:
      'Every random choice starts from this number: the same seed gives the same packets.',
  },
  preferences: {
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'System theme', light: 'Light theme', dark: 'Dark theme' },
  },
  share: {
    copy: 'Copy link',
    copied: 'Copied',
    shown: 'The link is in the address bar.',
    tooLong: 'The manifests are too long for a link.',
  },
  tabs: {
    label: 'Parts of the page',
    names: {
      manifest: 'YAML',
      stage: 'Cluster',
      hops: 'Hops',
      objects: 'Objects',
      matrix: 'Reach',
    },
  },
  request: {
    label: 'Request',
    from: 'From',
    to: 'To',
    placeholder: 'service, address or node:port',
    send: 'Send',
    attempt: (number: number) => `Try ${number}`,
    groups: {
      pods: 'Pods',
      systemPods: 'Pods of the cluster itself',
      nodes: 'Nodes',
      outside: 'Outside the cluster',
    },
  },
  editor: {
    panel: 'Manifests',
    label: 'Kubernetes manifests (YAML)',
    lineNumber: (line: number) => `line ${line}`,
    /** The same right behind a name in a sentence. */
    lineAside: (line: number) => ` line ${line}`,
    lit: 'Lit:',
    litMore: (count: number) => `and ${count} more`,
  },
  problems: {
    label: 'Problems in the manifests',
    count: (count: number) =>
      count === 0 ? 'No problems' : count === 1 ? 'One problem' : `${count} problems`,
    kept: (names: readonly string[], more: number) =>
      `As accepted before: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    recreate: 'Delete and create anew',
    recreateWhy: 'Only the change is forbidden. New objects may be like this.',
    severities: { error: 'Error,', warning: 'Warning,' },
    fix: (name: string) => `Change to ${name}`,
  },
  stage: {
    label: 'The cluster as a picture',
    description:
      'The cluster and the path of the packet. Everything in the picture is also in the list of hops and in the details.',
    fit: 'Show all',
    closer: 'Zoom in',
    farther: 'Zoom out',
    labels,
  },
  caption: {
    label: 'What just happened',
    start: (from: string, to: string): Phrase =>
      to === ''
        ? say`${from} is ready. Type what it should call, then press Send.`
        : say`${from} is about to call ${code(to)}. Press Send to follow the packet.`,
    nobody: ['Nobody can send: no Pod is running.'] as Phrase,
    stale: 'This was sent before the last change. Send again to see what happens now.',
  },
  transport: {
    label: 'Playback',
    back: 'One hop back',
    play: 'Play',
    pause: 'Pause',
    forward: 'One hop forward',
    speed: 'Speed',
  },
  timeline: {
    label: 'Timeline',
    scrubber: 'Position in the journey',
    beginning: 'at the beginning',
    position: (number: number, count: number, name: string, place: string) =>
      `hop ${number} of ${count}: ${name}, ${place}`,
    stops: 'Hops of this packet',
    empty: 'Nothing has been sent yet.',
  },
  details: {
    open: 'Details',
    label: 'Details',
    close: 'Close details',
    lists: 'List',
    journey: 'Journey',
    objects: 'Objects',
    inspector: 'Inspector',
  },
  hops: {
    empty: 'Send a request: every hop of its packets will be listed here.',
  },
  hop: {
    none: 'Choose a hop, or click something in the picture, to see its details.',
    position: (number: number, count: number) => `${number} / ${count}`,
    because: 'Because of',
  },
  outcome: {
    label: 'How it ended',
    showLine: (line: number) => `Show line ${line}`,
  },
  inspector: {
    about: 'Look at',
    hop: 'the current hop',
    kinds: { pod: 'Pods', node: 'Nodes', host: 'Hosts around the nodes' },
  },
  box: {
    because: 'Because of',
    noNetns: 'Nothing runs here: this box has no network namespace.',
  },
};
