import type { RuleLine } from '../../sim/dataplane/listing/types.ts';

interface Props {
  readonly line: Pick<RuleLine, 'text' | 'leadsTo'>;
  /** Shows the chain or the set of this name. */
  readonly onFollow: (name: string) => void;
}

/** A rule as its tool prints it; the name of the chain or set it leads to can be pressed. */
export function RuleText({ line: { text, leadsTo }, onFollow }: Props) {
  const at = leadsTo === undefined ? -1 : text.lastIndexOf(leadsTo);
  if (leadsTo === undefined || at < 0) return <code>{text}</code>;
  return (
    <code>
      {text.slice(0, at)}
      <button type="button" className="jump" onClick={() => onFollow(leadsTo)}>
        {leadsTo}
      </button>
      {text.slice(at + leadsTo.length)}
    </code>
  );
}
