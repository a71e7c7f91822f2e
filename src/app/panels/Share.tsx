import { useEffect, useState } from 'react';
import { useAppStore, useChrome } from '../context/app.ts';
import { linkTo, loadShare, showLink } from '../session/link.ts';

type Told = 'copied' | 'shown' | 'tooLong';
const toldMs = 2500;

/** Copies a link to what is on screen: manifests, cluster, request and the hop at the playhead. */
export function Share() {
  const store = useAppStore();
  const { share: words } = useChrome();
  const [told, setTold] = useState<Told>();
  const tell = (what: Told) => {
    setTold(what);
    window.setTimeout(() => setTold(undefined), toldMs);
  };
  useEffect(() => {
    // By the time of the click it is there: browsers let a page copy only right after one.
    loadShare().catch((error: unknown) => console.warn(error));
  }, []);
  const copy = async () => {
    // A link holds no text that is not applied yet.
    store.getState().apply();
    const hash = await linkTo(store.getState());
    if (hash === undefined) return tell('tooLong');
    showLink(store, hash);
    try {
      await navigator.clipboard.writeText(location.href);
      tell('copied');
    } catch {
      // Where the clipboard is closed to us, the address bar has it.
      tell('shown');
    }
  };
  return (
    <div className="share">
      <button
        type="button"
        className="primary"
        onClick={() => void copy().catch((error: unknown) => console.warn(error))}
      >
        {told === 'copied' ? words.copied : words.copy}
      </button>
      <output
        className={told === undefined || told === 'copied' ? 'visually-hidden' : 'share-told'}
      >
        {told && words[told]}
      </output>
    </div>
  );
}
