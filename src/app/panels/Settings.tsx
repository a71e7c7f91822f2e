import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { useChrome } from '../context/app.ts';
import { Icon } from '../parts/Icon.tsx';

const Menu = lazy(async () => ({ default: (await import('./SettingsMenu.tsx')).SettingsMenu }));

/** Choices in a menu: those that are made seldom and, where the header `isNarrow`, all of them. Escape and a click elsewhere close it. */
export function Settings({ isNarrow }: { readonly isNarrow: boolean }) {
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
        {isOpen && (
          <Suspense fallback={null}>
            <Menu isNarrow={isNarrow} />
          </Suspense>
        )}
      </div>
    </div>
  );
}
