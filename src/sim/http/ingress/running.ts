import type { Container, Pod } from '../../api/kinds/types.ts';
import type { Store } from '../../api/types.ts';
import { ingressNginx, type IngressController } from './controller.ts';

/** An Ingress controller that runs, told by the image of its Pods. */
export interface RunningController {
  /** What people call it. */
  readonly title: string;
  readonly controller: IngressController;
  /** The Service whose address it writes into Ingresses. */
  readonly publishService?: { readonly namespace: string; readonly name: string };
  readonly pods: readonly Pod[];
}

/** The Ingress controllers whose Pods run, each once, in order of their Pods' names. */
export function runningControllers(store: Store): readonly RunningController[] {
  const found: RunningController[] = [];
  for (const pod of store.list('Pod')) {
    if (pod.status?.phase !== 'Running') continue;
    const one = controllerIn(pod);
    const same = found.findIndex(({ controller }) => controller.name === one?.controller.name);
    const former = found[same];
    if (former) found[same] = { ...former, pods: [...former.pods, pod] };
    else if (one) found.push(one);
  }
  return found;
}

function controllerIn(pod: Pod): RunningController | undefined {
  const container = pod.spec.containers.find(({ image }) => isIngressNginx.test(image ?? ''));
  if (!container) return undefined;
  const args = argumentsOf(container);
  const [, namespace, name] =
    /^(.+)\/(.+)$/.exec(
      optionOf(args, 'publish-service')?.replace('$(POD_NAMESPACE)', pod.metadata.namespace) ?? '',
    ) ?? [];
  return {
    title: 'ingress-nginx',
    controller: ingressNginxWith(args),
    ...(namespace !== undefined && name !== undefined && { publishService: { namespace, name } }),
    pods: [pod],
  };
}

const isIngressNginx = /(?:^|\/)ingress-nginx\/controller(?:-chroot)?(?:[:@]|$)/;

/** ingress-nginx with what `cmd/nginx/flags.go` makes of its arguments. */
function ingressNginxWith(args: readonly string[]): IngressController {
  const without = optionOf(args, 'watch-ingress-without-class');
  return {
    ...ingressNginx,
    name: optionOf(args, 'controller-class') ?? ingressNginx.name,
    annotationValue: optionOf(args, 'ingress-class') ?? ingressNginx.annotationValue,
    watchesWithoutClass: without === '' || without === 'true',
  };
}

function argumentsOf({ command = [], args = [] }: Container): readonly string[] {
  return [...command, ...args];
}

/** The value of `--name=value`; empty where it stands alone. */
function optionOf(args: readonly string[], name: string): string | undefined {
  const found = args.find((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  return found?.slice(name.length + 3);
}
