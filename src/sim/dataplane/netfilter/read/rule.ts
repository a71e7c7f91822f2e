import type {
  GivenOption,
  Match,
  MatchDefinition,
  MatchWording,
  Ref,
  Rule,
  Target,
  TargetDefinition,
  TargetWording,
} from '../types.ts';
import { isMisread, type Misread } from './types.ts';

interface MatchFile {
  readonly default: MatchDefinition;
  readonly wording: MatchWording;
}
interface TargetFile {
  readonly default: TargetDefinition;
  readonly wording?: TargetWording;
}

const matchFiles = Object.values(import.meta.glob<MatchFile>('../matches/*.ts', { eager: true }));
const targetFiles = Object.values(import.meta.glob<TargetFile>('../targets/*.ts', { eager: true }));

/** Where a rule may send a packet, besides the targets everybody knows. */
export interface KnownChains {
  has(name: string): boolean;
}

/**
 * Reads the words of one rule, those after `-A` and the chain: the inverse of `printRule`. Options may stand in any order, as
 * `iptables` takes them (do_command4 of iptables' iptables.c).
 */
export function readRule(
  words: readonly string[],
  chains: KnownChains,
  because: readonly Ref[] = [],
): Rule | Misread {
  const reader = new RuleReader(words, chains);
  return reader.read(because);
}

/** A module that was loaded, with the options that were given for it. */
interface Loaded {
  readonly module: string;
  readonly given: GivenOption[];
}

class RuleReader {
  private readonly words: string[];
  private readonly chains: KnownChains;
  private readonly header: GivenOption[] = [];
  private readonly modules: Loaded[] = [];
  private target: { readonly option: string; readonly name: string } | undefined;
  private readonly targetOptions: GivenOption[] = [];

  constructor(words: readonly string[], chains: KnownChains) {
    this.words = [...words];
    this.chains = chains;
  }

  read(because: readonly Ref[]): Rule | Misread {
    while (this.words.length > 0) {
      const wrong = this.readOption();
      if (wrong) return wrong;
    }
    const matches = [
      ...this.header.map((option) => headerMatch(option)),
      ...this.modules.flatMap((loaded) => moduleMatches(loaded)),
    ];
    const target = this.readTarget();
    const wrong = [...matches, target].find(isMisread);
    if (wrong) return wrong;
    return { matches: matches as readonly Match[], target: target as Target, because };
  }

  private readOption(): Misread | undefined {
    const negated = this.words[0] === '!';
    if (negated) this.words.shift();
    const name = this.words.shift() ?? '';
    const [value] = this.words;
    if (isOneOf(name, '-m', '--match', '-j', '--jump', '-g', '--goto') && value === undefined)
      return { misread: 'missing-value', word: name };
    if (isOneOf(name, '-m', '--match')) return this.load(this.words.shift() ?? '');
    if (isOneOf(name, '-j', '--jump', '-g', '--goto')) {
      this.target = { option: name, name: this.words.shift() ?? '' };
      return undefined;
    }
    const place = this.placeOf(name);
    if (!place) return { misread: 'unknown-option', word: name };
    const values = this.words.splice(0, place.arity);
    if (values.length < place.arity) return { misread: 'missing-value', word: name };
    place.given.push({ name, negated, values });
    return undefined;
  }

  private load(module: string): Misread | undefined {
    if (wordingsOf(module).length === 0) return { misread: 'unknown-match', word: module };
    this.modules.push({ module, given: [] });
    return undefined;
  }

  /** Who knows an option: the header, a loaded module (the latest first), the target, or the module of the protocol, which nobody has to load. */
  private placeOf(option: string): { given: GivenOption[]; arity: number } | undefined {
    const ofHeader = headerFile(option)?.wording.options[option];
    if (ofHeader !== undefined) return { given: this.header, arity: ofHeader };
    for (const { module, given } of this.modules.toReversed()) {
      const arity = arityIn(module, option);
      if (arity !== undefined) return { given, arity };
    }
    const ofTarget = this.targetFile()?.wording?.options[option];
    if (ofTarget !== undefined) return { given: this.targetOptions, arity: ofTarget };
    const protocol = this.header.find(({ name }) => isOneOf(name, '-p', '--protocol'))?.values[0];
    const arity = protocol === undefined ? undefined : arityIn(protocol, option);
    if (protocol === undefined || arity === undefined) return undefined;
    const loaded: Loaded = { module: protocol, given: [] };
    this.modules.push(loaded);
    return { given: loaded.given, arity };
  }

  private targetFile(): TargetFile | undefined {
    return targetFiles.find((file) => file.default.name === this.target?.name);
  }

  private readTarget(): Target | Misread {
    if (!this.target) return { target: 'none' };
    const { option, name } = this.target;
    const wording = this.targetFile()?.wording;
    if (wording) {
      const body = wording.read(this.targetOptions);
      return body
        ? ({ target: name, ...body } as Target)
        : { misread: 'bad-value', word: this.targetOptions[0]?.values[0] ?? name };
    }
    if (!this.chains.has(name)) return { misread: 'unknown-target', word: name };
    return { target: isOneOf(option, '-g', '--goto') ? 'goto' : 'jump', chain: name };
  }
}

function isOneOf(text: string, ...texts: readonly string[]): boolean {
  return texts.includes(text);
}

function headerFile(option: string): MatchFile | undefined {
  return matchFiles.find(({ wording }) => !wording.modules && option in wording.options);
}

function wordingsOf(module: string): readonly MatchFile[] {
  return matchFiles.filter(({ wording }) => wording.modules?.includes(module));
}

function arityIn(module: string, option: string): number | undefined {
  return wordingsOf(module).find(({ wording }) => option in wording.options)?.wording.options[
    option
  ];
}

function headerMatch(option: GivenOption): Match | Misread {
  const file = headerFile(option.name);
  return made(file, file?.wording.read([option], ''), option);
}

/** A module may mean several matches, `-m tcp --sport 1 --dport 2` for example; in the order in which they were given. */
function moduleMatches({ module, given }: Loaded): readonly (Match | Misread)[] {
  const files = wordingsOf(module);
  if (given.length === 0) {
    const bare = files.find(({ wording }) => Object.keys(wording.options).length === 0);
    return [
      made(bare, bare?.wording.read([], module), { name: module, negated: false, values: [] }),
    ];
  }
  const meant = new Set(
    given.map(({ name }) => files.find(({ wording }) => name in wording.options)),
  );
  return [...meant].map((file) => {
    const own = given.filter(({ name }) => file !== undefined && name in file.wording.options);
    return made(file, file?.wording.read(own, module), own[0]);
  });
}

function made(
  file: MatchFile | undefined,
  body: object | undefined,
  option: GivenOption | undefined,
): Match | Misread {
  if (!file || !body)
    return { misread: 'bad-value', word: option?.values[0] ?? option?.name ?? '' };
  return { match: file.default.name, ...body } as Match;
}
