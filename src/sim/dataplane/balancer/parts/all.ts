export { draftBalancer } from './cloud.ts';
export { announceAddresses } from './layer2.ts';
