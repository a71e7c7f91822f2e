import type { Packet } from '../../sim/net/index.ts';
import { useWords } from '../context/words.ts';
import { headerChanges, type FieldChange, type FieldValue } from '../inspect/headers.ts';
import { AddressChip } from './AddressChip.tsx';

interface Props {
  readonly before: Packet;
  readonly after: Packet;
}

/** The headers of a packet at a hop, with what changed marked: struck through what was, marked what is. */
export function Headers({ before, after }: Props) {
  const { headers } = useWords().inspect;
  const groups = headerChanges(before, after);
  return groups.map(({ layer, fields }, depth) => (
    // Layers of a packet have no names; their depth is what they are.
    <table className="headers" key={depth} data-layer={layer}>
      <caption className={groups.length > 1 ? undefined : 'visually-hidden'}>
        {headers[layer]}
      </caption>
      <tbody>
        {fields.map((field) => (
          <Field key={field.name} field={field} />
        ))}
      </tbody>
    </table>
  ));
}

function Field({ field }: { readonly field: FieldChange }) {
  const { headers } = useWords().inspect;
  const { name, before, after, changed } = field;
  return (
    <tr data-changed={changed}>
      <th scope="row">{headers.fields[name]}</th>
      <td>
        {changed && before && (
          <del>
            <span className="visually-hidden">{headers.was} </span>
            <Value value={before} />
          </del>
        )}
        {changed && before && after && <span aria-hidden="true"> → </span>}
        {changed && after && (
          <ins>
            <span className="visually-hidden">{headers.becomes} </span>
            <Value value={after} />
          </ins>
        )}
        {!changed && after && <Value value={after} />}
      </td>
    </tr>
  );
}

function Value({ value: { text, ip } }: { readonly value: FieldValue }) {
  return ip === undefined ? text : <AddressChip ip={ip} />;
}
