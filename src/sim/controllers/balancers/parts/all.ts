import type { Controller } from '../../types.ts';

/** Every controller that gives out load balancers, by the file it is in. */
export const files = import.meta.glob<Controller>('../*.ts', { eager: true, import: 'default' });
