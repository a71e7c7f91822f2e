import { useMedia } from '../context/useMedia.ts';
import { media } from '../media.ts';
import { ClusterChoice } from './ClusterChoice.tsx';
import { ExampleChoice } from './ExampleChoice.tsx';
import { LanguageChoice, ThemeChoice } from './Preferences.tsx';
import { Settings } from './Settings.tsx';
import { Share } from './Share.tsx';

/** The name, what is being looked at, and how. Where there is no room for all of it, most is in a menu. */
export function Header() {
  const isNarrow = useMedia(media.narrow);
  return (
    <header className="header">
      <h1 className="brand">Podpath</h1>
      <ExampleChoice />
      <span className="spring" />
      {isNarrow ? <Settings /> : <Choices />}
      <Share />
    </header>
  );
}

function Choices() {
  return (
    <>
      <ClusterChoice />
      <LanguageChoice />
      <ThemeChoice />
    </>
  );
}
