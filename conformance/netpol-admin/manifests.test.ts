import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { admit, installCustomKinds, type Obj } from '../../src/sim/api/index.ts';
import { readManifest } from '../../src/sim/manifest/index.ts';
import { defaultSpec } from '../../src/sim/spec.ts';

interface Case {
  readonly id: string;
  readonly fixture?: string;
  readonly policies: readonly Obj[];
  readonly adminPolicies?: readonly Obj[];
}

interface File {
  readonly cases: readonly Case[];
  readonly fixtures: Readonly<Record<string, { readonly objects: readonly Obj[] }>>;
}

await installCustomKinds();
const { cases, fixtures } = JSON.parse(
  readFileSync('conformance/netpol-admin/cases.json', 'utf8'),
) as File;

/** The unit tests upstream that these come from never ask a server, which wants one of them only, with a fixed name. */
const onlyOne =
  'Only one baseline admin network policy with metadata.name="default" can be created in the cluster';

test.each(cases)(
  '$id: a server accepts its objects',
  ({ fixture, policies, adminPolicies = [] }) => {
    const given = [
      ...(fixture === undefined ? [] : (fixtures[fixture]?.objects ?? [])),
      ...policies,
      ...adminPolicies,
    ];
    const spaces = new Set(given.map(({ metadata }) => metadata.namespace ?? 'default'));
    const namespaces = [...spaces].map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    }));
    const text = [...namespaces, ...given].map((object) => JSON.stringify(object)).join('\n---\n');
    const { problems } = admit(readManifest(text), defaultSpec);
    expect(
      problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    ).toEqual(
      adminPolicies
        .filter(
          ({ kind, metadata }) =>
            kind === 'BaselineAdminNetworkPolicy' && metadata.name !== 'default',
        )
        .map(
          ({ kind, metadata }) =>
            `The ${kind} "${metadata.name}" is invalid: <nil>: Invalid value: ${onlyOne}`,
        ),
    );
  },
);
