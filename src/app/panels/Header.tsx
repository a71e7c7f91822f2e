import { useMedia } from '../context/useMedia.ts';
import { media } from '../media.ts';
import { ClusterChoice } from './ClusterChoice.tsx';
import { ExampleChoice } from './ExampleChoice.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { Settings } from './Settings.tsx';
import { Share } from './Share.tsx';

/** The name, what is being looked at, and how; what there is no room for is in the menu. */
export function Header() {
  const isNarrow = useMedia(media.narrow);
  return (
    <header className="header">
      <h1 className="brand">Podpath</h1>
      <ExampleChoice />
      <span className="spring" />
      {!isNarrow && <ClusterChoice />}
      {!isNarrow && <LanguageChoice />}
      <Settings isNarrow={isNarrow} />
      <Share />
    </header>
  );
}
