import { useMemo } from 'react';
import { useApp, useMessages } from '../context/app.ts';
import { selectWorld } from '../store/derived.ts';
import { problemsOf, type Problem } from './problems.ts';

/** What is wrong in the text that was read last. */
export function useProblems(): readonly Problem[] {
  const world = useApp(selectWorld);
  const messages = useMessages();
  return useMemo(() => problemsOf(world, messages), [world, messages]);
}
