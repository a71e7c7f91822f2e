import type { Ip } from '../../sim/net/index.ts';
import { selectColours } from '../store/derived.ts';
import { useApp } from './app.ts';

/** The colour number of each address that has one: those the picture uses. */
export function useColours(): ReadonlyMap<Ip, number> {
  return useApp(selectColours);
}
