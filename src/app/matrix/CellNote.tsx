import type { MatrixTexts } from '../../i18n/en/matrix.ts';
import { plain } from '../../i18n/phrase.ts';
import type { Line } from '../../sim/matrix/index.ts';
import { PhraseText } from '../parts/PhraseText.tsx';
import type { Cell } from './cell.ts';
import { Mark } from './Mark.tsx';

interface Props {
  readonly cell: Cell | undefined;
  /** The heading instead, where that is pointed at. */
  readonly heading: Line | undefined;
  readonly words: MatrixTexts;
  /** Whether it is about the cell with the keyboard: then it is read aloud. */
  readonly isSpoken: boolean;
  readonly onReplay: (url: string) => void;
  readonly onToggle: () => void;
}

/** What there is to say of the cell that is pointed at: the answer, and the policy, the rule and the line behind it. */
export function CellNote({ cell, heading, words, isSpoken, onReplay, onToggle }: Props) {
  return (
    <section className="matrix-note" aria-label={words.about}>
      {cell ? <CellText cell={cell} words={words} onReplay={onReplay} /> : null}
      {heading ? <HeadingText {...{ heading, words, onToggle }} /> : null}
      {!cell && !heading && <p className="quiet">{words.help}</p>}
      <p className="visually-hidden" aria-live="polite">
        {isSpoken && cell ? spoken(cell, words) : ''}
      </p>
    </section>
  );
}

function CellText({ cell, words, onReplay }: Pick<Props, 'words' | 'onReplay'> & { cell: Cell }) {
  const { row, column, explanation, pairs, allowed } = cell;
  const { destination, answer } = explanation;
  const isMixed = allowed > 0 && allowed < pairs;
  return (
    <>
      <h3>
        {words.line(row)} <span aria-hidden="true">→</span> {words.line(column)}{' '}
        <span className="mono">{words.port(column.probe)}</span>{' '}
        <span className="matrix-answer">
          <Mark answer={isMixed ? 'mixed' : answer} /> {words.answers[isMixed ? 'mixed' : answer]}
        </span>
      </h3>
      <p>
        {isMixed && `${words.some(allowed, pairs)} `}
        <PhraseText phrase={words.sentence(explanation)} />
      </p>
      <div className="matrix-actions">
        <button type="button" className="small-button" onClick={() => onReplay(destination.url)}>
          {words.replay}
        </button>
        {explanation.source.owner.group === 'pods' &&
          destination.services.map(({ namespace, name, port }) => {
            const url = urlThrough(destination.url, `${name}.${namespace}`, port);
            return (
              <button
                key={`${namespace}/${name}:${port}`}
                type="button"
                className="small-button"
                onClick={() => onReplay(url)}
              >
                {words.through(`${name}:${port}`)}
              </button>
            );
          })}
      </div>
    </>
  );
}

/** The same request to another host and port. */
function urlThrough(url: string, host: string, port: number): string {
  return `${url.slice(0, url.indexOf('://'))}://${host}:${port}`;
}

function HeadingText({
  heading,
  words,
  onToggle,
}: Pick<Props, 'words' | 'onToggle'> & { heading: Line }) {
  const { owner, members, canFold, isOpen } = heading;
  return (
    <>
      <h3>
        {owner.kind} {owner.namespace === '' ? owner.name : `${owner.namespace}/${owner.name}`}
      </h3>
      <p className="quiet">{members.map(({ name }) => name).join(', ')}</p>
      {(canFold || isOpen) && (
        <div className="matrix-actions">
          <button type="button" className="small-button" onClick={onToggle}>
            {isOpen ? words.close(owner.name) : words.open(owner.name)}
          </button>
        </div>
      )}
    </>
  );
}

function spoken({ explanation, pairs, allowed }: Cell, words: MatrixTexts): string {
  const some = allowed > 0 && allowed < pairs ? `${words.some(allowed, pairs)} ` : '';
  return `${some}${plain(words.sentence(explanation))}`;
}
