import type { EndpointSlice, Event } from '../../src/sim/api/index.ts';
import { isWarning, kubectlOutput, serviceNameLabel } from '../../src/sim/api/index.ts';
import type { Suite } from '../types.ts';
import { runCase, settled, type Run } from './cluster.ts';
import { comparable, namesDefault } from './comparable.ts';
import type { Case, Endpoint, File, Port, SettledEvent } from './types.ts';

/** Whether a manifest is accepted, which fields are to blame if not, and which endpoints come of it. */
const verdicts: Suite = {
  name: 'apiserver',
  run: (file) =>
    compare(
      file,
      ({ expect }) => [
        expect.accepted ? 'accepted' : 'rejected',
        ...causes(expect.docs.flatMap(({ causes = [] }) => causes.map(({ field }) => field))),
        ...(expect.settled?.endpointSlices ?? []).flatMap((slice) =>
          endpointLines(`${slice.namespace}/${slice.service}`, slice.ports, slice.endpoints),
        ),
      ],
      (run, one) => [
        isAccepted(run) ? 'accepted' : 'rejected',
        ...causes(run.admission.problems.flatMap(({ error }) => error?.path ?? [])),
        ...endpoints(run, JSON.stringify(one.input)),
      ],
    ),
};

/** What the server keeps: every field it filled in, and nothing else. */
const objects: Suite = {
  name: 'apiserver-objects',
  folder: 'apiserver',
  run: (file) =>
    (file as File).cases.map((one) => {
      const expected = one.expect.docs.flatMap(({ object }) => (object ? [object] : []));
      const run = runCase(one);
      const given = JSON.stringify(one.input) + JSON.stringify(one.setup ?? null);
      return result(
        one.id,
        expected.map((object) => comparable(object, given)),
        run.admission.entries.map(({ object }) => comparable(object, given)),
      );
    }),
};

/** What kubectl prints on its error output: warnings and errors, to the letter. */
const texts: Suite = {
  name: 'apiserver-text',
  folder: 'apiserver',
  run: (file) =>
    (file as File).cases.map((one) => {
      const { kubectl, docs } = one.expect;
      const { manifest, admission } = runCase(one);
      const expected = kubectl
        ? kubectl.stderr
        : docs
            .flatMap(({ warnings = [] }) => warnings.map((words) => `Warning: ${words}\n`))
            .join('');
      const given = JSON.stringify(one.input);
      const actual = kubectlOutput(manifest, admission).stderr;
      return result(one.id, [withoutAddresses(expected, given)], [withoutAddresses(actual, given)]);
    }),
};

/** What controllers and the scheduler warned of once all had come to rest. */
const events: Suite = {
  name: 'apiserver-events',
  folder: 'apiserver',
  asks: (one) => (one as Case).expect?.settled !== undefined,
  run: (file) =>
    compare(
      file,
      ({ expect }) => warnings(expect.settled?.warningEvents ?? []),
      (run) => warnings(reported(run)),
    ),
};

export default [verdicts, objects, texts, events];

function compare(
  file: unknown,
  expected: (one: Case) => readonly string[],
  actual: (run: Run, one: Case) => readonly string[],
): ReturnType<Suite['run']> {
  return (file as File).cases.map((one) =>
    result(one.id, [...expected(one)].sort(), [...actual(runCase(one), one)].sort()),
  );
}

function result(id: string, expected: readonly string[], actual: readonly string[]) {
  const texts = [expected, actual].map((lines) => lines.join('\n')) as [string, string];
  return { id, passed: texts[0] === texts[1], expected: texts[0], actual: texts[1] };
}

/** Which address a Service was given is arbitrary. */
function withoutAddresses(text: string, given: string): string {
  return text.replace(/\b10\.96\.\d+\.\d+\b/g, (address) =>
    given.includes(address) ? address : 'allocated',
  );
}

function isAccepted({ manifest, admission }: Run): boolean {
  const problems = [...manifest.problems, ...admission.problems];
  return admission.entries.length > 0 && problems.every(({ severity }) => severity === 'warning');
}

/** What was warned of, each once. Hashes of templates are arbitrary, and so is the name of the namespace. */
function warnings(all: readonly SettledEvent[]): readonly string[] {
  const lines = all.map(({ kind, reason, message }) => {
    const words = message
      .replace(/^(Error creating: pods ".*)-[a-z0-9]{6,10}-"/, '$1-hash-"')
      .replaceAll(/\bservice account (?:lab|default)\//g, 'service account lab/');
    return `${kind} ${reason}: ${words}`;
  });
  return [...new Set(lines)];
}

/** The recorded cluster had no kubelets. */
function reported(run: Run): readonly SettledEvent[] {
  return settled(run)
    .map(({ object }) => object as Event)
    .filter((object) => object.kind === 'Event' && isWarning(object))
    .filter(({ reportingComponent }) => reportingComponent !== 'kubelet')
    .map(({ involvedObject, reason = '', message = '' }) => {
      return { kind: involvedObject?.kind ?? '', reason, message };
    });
}

function causes(fields: readonly string[]): readonly string[] {
  return [...new Set(fields)].map((field) => `cause ${field}`);
}

function endpoints(run: Run, given: string): readonly string[] {
  // The recording worked in a namespace of its own wherever a manifest names none.
  const namespaceOf = (name: string): string =>
    name === 'default' && !namesDefault.test(given) ? 'lab' : name;
  const names = new Set(
    run.admission.entries
      .filter(({ object }) => object.kind === 'Service')
      .map(({ object }) => `${namespaceOf(object.metadata.namespace)}/${object.metadata.name}`),
  );
  return settled(run).flatMap(({ object }) => {
    if (object.kind !== 'EndpointSlice') return [];
    const { metadata, ports, endpoints: list } = object as EndpointSlice;
    const service = `${namespaceOf(metadata.namespace)}/${metadata.labels?.[serviceNameLabel] ?? ''}`;
    return names.has(service) ? endpointLines(service, ports, list) : [];
  });
}

/** A slice as a set of (address, port, conditions). Addresses of Pods are arbitrary and left out. */
function endpointLines(
  service: string,
  ports: readonly Port[] | null | undefined,
  list: readonly Endpoint[] | null | undefined,
): readonly string[] {
  return (list ?? []).flatMap(({ addresses, conditions = {}, targetRef }) => {
    const address = targetRef?.kind === 'Pod' ? 'a Pod' : addresses.join();
    const state = `ready ${conditions.ready ?? true} serving ${conditions.serving ?? 'unset'}`;
    const all = (ports ?? []).map(
      ({ name = '', protocol = 'TCP', port }) => `${name}/${protocol}/${port ?? ''}`,
    );
    return (all.length === 0 ? ['no port'] : all).map(
      (port) => `${service} → ${address} ${port} ${state}`,
    );
  });
}
