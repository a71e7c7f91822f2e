import { useMemo, type FormEvent, type KeyboardEvent, type MouseEvent } from 'react';
import { useApp, useAppStore, useChrome } from '../context/app.ts';
import { senderKey, senderLabel } from '../request/senders.ts';
import { suggestTargets } from '../request/targets.ts';
import { selectSender, selectSenders, selectWorld } from '../store/derived.ts';

/** Who asks for what, and the button that sends it. */
export function RequestBar() {
  const store = useAppStore();
  const { request: words } = useChrome();
  const canSend = useApp((state) => selectSender(state) !== undefined && state.to.trim() !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    store.getState().send();
  };
  return (
    <form className="request" onSubmit={submit} aria-label={words.label}>
      <From />
      <span className="request-arrow" aria-hidden="true">
        →
      </span>
      <To />
      <button type="submit" className="primary send" disabled={!canSend} onClick={letGo}>
        {words.send}
      </button>
      <Attempt />
      <OpenDetails />
    </form>
  );
}

/** After a click the space bar is for the film; who pressed the button with the keyboard stays on it. */
function letGo({ detail, currentTarget }: MouseEvent<HTMLElement>): void {
  if (detail > 0) currentTarget.blur();
}

/** The Enter that ends a Korean syllable does not send. */
function ignoreComposing(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.nativeEvent.isComposing) event.preventDefault();
}

function From() {
  const { request: words } = useChrome();
  const groups = useApp(selectSenders);
  const sender = useApp(selectSender);
  const { setFrom } = useAppStore().getState();
  const senders = groups.flatMap((group) => group.senders);
  const choose = (key: string) => {
    const chosen = senders.find((each) => senderKey(each) === key);
    if (chosen) setFrom(chosen);
  };
  return (
    <label className="request-from">
      <span className="label">{words.from}</span>
      <select
        value={sender ? senderKey(sender) : ''}
        onChange={({ target }) => choose(target.value)}
        onKeyDown={sendOnEnter}
      >
        {groups.map(({ group, senders: members }) => (
          <optgroup key={group} label={words.groups[group]}>
            {members.map((each) => (
              <option key={senderKey(each)} value={senderKey(each)}>
                {senderLabel(each)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/** A select opens on Enter in some browsers and does nothing in others; here it sends, as anywhere in the bar. */
function sendOnEnter(event: KeyboardEvent<HTMLSelectElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}

function To() {
  const { request: words } = useChrome();
  const to = useApp((state) => state.to);
  const sender = useApp(selectSender);
  const cluster = useApp((state) => selectWorld(state).cluster);
  const { setTo } = useAppStore().getState();
  // What is typed matters no more than by its scheme.
  const scheme = /^\w+:/.exec(to)?.[0];
  const suggestions = useMemo(
    () => suggestTargets(cluster, sender, scheme),
    [cluster, sender, scheme],
  );
  return (
    <label className="request-to">
      <span className="label">{words.to}</span>
      <input
        type="text"
        list="targets"
        value={to}
        placeholder={words.placeholder}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        onChange={({ target }) => setTo(target.value)}
        onKeyDown={ignoreComposing}
      />
      <datalist id="targets">
        {suggestions.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </datalist>
    </label>
  );
}

function Attempt() {
  const { request: words } = useChrome();
  const attempt = useApp(({ sent }) => sent?.request.attempt);
  // Its place is kept free: a button must not move away from who presses it again.
  return <span className="attempt">{attempt ? words.attempt(attempt + 1) : ''}</span>;
}

/** Where the details are a drawer, it is opened here. */
function OpenDetails() {
  const { details } = useChrome();
  const isOpen = useApp(({ panel }) => panel === 'details');
  const { showPanel } = useAppStore().getState();
  return (
    <button
      type="button"
      className="plain-button drawer-open"
      aria-expanded={isOpen}
      aria-controls="details"
      onClick={() => showPanel(isOpen ? 'stage' : 'details')}
    >
      {details.open}
    </button>
  );
}
