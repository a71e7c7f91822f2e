export * from './address.ts';
export * from './packet.ts';
export * from './dns.ts';
export { statusText } from './status.ts';
