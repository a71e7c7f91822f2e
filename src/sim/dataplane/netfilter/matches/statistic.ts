import { valueOf } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /** `-m statistic --mode random`: fits with this probability, 0 to 1. */
    statistic: { readonly probability: number };
  }
}

/** The kernel compares 31 random bits with the probability as a fixed-point number (xt_statistic.c of Linux). */
const scale = 2 ** 31;
const fixedPoint = (probability: number): number => Math.round(probability * scale);

const statistic: MatchDefinition<'statistic'> = {
  name: 'statistic',
  fits: ({ probability }, _packet, context) =>
    context.roll((number) => Math.floor(number * scale) < fixedPoint(probability)),
  print: ({ probability }) =>
    `-m statistic --mode random --probability ${(fixedPoint(probability) / scale).toFixed(11)}`,
};
export default statistic;

export const wording: MatchWording<'statistic'> = {
  modules: ['statistic'],
  options: { '--mode': 1, '--probability': 1 },
  read(given) {
    const probability = Number(valueOf(given, '--probability') ?? '');
    return valueOf(given, '--mode') === 'random' && probability >= 0 && probability <= 1
      ? { probability }
      : undefined;
  },
};
