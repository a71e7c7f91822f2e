/** The controllers: from what is desired to what is, until nothing changes. */
export { controllers, loadControllers, loadEdgeControllers, settle } from './settle.ts';
export { ipamOf, isUnreported, reportOn } from './parts/podReport.ts';
export { report, retract, type Report } from './parts/events.ts';
