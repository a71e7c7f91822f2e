import { admit, createStore, installCustomKinds } from '../api/index.ts';
import type { Store } from '../api/types.ts';
import { readManifest } from '../manifest/index.ts';
import { defaultSpec } from '../spec.ts';
import type { HttpRequest, Miss, Outcome } from './types.ts';

await installCustomKinds();

/** The objects of a text as a server admits them. Throws when it refuses one. */
export function storeOf(...texts: readonly string[]): Store {
  const { entries, problems } = admit(readManifest(texts.join('\n---\n')), defaultSpec);
  const [rejected] = problems.filter(({ severity }) => severity === 'error');
  if (rejected) throw new Error(`Not accepted: ${JSON.stringify(rejected)}`);
  return createStore(entries);
}

/** A Service with port 80, and a ready endpoint behind it. */
export function service(name: string, namespace = 'default', ready = true): string {
  return `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}}, spec: {ports: [{name: http, port: 80}]}}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: ${name}, namespace: ${namespace}, labels: {kubernetes.io/service-name: ${name}}}
addressType: IPv4
ports: [{name: http, port: 8080}]
endpoints: [{addresses: [10.244.1.7], conditions: {ready: ${ready}}}]`;
}

/** A request as `curl` writes it: `GET http://shop.example.com/cart`. */
export function request(text: string, headers: HttpRequest['headers'] = {}): HttpRequest {
  const [, method = '', scheme = '', host = '', path = ''] =
    /^(\w+) (https?):\/\/([^/]+)(.*)$/.exec(text) ?? [];
  return { method, scheme: scheme as 'http' | 'https', host, path, headers };
}

/** An outcome in a line: `web /cart`, `308 https://…`, `404 no-match`. */
export function told(outcome: Outcome): string {
  switch (outcome.type) {
    case 'forward':
      return `${outcome.backend.name} ${outcome.request.path}`;
    case 'redirect':
      return `${outcome.status} ${outcome.location}`;
    case 'answer':
      return `${outcome.status} ${outcome.reason}`;
  }
}

/** Misses in a line each: `path Ingress/shop spec.rules[0]…`. */
export function toldMisses(misses: readonly Miss[]): readonly string[] {
  return misses.map(({ why, ref }) => `${why} ${ref.kind}/${ref.name} ${ref.path}`);
}
