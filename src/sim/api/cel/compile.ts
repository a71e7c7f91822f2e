import { assert } from '../../../base/assert.ts';
import type { Json } from '../types.ts';
import { isSame } from '../validate/errors.ts';
import { functions } from './functions.ts';
import { tokensOf, type Token } from './tokens.ts';
import { asBoolean, asNumber, asText, entryOf, hasKey, itemsOf } from './values.ts';

/** The values of the names in scope: `self`, `oldSelf`, then those that macros bring. */
type Scope = readonly (Json | undefined)[];
type Run = (scope: Scope) => Json;

/** A part of an expression, and for `x.field` what `has` asks of it. */
interface Part {
  readonly run: Run;
  readonly has?: Run;
}

export interface Program {
  /** Whether it compares with what was there before: a server asks it on updates only. */
  readonly usesOldSelf: boolean;
  /** The value of the expression. Throws a `CelFailure` where it has none. */
  readonly run: (self: Json, oldSelf?: Json) => Json;
}

/**
 * Reads an expression of the Common Expression Language as far as CustomResourceDefinitions use it: operators, macros, lists,
 * fields and functions. Numbers are those of JavaScript; there are no bytes, times, types or optional values.
 * Authority: the language definition of cel-spec (doc/langdef.md).
 */
export function compile(source: string): Program {
  const parser = new Parser(source);
  const { run } = parser.whole();
  return { usesOldSelf: parser.usesOldSelf, run: (self, oldSelf) => run([self, oldSelf]) };
}

/** Binary operators from the loosest to the tightest. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];

const operators: Readonly<Record<string, (left: Json, right: Json) => Json>> = {
  '==': isSame,
  '!=': (left, right) => !isSame(left, right),
  '<': (left, right) => isLess(left, right),
  '<=': (left, right) => !isLess(right, left),
  '>': (left, right) => isLess(right, left),
  '>=': (left, right) => !isLess(left, right),
  in: (item, list) => itemsOf(list).some((each) => isSame(each, item)),
  '+': add,
  '-': (left, right) => asNumber(left) - asNumber(right),
  '*': (left, right) => asNumber(left) * asNumber(right),
  '/': (left, right) => Math.trunc(asNumber(left) / asNumber(right)),
  '%': (left, right) => asNumber(left) % asNumber(right),
};

/** What macros make of the items of a list and of an expression for each of them. */
const macros: Readonly<
  Record<string, (items: readonly Json[], ask: (item: Json) => Json, to?: typeof ask) => Json>
> = {
  all: (items, ask) => settle(items, ask, false),
  exists: (items, ask) => settle(items, ask, true),
  exists_one: (items, ask) => items.filter((item) => asBoolean(ask(item))).length === 1,
  filter: (items, ask) => items.filter((item) => asBoolean(ask(item))),
  map: (items, ask, to) =>
    to ? items.filter((item) => asBoolean(ask(item))).map(to) : items.map(ask),
};

class Parser {
  usesOldSelf = false;
  readonly #source: string;
  readonly #tokens: readonly Token[];
  readonly #names = ['self', 'oldSelf'];
  #at = 0;

  constructor(source: string) {
    this.#source = source;
    this.#tokens = tokensOf(source);
  }

  whole(): Part {
    const part = this.#expression();
    assert(this.#token.type === 'end', `${this.#source}: ${this.#token.text} is too much`);
    return part;
  }

  get #token(): Token {
    return this.#tokens[this.#at] as Token;
  }

  #accept(...signs: readonly string[]): string | undefined {
    const { type, text } = this.#token;
    if (type === 'string' || !signs.includes(text)) return undefined;
    this.#at++;
    return text;
  }

  #expect(sign: string): void {
    assert(this.#accept(sign), `${this.#source}: ${sign} instead of ${this.#token.text}`);
  }

  #name(): string {
    const { type, text } = this.#token;
    assert(type === 'name', `${this.#source}: a name instead of ${text}`);
    this.#at++;
    return text;
  }

  #expression(): Part {
    const condition = this.#binary(0);
    if (!this.#accept('?')) return condition;
    const yes = this.#binary(0).run;
    this.#expect(':');
    const no = this.#expression().run;
    return { run: (scope) => (asBoolean(condition.run(scope)) ? yes(scope) : no(scope)) };
  }

  #binary(level: number): Part {
    const signs = levels[level];
    if (!signs) return this.#unary();
    let left = this.#binary(level + 1);
    for (let sign = this.#accept(...signs); sign; sign = this.#accept(...signs))
      left = { run: combined(sign, left.run, this.#binary(level + 1).run) };
    return left;
  }

  #unary(): Part {
    const sign = this.#accept('!', '-');
    if (!sign) return this.#members(this.#primary());
    const { run } = this.#unary();
    return {
      run: (scope) => (sign === '!' ? !asBoolean(run(scope)) : -asNumber(run(scope))),
    };
  }

  #members(part: Part): Part {
    let of = part;
    for (let sign = this.#accept('.', '['); sign; sign = this.#accept('.', '['))
      of = sign === '.' ? this.#member(of.run) : this.#index(of.run);
    return of;
  }

  #index(of: Run): Part {
    const key = this.#expression().run;
    this.#expect(']');
    return { run: (scope) => entryOf(of(scope), key(scope)) };
  }

  #member(of: Run): Part {
    const written = this.#name();
    if (this.#accept('('))
      return Object.hasOwn(macros, written)
        ? this.#macro(written, of)
        : { run: called(written, [of, ...this.#list(')')]) };
    const field = plainName(written);
    return {
      run: (scope) => entryOf(of(scope), field),
      has: (scope) => hasKey(of(scope), field),
    };
  }

  #macro(name: string, of: Run): Part {
    this.#names.push(this.#name());
    this.#expect(',');
    const [ask, to] = this.#list(')');
    this.#names.pop();
    const macro = macros[name];
    assert(macro && ask, `${this.#source}: ${name} asks something of each item`);
    return {
      run: (scope) => {
        const withItem = (run: Run) => (item: Json) => run([...scope, item]);
        return macro(itemsOf(of(scope)), withItem(ask), to && withItem(to));
      },
    };
  }

  #list(end: string): readonly Run[] {
    const runs: Run[] = [];
    while (!this.#accept(end)) {
      if (runs.length > 0) this.#expect(',');
      runs.push(this.#expression().run);
    }
    return runs;
  }

  #primary(): Part {
    if (this.#accept('(')) {
      const part = this.#expression();
      this.#expect(')');
      return part;
    }
    if (this.#accept('[')) {
      const items = this.#list(']');
      return { run: (scope) => items.map((item) => item(scope)) };
    }
    if (this.#accept('{')) {
      this.#expect('}');
      return { run: () => ({}) };
    }
    const { type, text } = this.#token;
    if (type === 'name') return this.#named();
    assert(type === 'string' || type === 'number', `${this.#source}: a value instead of ${text}`);
    this.#at++;
    const value = type === 'string' ? text : Number(text);
    return { run: () => value };
  }

  #named(): Part {
    const name = this.#name();
    if (this.#accept('(')) return this.#call(name);
    const constant = ({ true: true, false: false, null: null } as const)[name];
    if (constant !== undefined) return { run: () => constant };
    const index = this.#names.lastIndexOf(name);
    assert(index >= 0, `${this.#source}: ${name} is not known`);
    if (name === 'oldSelf') this.usesOldSelf = true;
    return { run: (scope) => scope[index] ?? null };
  }

  #call(name: string): Part {
    if (name !== 'has') return { run: called(name, this.#list(')')) };
    const { has } = this.#expression();
    this.#expect(')');
    assert(has, `${this.#source}: has asks for a field`);
    return { run: has };
  }
}

function called(name: string, values: readonly Run[]): Run {
  const call = functions[name];
  assert(call, `the function ${name} is known`);
  return (scope) => call(...values.map((value) => value(scope)));
}

function combined(sign: string, left: Run, right: Run): Run {
  if (sign === '||' || sign === '&&')
    return (scope) => settle([left, right], (side) => side(scope), sign === '||');
  const operator = operators[sign];
  assert(operator, `the operator ${sign} is known`);
  return (scope) => operator(left(scope), right(scope));
}

/** The order does not matter: an answer that decides hides the failure of another one. */
function settle<T>(items: readonly T[], ask: (item: T) => Json, decisive: boolean): boolean {
  let failure: unknown;
  for (const item of items) {
    try {
      if (asBoolean(ask(item)) === decisive) return decisive;
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  return !decisive;
}

function add(left: Json, right: Json): Json {
  if (Array.isArray(left)) return [...(left as readonly Json[]), ...itemsOf(right)];
  return typeof left === 'string' ? left + asText(right) : asNumber(left) + asNumber(right);
}

function isLess(left: Json, right: Json): boolean {
  const isText = typeof left === 'string' && typeof right === 'string';
  return isText ? left < right : asNumber(left) < asNumber(right);
}

/** Fields whose names are words of the language, or hold signs, are written otherwise in rules. */
function plainName(written: string): string {
  return written
    .replace(/__(dot|dash|slash|underscores)__/g, (_all, word: keyof typeof signs) => signs[word])
    .replace(/^__(\w+)__$/, '$1');
}
const signs = { dot: '.', dash: '-', slash: '/', underscores: '__' } as const;
