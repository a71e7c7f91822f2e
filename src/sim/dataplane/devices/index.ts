import { assert } from '../../../base/assert.ts';
import type { DeviceDefinition } from '../driver.ts';
import type { Device } from '../types.ts';

const files = import.meta.glob<DeviceDefinition>(['./*.ts', '!./index.ts', '!./*.test.ts'], {
  eager: true,
  import: 'default',
});
const definitions = new Map<string, DeviceDefinition>(
  Object.values(files).map((definition) => [definition.type, definition]),
);

/** How this device behaves, from its file in `devices/`. Throws when it has none. */
export function definitionOf({ type }: Device): DeviceDefinition {
  const definition = definitions.get(type);
  assert(definition, `the device type ${type} has a file`);
  return definition;
}
