import { useState } from 'react';
import type { RuleBlock } from '../../sim/dataplane/listing/types.ts';
import type { RulePass } from '../../sim/dataplane/netfilter/types.ts';
import type { NetnsId } from '../../sim/dataplane/types.ts';
import { useWords } from '../context/words.ts';
import { stretchesOf } from '../inspect/ruleWindow.ts';
import { useShowBlock } from '../inspect/useShowBlock.ts';
import { Causes } from './Causes.tsx';
import { Icon } from './Icon.tsx';
import { RuleText } from './RuleText.tsx';

/** How many rules of a chain are drawn at first, and how many more each time somebody asks for them. */
const linesStep = 50;

interface Props {
  readonly block: RuleBlock;
  readonly netns: NetnsId;
  /** The rules that fitted at the playhead, of all chains; the last one decided. */
  readonly passes: readonly RulePass[];
  /** Whether it is open as long as nobody has opened or closed it. */
  readonly isOpen: boolean;
  /** Who asks for it anew wants it open. */
  readonly asked: object | undefined;
}

/** A chain, set or map: its head, which opens and closes it, and its rules. */
export function RuleChain({ block, netns, passes, isOpen, asked }: Props) {
  const { rules: words } = useWords().inspect;
  const [choice, setChoice] = useState<{ readonly open: boolean; readonly asked?: object }>();
  const isShown = choice && choice.asked === asked ? choice.open : isOpen;
  const { table, kind, name, head, lines } = block;
  return (
    <section className="chain" data-block={`${table} ${name}`}>
      <h4>
        <button
          type="button"
          aria-expanded={isShown}
          onClick={() => setChoice({ open: !isShown, ...(asked && { asked }) })}
        >
          <Icon name="chevron" />
          <span className="chain-table">{table}</span> <b>{name}</b>
          <span className="chain-head">
            {[kind === 'chain' ? '' : kind, head].join(' ').trim()}
          </span>
          <span className="chain-count">{words.count(lines.length)}</span>
        </button>
      </h4>
      {isShown && <Lines block={block} netns={netns} passes={passes} />}
    </section>
  );
}

function Lines({ block, netns, passes }: Pick<Props, 'block' | 'netns' | 'passes'>) {
  const { rules: words } = useWords().inspect;
  const [limit, setLimit] = useState(linesStep);
  const follow = useShowBlock(netns);
  const { table, name, kind, lines } = block;
  const own = passes.filter((pass) => pass.table === table && pass.chain === name);
  const decided = passes.at(-1);
  const { stretches, left } = stretchesOf(
    lines.length,
    limit,
    own.map(({ index }) => index),
  );
  if (lines.length === 0) return <p className="quiet chain-empty">{words.empty}</p>;
  return (
    <>
      {stretches.map(({ skipped, indexes }) => (
        <div key={indexes[0]}>
          {skipped > 0 && <p className="quiet chain-empty">{words.skipped(skipped)}</p>}
          <ol className="lines" start={(indexes[0] ?? 0) + 1}>
            {indexes.map((index) => {
              const line = lines[index];
              if (!line) return null;
              const pass = own.find((each) => each.index === index);
              return (
                <li
                  key={index}
                  data-current={pass !== undefined}
                  data-deciding={pass !== undefined && pass === decided}
                >
                  {kind === 'chain' && <span className="line-number">{index + 1}</span>}
                  <RuleText line={line} onFollow={(to) => follow(table, to)} />
                  {pass && (
                    <b className="mark">{pass === decided ? words.decided : words.fitted}</b>
                  )}
                  <Causes refs={line.because} />
                </li>
              );
            })}
          </ol>
        </div>
      ))}
      {left > 0 && (
        <button
          type="button"
          className="small-button"
          onClick={() => setLimit(limit + 4 * linesStep)}
        >
          {words.moreRules(left)}
        </button>
      )}
    </>
  );
}
