import { useMemo } from 'react';
import { isComplete } from '../../i18n/index.ts';
import { useApp, useMessages } from '../context/app.ts';
import { selectWorld } from '../store/derived.ts';
import { problemsOf, type Problem } from './problems.ts';

/** What is wrong in the text that was read last; nothing before the words for it are here. */
export function useProblems(): readonly Problem[] {
  const world = useApp(selectWorld);
  const messages = useMessages();
  return useMemo(
    () => (isComplete(messages) ? problemsOf(world, messages) : []),
    [world, messages],
  );
}
