import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Messages } from '../../i18n/index.ts';
import type { AppState } from '../store/state.ts';
import type { AppStore } from '../store/store.ts';

export const StoreContext = createContext<AppStore | undefined>(undefined);
export const MessagesContext = createContext<Messages | undefined>(undefined);

/** The store itself: for actions, and for subscribing outside of React. */
export function useAppStore(): AppStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error('Broken promise: a panel is inside the StoreContext');
  return store;
}

/** What `select` says of the state; the component is drawn anew when that changes. */
export function useApp<Part>(select: (state: AppState) => Part): Part {
  return useStore(useAppStore(), select);
}

/** The words, in the reader's language. */
export function useMessages(): Messages {
  const messages = useContext(MessagesContext);
  if (!messages) throw new Error('Broken promise: a panel is inside the MessagesContext');
  return messages;
}

/** The words of the app's frame. */
export function useChrome(): Messages['chrome'] {
  return useMessages().chrome;
}
