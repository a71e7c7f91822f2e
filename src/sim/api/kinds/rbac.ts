import { passiveKind } from '../passiveKind.ts';
import type { KindDefinition, Obj } from '../types.ts';
import { pathSegment } from '../validate/names.ts';

const group = 'rbac.authorization.k8s.io';
const common = { apiVersion: `${group}/v1`, name: pathSegment };

interface Binding extends Obj {
  readonly roleRef?: object;
  readonly subjects?: readonly { readonly kind?: string; readonly apiGroup?: string }[];
}

// As SetDefaults_RoleBinding and SetDefaults_Subject of pkg/apis/rbac/v1.
function defaultBinding(object: Binding): Binding {
  return {
    ...object,
    roleRef: { apiGroup: group, ...object.roleRef },
    ...(object.subjects && {
      subjects: object.subjects.map((subject) =>
        subject.kind === 'User' || subject.kind === 'Group'
          ? { apiGroup: group, ...subject }
          : subject,
      ),
    }),
  };
}

const binding = { ...common, defaults: defaultBinding };

const rbac: readonly KindDefinition[] = [
  passiveKind({ ...common, kind: 'Role', plural: 'roles' }),
  passiveKind({ ...common, kind: 'ClusterRole', plural: 'clusterroles', scope: 'Cluster' }),
  passiveKind({ ...binding, kind: 'RoleBinding', plural: 'rolebindings' }),
  passiveKind({
    ...binding,
    kind: 'ClusterRoleBinding',
    plural: 'clusterrolebindings',
    scope: 'Cluster',
  }),
];

export default rbac;
