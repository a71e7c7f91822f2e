import { useDeferredValue, useEffect, useRef, useState, type ReactNode } from 'react';
import { ruleBlocks, rulePrinters, type RuleBlock } from '../../sim/dataplane/listing/index.ts';
import type { Netns } from '../../sim/dataplane/types.ts';
import { passesOf } from '../cause/causes.ts';
import { useApp } from '../context/app.ts';
import { useWords } from '../context/words.ts';
import { hopIn, selectJourney } from '../inspect/journey.ts';
import { found } from '../inspect/ruleWindow.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { RuleChain } from '../parts/RuleChain.tsx';
import type { View, ViewProps } from './types.ts';

/** How many chains are drawn at first, and how many more each time somebody asks for them. */
const blocksStep = 60;

function Rules({ netns }: ViewProps) {
  const { rules: words } = useWords().inspect;
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim());
  const blocks = ruleBlocks(netns);
  return (
    <>
      <label className="rule-search">
        <span className="label">{words.search}</span>
        <input
          type="text"
          value={query}
          spellCheck={false}
          autoCapitalize="off"
          onChange={({ target }) => setQuery(target.value)}
        />
      </label>
      <Guide query={query} onClear={() => setQuery('')} netns={netns}>
        {[...rulePrinters(netns)].map(([program, print]) => (
          <section key={program} className="rule-listing" aria-label={program}>
            <CopyButton command={program} print={print} />
            {blocks.has(program) ? (
              <Blocks blocks={blocks.get(program) ?? []} netns={netns} wanted={wanted} />
            ) : (
              <pre>{print()}</pre>
            )}
          </section>
        ))}
      </Guide>
    </>
  );
}

interface GuideProps {
  readonly query: string;
  readonly onClear: () => void;
  readonly netns: Netns;
  readonly children: ReactNode;
}

/** Brings what is asked for into view: the chain a link leads to, or the rule that decided at the playhead. */
function Guide({ query, onClear, netns, children }: GuideProps) {
  const content = useRef<HTMLDivElement>(null);
  const block = useApp((state) => state.inspected.block);
  const hop = useApp((state) => hopIn(selectJourney(state, netns), netns));
  const shown = useRef<unknown>(undefined);
  useEffect(() => {
    if (!block || block === shown.current) return;
    if (query !== '') return onClear();
    shown.current = block;
    const head = content.current?.querySelector<HTMLElement>(
      `[data-block="${CSS.escape(keyOf(block))}"] button`,
    );
    head?.focus({ preventScroll: true });
    head?.scrollIntoView({ block: 'start' });
  }, [block, query, onClear]);
  useEffect(() => {
    if (block && block === shown.current) return;
    content.current?.querySelector('[data-deciding=true]')?.scrollIntoView({ block: 'center' });
  }, [hop, block]);
  return (
    <div ref={content} className="rule-listings">
      {children}
    </div>
  );
}

interface BlocksProps {
  readonly blocks: readonly RuleBlock[];
  readonly netns: Netns;
  /** Only what holds this text is shown. */
  readonly wanted: string;
}

function Blocks({ blocks, netns, wanted }: BlocksProps) {
  const { rules: words } = useWords().inspect;
  const hop = useApp((state) => hopIn(selectJourney(state, netns), netns));
  const asked = useApp((state) => state.inspected.block);
  const [limit, setLimit] = useState(blocksStep);
  const passes = hop ? passesOf(hop) : [];
  const isPassed = ({ table, name }: RuleBlock) =>
    passes.some((pass) => pass.table === table && pass.chain === name);
  const isAsked = (block: RuleBlock) => asked !== undefined && keyOf(asked) === keyOf(block);
  const matching = wanted === '' ? blocks : blocks.flatMap((block) => found(block, wanted) ?? []);
  const shown = matching.filter(
    (block, index) => index < limit || isPassed(block) || isAsked(block),
  );
  if (shown.length === 0) return <p className="quiet">{words.noneFound}</p>;
  return (
    <>
      {shown.map((block) => (
        <RuleChain
          key={`${keyOf(block)} ${wanted}`}
          block={block}
          netns={netns.id}
          passes={wanted === '' ? passes : []}
          isOpen={
            wanted !== '' ||
            isPassed(block) ||
            isAsked(block) ||
            (passes.length === 0 && block.isBase)
          }
          asked={isAsked(block) ? asked : undefined}
        />
      ))}
      {matching.length > shown.length && (
        <button type="button" className="small-button" onClick={() => setLimit(limit + blocksStep)}>
          {words.moreChains(matching.length - shown.length)}
        </button>
      )}
    </>
  );
}

function keyOf({ table, name }: Pick<RuleBlock, 'table' | 'name'>): string {
  return `${table} ${name}`;
}

const view: View = {
  name: 'rules',
  order: 50,
  follows: true,
  title: ({ inspect }) => inspect.rules.title,
  applies: (netns) => rulePrinters(netns).size > 0,
  Panel: Rules,
};
export default view;
