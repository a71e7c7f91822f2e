import { useApp, useAppStore, useChrome } from '../context/app.ts';
import { Icon } from '../parts/Icon.tsx';

/** A line at the top that tells something once. */
export function NoticeBar() {
  const { notices } = useChrome();
  const notice = useApp((state) => state.notice);
  const { tell } = useAppStore().getState();
  if (notice === undefined) return null;
  return (
    <div className="notice" role="alert">
      <p>{notices.texts[notice]}</p>
      <button
        type="button"
        className="icon-button"
        onClick={() => tell(undefined)}
        aria-label={notices.close}
        title={notices.close}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
