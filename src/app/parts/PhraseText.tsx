import { Fragment } from 'react';
import type { Part, Phrase } from '../../i18n/phrase.ts';
import { AddressChip } from './AddressChip.tsx';
import { RefLink } from './RefLink.tsx';

/** A sentence with its things to point at: addresses in their colours, objects that lead into the editor, code. */
export function PhraseText({ phrase }: { readonly phrase: Phrase }) {
  // A sentence is replaced as a whole, so the place of a part is its identity.
  return phrase.map((part, index) => <Fragment key={index}>{drawn(part)}</Fragment>);
}

function drawn(part: Part) {
  if (typeof part === 'string') return part;
  if (part.part === 'address') return <AddressChip ip={part.ip} port={part.port} />;
  if (part.part === 'ref') return <RefLink refers={part.ref} text={part.text} />;
  return <code>{part.text}</code>;
}
