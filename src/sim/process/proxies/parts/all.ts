import type { Server } from '../../types.ts';

/** Every proxy, by the file it is in. */
export const files = import.meta.glob<Server>('../*.ts', { eager: true, import: 'default' });
