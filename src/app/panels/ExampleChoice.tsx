import { exampleIds, examples, isExampleId, loadExamples, textOf } from '../../examples/index.ts';
import { useApp, useAppStore, useChrome } from '../context/app.ts';
import { Choice } from '../parts/Choice.tsx';
import { isSourceId, readDrafts } from '../session/drafts.ts';
import { browserStorage } from '../session/storage.ts';
import type { SourceId } from '../store/choices.ts';

/** Where the text comes from. Each has a draft of its own: going to another one and back finds it as it was left. */
export function ExampleChoice() {
  const { examples: words } = useChrome();
  const source = useApp((state) => state.source);
  const open = useOpen();
  const links = linkSources(source);
  const options = [
    ...exampleIds.map((id) => ({ value: id, text: words.titles[id] })),
    ...links.map((id, index) => ({ value: id, text: words.shared(index + 1) })),
  ];
  return (
    <div className="example-choice">
      <Choice
        label={words.label}
        value={source}
        options={options}
        onChoose={(id) => isSourceId(id) && open(id, readDrafts(browserStorage())[id])}
      />
      <Restore onRestore={() => open(source)} />
    </div>
  );
}

/** Opens a text: its draft, or the original. */
function useOpen(): (source: SourceId, draft?: string) => void {
  const store = useAppStore();
  return (source, draft) => {
    const { from, open } = store.getState();
    if (isExampleId(source)) {
      const { from: sender, to } = examples[source];
      const show = () => {
        const text = draft ?? textOf(source);
        if (text !== undefined) open({ source, text, from: sender, to });
      };
      loadExamples().then(show, show);
    } else if (draft !== undefined) open({ source, text: draft, from, to: '' });
  };
}

/** The links whose texts are kept, the present one among them. */
function linkSources(present: SourceId): readonly SourceId[] {
  const kept = Object.keys(readDrafts(browserStorage())).filter(isSourceId);
  return [...new Set([...kept, present])].filter((id) => !isExampleId(id));
}

/** Only an example has an original to go back to. The change can be undone in the editor. */
function Restore({ onRestore }: { readonly onRestore: () => void }) {
  const { examples: words } = useChrome();
  const isEdited = useApp(
    ({ source, text }) => isExampleId(source) && ![undefined, text].includes(textOf(source)),
  );
  if (!isEdited) return null;
  return (
    <button type="button" className="small-button" onClick={onRestore}>
      {words.restore}
    </button>
  );
}
