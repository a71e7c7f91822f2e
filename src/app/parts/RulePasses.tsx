import { printPass } from '../../sim/dataplane/index.ts';
import { blockOf, excerptOf } from '../../sim/dataplane/listing/index.ts';
import type { RulePass } from '../../sim/dataplane/netfilter/types.ts';
import type { Netns } from '../../sim/dataplane/types.ts';
import { useWords } from '../context/words.ts';
import { useShowBlock } from '../inspect/useShowBlock.ts';
import { Fact } from './Fact.tsx';
import { RuleText } from './RuleText.tsx';

/** How many rules are shown before and after the one that decided. */
const around = 2;

interface Props {
  readonly passes: readonly RulePass[];
  readonly netns: Netns;
}

/**
 * The rules that fitted, as their tools write them, under the names of their tables. The last one decided: it stands in its
 * chain. A rule of nftables does not name its chain, and may say no more than where to look: then the element that was found
 * follows.
 */
export function RulePasses({ passes, netns }: Props) {
  const { hop: words } = useWords().inspect;
  const decided = passes.at(-1);
  if (!decided) return null;
  return (
    <Fact title={words.rules}>
      {byTable(passes).map(([table, ofTable]) => (
        <div key={table} className="rules">
          <span className="rules-table">{table}</span>
          <ol>
            {ofTable
              .filter((pass) => pass !== decided)
              .map((pass) => (
                <li key={`${pass.chain} ${pass.index}`}>
                  {'text' in pass && <span className="rules-chain">{pass.chain}</span>}
                  <PassText pass={pass} netns={netns} />
                </li>
              ))}
          </ol>
          {ofTable.includes(decided) && <InItsChain pass={decided} netns={netns} />}
        </div>
      ))}
    </Fact>
  );
}

interface PassProps {
  readonly pass: RulePass;
  readonly netns: Netns;
}

function PassText({ pass, netns }: PassProps) {
  const show = useShowBlock(netns.id);
  const line = blockOf(netns, pass)?.lines[pass.index];
  return (
    <>
      <RuleText
        line={line ?? { text: printPass(pass) }}
        onFollow={(name) => show(pass.table, name)}
      />
      {'element' in pass && <code className="rules-element">{pass.element}</code>}
    </>
  );
}

/** The rule that decided, among its neighbours. */
function InItsChain({ pass, netns }: PassProps) {
  const { rules: words } = useWords().inspect;
  const show = useShowBlock(netns.id);
  const { table, chain, index } = pass;
  const block = blockOf(netns, pass);
  const excerpt = block && excerptOf(block, index, around);
  return (
    <>
      <p className="excerpt-head">
        {excerpt && words.inChain(index + 1, excerpt.count)} <code>{chain}</code>
      </p>
      <ol className="excerpt" aria-label={words.neighbors}>
        {excerpt?.lines.map((line, offset) => {
          const number = excerpt.from + offset;
          const isDeciding = number === index;
          return (
            <li
              key={number}
              data-deciding={isDeciding}
              aria-current={isDeciding ? 'true' : undefined}
            >
              <span className="line-number">{number + 1}</span>
              {isDeciding ? <PassText pass={pass} netns={netns} /> : <code>{line.text}</code>}
            </li>
          );
        })}
        {!excerpt && (
          <li data-deciding="true">
            <PassText pass={pass} netns={netns} />
          </li>
        )}
      </ol>
      {block && (
        <button type="button" className="small-button" onClick={() => show(table, chain)}>
          {words.wholeChain}
        </button>
      )}
    </>
  );
}

function byTable(passes: readonly RulePass[]): readonly [table: string, passes: RulePass[]][] {
  const tables = new Map<string, RulePass[]>();
  for (const pass of passes) tables.set(pass.table, [...(tables.get(pass.table) ?? []), pass]);
  return [...tables];
}
