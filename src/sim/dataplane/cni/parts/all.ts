import type { Cni } from '../../types.ts';

/** Every CNI plugin, by the file it is in. */
export const files = import.meta.glob<Cni>(['../*.ts', '!../index.ts', '!../*.test.ts'], {
  eager: true,
  import: 'default',
});
