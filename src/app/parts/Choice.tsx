interface Props {
  readonly label: string;
  /** Say the label, but do not show it. */
  readonly quiet?: boolean;
  readonly value: string;
  readonly options: readonly {
    readonly value: string;
    readonly text: string;
    readonly lang?: string;
  }[];
  readonly onChoose: (value: string) => void;
}

/** A native select with its label. */
export function Choice({ label, quiet = false, value, options, onChoose }: Props) {
  return (
    <label className="choice">
      <span className={quiet ? 'visually-hidden' : 'label'}>{label}</span>
      <select value={value} onChange={({ target }) => onChoose(target.value)}>
        {options.map(({ value: each, text, lang }) => (
          <option key={each} value={each} lang={lang}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
