/** What the tools of a node print of a namespace, for those who look into one: nothing that carries packets needs it. */
export { blockOf, excerptOf, ruleBlocks, type Excerpt } from './blocks.ts';
export { connectionsAfter, printConnection, type Connection } from './connections.ts';
export { printLink, printLinks } from './links.ts';
export { neighborsAfter, printNeighbor, type KnownNeighbor } from './neighbors.ts';
export type * from './types.ts';
