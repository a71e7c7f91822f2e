import { useEffect, useId, useRef, useState } from 'react';
import { useChrome } from '../context/app.ts';
import { Icon } from '../parts/Icon.tsx';
import { ClusterChoice } from './ClusterChoice.tsx';
import { LanguageChoice, ThemeChoice } from './Preferences.tsx';

/** The choices of the header in a menu of their own. Escape and a click elsewhere close it. */
export function Settings() {
  const { settings } = useChrome();
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
      document.removeEventListener('keydown', escape);
    };
  }, [isOpen]);

  return (
    <div className="settings" ref={menu}>
      <button
        ref={button}
        type="button"
        className="plain-button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {settings} <Icon name="chevron" />
      </button>
      <div id={id} className="settings-menu" hidden={!isOpen}>
        <ClusterChoice />
        <LanguageChoice />
        <ThemeChoice />
      </div>
    </div>
  );
}
