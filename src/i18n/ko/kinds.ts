import type { Ref } from '../../sim/api/types.ts';
import { named, type Part } from '../phrase.ts';

type RefPart = Extract<Part, { readonly part: 'ref' }>;

/** Kinds as the Korean Kubernetes documentation writes them; others keep their English name. */
const kindNames: Readonly<Record<string, string>> = {
  Pod: '파드',
  Node: '노드',
  Service: '서비스',
  Deployment: '디플로이먼트',
  ReplicaSet: '레플리카셋',
  StatefulSet: '스테이트풀셋',
  DaemonSet: '데몬셋',
  EndpointSlice: '엔드포인트슬라이스',
  Namespace: '네임스페이스',
  Ingress: '인그레스',
  Gateway: '게이트웨이',
  NetworkPolicy: '네트워크폴리시',
};

/** An object as sentences call it: `서비스 web`. */
export function objectOf(ref: Ref): RefPart {
  return { part: 'ref', ref, text: objectText(ref) };
}

/** A field of an object: `서비스 web의 spec.selector`. */
export function fieldOf(ref: Ref): Part {
  return named(ref, ref.path === '' ? objectText(ref) : `${objectText(ref)}의 ${ref.path}`);
}

function objectText({ kind, name }: Ref): string {
  return `${kindNames[kind] ?? kind} ${name}`;
}
