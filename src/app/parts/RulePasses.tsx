import type { RulePass } from '../../sim/dataplane/netfilter/types.ts';
import { printPass } from '../../sim/dataplane/index.ts';
import { useChrome } from '../context/app.ts';
import { Fact } from './Fact.tsx';

/**
 * The rules that fitted, as their tools write them, under the names of their tables; the last one decided. A rule of nftables
 * does not name its chain, and may say no more than where to look: then the element that was found follows.
 */
export function RulePasses({ passes }: { readonly passes: readonly RulePass[] }) {
  const { hop: words } = useChrome();
  if (passes.length === 0) return null;
  return (
    <Fact title={words.rules}>
      {byTable(passes).map(([table, ofTable]) => (
        <div key={table} className="rules">
          <span className="rules-table">{table}</span>
          <ol>
            {ofTable.map((pass) => (
              <li key={`${pass.chain} ${pass.index}`} data-deciding={pass === passes.at(-1)}>
                {'text' in pass && <span className="rules-chain">{pass.chain}</span>}
                <code>{printPass(pass)}</code>
                {'element' in pass && <code className="rules-element">{pass.element}</code>}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </Fact>
  );
}

function byTable(passes: readonly RulePass[]): readonly [table: string, passes: RulePass[]][] {
  const tables = new Map<string, RulePass[]>();
  for (const pass of passes) tables.set(pass.table, [...(tables.get(pass.table) ?? []), pass]);
  return [...tables];
}
