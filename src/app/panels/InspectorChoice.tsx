import { useApp, useAppStore, useChrome } from '../context/app.ts';
import { selectBox, selectObject, selectPlaces } from '../store/derived.ts';

/** No box has this id. */
const objectValue = 'object';

/** Chooses what the inspector is about without the picture: the hop at the playhead, or any Pod, node or host. */
export function InspectorChoice() {
  const { inspector: words } = useChrome();
  const groups = useApp(selectPlaces);
  const chosen = useApp(selectBox);
  // An object without a box is no place: it is named while it is looked at.
  const object = useApp((state) => (selectBox(state) ? undefined : selectObject(state)));
  const { select } = useAppStore().getState();
  return (
    <label className="choice inspector-choice">
      <span className="label">{words.about}</span>
      <select
        value={chosen?.id ?? (object ? objectValue : '')}
        onChange={({ target: { value } }) =>
          select(value === '' ? { kind: 'hop' } : { kind: 'box', id: value })
        }
      >
        <option value="">{words.hop}</option>
        {object && <option value={objectValue}>{`${object.kind} ${object.metadata.name}`}</option>}
        {chosen && !groups.some(({ boxes }) => boxes.includes(chosen)) && (
          <option value={chosen.id}>{chosen.label}</option>
        )}
        {groups.map(({ kind, boxes }) => (
          <optgroup key={kind} label={words.kinds[kind]}>
            {boxes.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
