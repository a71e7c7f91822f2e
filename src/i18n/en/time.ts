import type { Action, Actor, Moment } from '../../sim/timeline/types.ts';

/** What is said of a cluster to which something is done. */
export interface TimeTexts {
  readonly label: string;
  readonly earlier: string;
  readonly later: string;
  readonly slider: string;
  readonly rest: string;
  /** Before anything was done. */
  readonly atRest: string;
  readonly when: (atMs: number) => string;
  readonly happened: (moment: Moment) => string;
  readonly actions: string;
  readonly deletePod: string;
  readonly failProbe: string;
  readonly passProbe: string;
  readonly scaleTo: (replicas: number) => string;
  /** To ask once more, over what was left open or over something that is to be. */
  readonly connection: KeepingTexts;
  readonly socket: KeepingTexts;
}

export interface KeepingTexts {
  readonly again: string;
  readonly keepOpen: string;
}

/** More objects are counted. */
const namesMax = 2;

const time: TimeTexts = {
  label: 'What happens in the cluster',
  earlier: 'The moment before',
  later: 'The next moment',
  slider: 'Moment',
  rest: 'Undo all',
  atRest: 'Nothing has been done yet: the cluster is at rest.',
  when: (atMs) => `${(atMs / 1000).toFixed(2)} s`,
  happened: ({ actor, changed }) =>
    actor.by === 'person'
      ? done(actor.action)
      : did(actor, listOf(changed.map(({ kind, name }) => `${kind} ${name}`))),
  actions: 'Do something to it',
  deletePod: 'Delete this Pod',
  failProbe: 'Let its readiness probe fail',
  passProbe: 'Let its readiness probe succeed',
  scaleTo: (replicas) => `Scale to ${replicas}`,
  connection: {
    again: 'Ask again over this connection',
    keepOpen: 'Ask again and keep the connection open',
  },
  socket: {
    again: 'Ask again from the same port',
    keepOpen: 'Ask again and keep the port',
  },
};
export default time;

function done(action: Action): string {
  switch (action.action) {
    case 'delete-pod':
      return `You delete Pod ${action.name}: it is asked to stop.`;
    case 'probe':
      return action.succeeds
        ? `The readiness probe of Pod ${action.name} succeeds again.`
        : `The readiness probe of Pod ${action.name} begins to fail.`;
    case 'scale':
      return `You scale ${action.kind} ${action.name} to ${action.replicas}.`;
    case 'restart':
      return `You restart ${action.kind} ${action.name}: its template is another one.`;
    case 'apply':
      return `You apply ${listOf(action.entries.map(({ object }) => `${object.kind} ${object.metadata.name}`))}.`;
  }
}

function did(actor: Exclude<Actor, { by: 'person' }>, what: string): string {
  switch (actor.by) {
    case 'controller':
      return `${actor.name} writes ${what}.`;
    case 'kube-proxy':
      return `kube-proxy on ${actor.node} writes its rules anew.`;
    case 'kubelet':
      return `kubelet on ${actor.node}: ${what} ${kubeletDid[actor.did]}.`;
  }
}

const kubeletDid = {
  start: 'runs',
  ready: 'is ready',
  'probe-failed': 'warns that a readiness probe failed',
  unready: 'is not ready',
  exit: 'runs no process any more',
  stop: 'has stopped',
} as const;

function listOf(names: readonly string[]): string {
  const more = names.length - namesMax;
  return `${names.slice(0, namesMax).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
