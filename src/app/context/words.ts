import { isComplete, type AllMessages } from '../../i18n/index.ts';
import { useMessages } from './app.ts';

/** All words, for what is drawn only when the late ones are here. */
export function useWords(): AllMessages {
  const messages = useMessages();
  if (!isComplete(messages))
    throw new Error('Broken promise: it waits for the words that load late');
  return messages;
}
