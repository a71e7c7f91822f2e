import { useState } from 'react';
import { useWords } from '../context/words.ts';

const toldMs = 2500;

interface Props {
  /** What prints the same on a real machine: `ip route`. */
  readonly command: string;
  readonly print: () => string;
}

/** Copies a text as a tool would print it. */
export function CopyButton({ command, print }: Props) {
  const { copy: words } = useWords().inspect;
  const [told, setTold] = useState<string>();
  const copy = async () => {
    const isDone = await navigator.clipboard.writeText(print()).then(
      () => true,
      () => false,
    );
    setTold(isDone ? words.done : words.failed);
    window.setTimeout(() => setTold(undefined), toldMs);
  };
  return (
    <span className="copy">
      <code>{command}</code>
      <button
        type="button"
        className="small-button"
        aria-label={words.label(command)}
        onClick={() => void copy()}
      >
        {words.button}
      </button>
      <output className="quiet">{told}</output>
    </span>
  );
}
