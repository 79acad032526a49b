/** Runs rules on a file. */
import type { Compiled, Query } from './compile.ts';
import type { Stage } from './formula/conditions.ts';
import { evaluate } from './formula/evaluate.ts';
import type { Found } from './formula/found.ts';
import { Scene, type Text } from './formula/scene.ts';
import { Words } from './formula/words.ts';
import { isPlain } from './language-of.ts';
import { asRead } from './lower/as-read.ts';
import { lowerFile, type Lowered } from './lower/lower.ts';
import { BudgetExceeded } from './match/matcher.ts';
import type { Bound, FileMatches, Match, Trouble } from './match.ts';
import type { Node } from './node.ts';
import type { Options, RuleLanguage } from './rule.ts';
import { findFlows } from './taint/find.ts';
import { TooLong } from './too-long.ts';

export interface MatchedFile {
  readonly path: string;
  readonly text: string;
  readonly language: RuleLanguage;
}

/** A text inside the file that has to be parsed before the rule can go on. */
class Unparsed extends Error {
  readonly text: string;
  readonly language: RuleLanguage;
  constructor(text: string, language: RuleLanguage) {
    super();
    this.text = text;
    this.language = language;
  }
}

/** Texts inside one file that are parsed for one rule. */
const MAX_EMBEDDED = 1_000;

/** All matches of all rules, in the order of the rules, and what kept rules from looking. */
export async function matchFile(compiled: readonly Compiled[], given: MatchedFile): Promise<FileMatches> {
  const file = { ...given, text: asRead(given.text, given.language) };
  const words = new Words(file.text);
  const due = compiled.flatMap((rule) => {
    const need = rule.needs.get(file.language);
    const query = need !== undefined && words.meet(need) && rule.queries.get(file.language);
    return query ? [{ rule, query }] : [];
  });
  if (due.length === 0) return { matches: [], troubles: [] };
  const lowered = await lower(file);
  if (!lowered) return { matches: [], troubles: [{ rule: null, kind: 'parse-error', at: null }] };
  const troubles: Trouble[] = lowered.errors.map((at) => ({ rule: null, kind: 'parse-error', at }));
  const run = new Run(file, { root: lowered.root, words });
  const matches: Match[] = [];
  for (const { rule, query } of due) {
    const found = await run.rule(rule, query);
    if (found) matches.push(...found);
    else troubles.push({ rule: rule.id, kind: 'budget-exceeded', at: null });
  }
  return { matches, troubles };
}

/** Null when the text is nested too deeply, or the parser gave up. */
async function lower({
  text,
  language,
  path,
}: MatchedFile): Promise<{ root: Node | null; errors: Lowered['errors'] } | null> {
  if (isPlain(language)) return { root: null, errors: [] };
  try {
    return await lowerFile(text, language, path);
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && error.cause !== undefined)) return null;
    throw error;
  }
}

class Run {
  readonly #file: MatchedFile;
  readonly #tree: Pick<Text, 'root' | 'words'>;
  readonly #scenes = new Map<string, Scene>();
  readonly #embedded = new Map<string, Scene>();

  constructor(file: MatchedFile, tree: Pick<Text, 'root' | 'words'>) {
    this.#file = file;
    this.#tree = tree;
  }

  /** The matches of a rule; null when its budget did not suffice. */
  async rule(compiled: Compiled, query: Query): Promise<readonly Match[] | null> {
    for (let parsed = 0; parsed < MAX_EMBEDDED; parsed++) {
      try {
        return this.#matches(compiled, query);
      } catch (error) {
        if (error instanceof Unparsed) await this.#parse(error);
        else if (error instanceof BudgetExceeded || error instanceof TooLong || error instanceof RangeError)
          return null;
        else throw error;
      }
    }
    return null;
  }

  #matches({ id: rule, rule: { options } }: Compiled, query: Query): readonly Match[] {
    const stage: Stage = {
      scene: this.#scene(options),
      evaluate,
      embedded: (text, language) => this.#inner(text, language),
    };
    stage.scene.matcher.reset();
    if (query.mode === 'taint') {
      return findFlows(query.taint, stage, options).map(({ found, path }) => ({
        ...this.#match(rule, found),
        path,
      }));
    }
    const matches = new Map<string, Match>();
    for (const found of evaluate(query.formula, stage, null)) {
      const key = `${found.start}-${found.end}`;
      if (!matches.has(key)) matches.set(key, this.#match(rule, found));
    }
    return [...matches.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  }

  #scene({ constantPropagation: constants, symbolicPropagation: symbols, ways }: Options): Scene {
    const key = `${constants} ${symbols} ${ways.join(' ')}`;
    let scene = this.#scenes.get(key);
    if (!scene) {
      const { text, language } = this.#file;
      scene = new Scene({ text, language, ...this.#tree, reads: { constants, symbols, ways } });
      this.#scenes.set(key, scene);
    }
    return scene;
  }

  #inner(text: string, language: RuleLanguage): Scene {
    const scene = this.#embedded.get(`${language}\0${text}`);
    if (!scene) throw new Unparsed(text, language);
    return scene;
  }

  async #parse({ text, language }: Unparsed): Promise<void> {
    const root = (await lower({ text, language, path: '' }))?.root ?? null;
    this.#embedded.set(
      `${language}\0${text}`,
      new Scene({
        text,
        language,
        root,
        words: new Words(text),
        reads: { constants: true, symbols: false, ways: [] },
      }),
    );
  }

  #match(rule: string, { start, end, env, isStatement }: Found): Match {
    const bindings = new Map<string, Bound>();
    for (let at = env; at; at = at.next) {
      const { start, end, text } = at.held;
      if (!bindings.has(at.name)) bindings.set(at.name, { start, end, text });
    }
    const isClosed = isStatement === true && this.#file.text[end] === ';';
    return { rule, start, end: isClosed ? end + 1 : end, bindings, path: [] };
  }
}
