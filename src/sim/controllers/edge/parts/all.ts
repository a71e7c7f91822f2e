import type { Controller } from '../../types.ts';

export { addOnsFor } from './addOns.ts';

/** Every controller that Ingresses and Gateways have, by the file it is in. */
export const files = import.meta.glob<Controller>('../*.ts', { eager: true, import: 'default' });
