/** The part of `localStorage` that is used here. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** What was kept under `key`, or `undefined`: nothing there, not readable, or storage is forbidden. */
export function readStored(storage: TextStorage | undefined, key: string): unknown {
  try {
    return JSON.parse(storage?.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps `value` under `key`. Says whether it could: storage may be full or forbidden. */
export function writeStored(
  storage: TextStorage | undefined,
  key: string,
  value: unknown,
): boolean {
  try {
    storage?.setItem(key, JSON.stringify(value));
    return storage !== undefined;
  } catch {
    return false;
  }
}

/** The browser's storage; `undefined` where even looking at it is forbidden. */
export function browserStorage(): TextStorage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
