import { checkGatewayRules } from '../custom/gatewayRules.ts';
import { customKinds, type CustomKind } from '../custom/kind.ts';
import table from '../fields/gateway.json' with { type: 'json' };
import type { KindDefinition } from '../types.ts';

/** The Gateway API's standard channel: read, completed and checked, but nothing acts on it yet. */
const gateway: readonly KindDefinition[] = (table as unknown as readonly CustomKind[]).flatMap(
  (kind) => customKinds('gateway.networking.k8s.io', kind, checkGatewayRules),
);

export default gateway;
