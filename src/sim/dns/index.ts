export { answer } from './zone.ts';
export { kubeletDns, shortenedLines, type ShortenedLine } from './resolvconf.ts';
export { candidates, hostResolver, resolverOf } from './resolver.ts';
export { reverseNameOf } from './name.ts';
export { shuffle } from './shuffle.ts';
export { clusterDomain } from './corefile.ts';
