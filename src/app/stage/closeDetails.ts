import type { AppStore } from '../store/store.ts';

/** Closes the drawer of the details; the keyboard's focus goes back to what opened it. */
export function closeDetails(store: AppStore): void {
  const hadFocus = document.getElementById('details')?.contains(document.activeElement) ?? false;
  store.getState().showPanel('stage');
  const opener = document.querySelector<HTMLElement>('[aria-controls="details"]');
  if (hadFocus) opener?.focus();
}
