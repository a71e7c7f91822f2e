import { adminKind } from '../v1alpha1.ts';

export default adminKind('AdminNetworkPolicy', 'Admin');
