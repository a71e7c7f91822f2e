/** What the tools of a node print of a namespace, for those who look into one: nothing that carries packets needs it. */
export { blockOf, excerptOf, ruleBlocks } from './blocks.ts';
export { connectionId, connectionsAfter, printConnection, type Connection } from './connections.ts';
export { forwardingOf, printLinks } from './links.ts';
export { neighborsAfter, printNeighbor } from './neighbors.ts';
export { rulePrinters } from './printers.ts';
export type * from './types.ts';
