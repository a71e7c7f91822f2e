/** The controllers: from what is desired to what is, until nothing changes. */
export { controllers, settle } from './settle.ts';
export { isUnreported, reportOn } from './parts/podReport.ts';
