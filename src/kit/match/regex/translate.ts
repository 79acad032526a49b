/** PCRE → the source of a JavaScript expression in Unicode mode, with what it may cost to run. */
import { literal, maySpell, readClass, readEscape } from './class.ts';
import { Draft, type Effort } from './draft.ts';
import { Groups, switched, type Flags } from './groups.ts';
import { lettersOf, type Letters } from './letters.ts';
import type { Item } from './outline.ts';

export interface Translated {
  readonly source: string;
  /** For each group of the PCRE the name of the JavaScript group. */
  readonly groups: readonly string[];
  readonly effort: Effort;
  /** What every text holds that it matches. */
  readonly letters: Letters | null;
}

const ANCHORS: Readonly<Record<string, string>> = {
  A: '(?<![^])',
  z: '(?![^])',
  Z: '(?=\\n?(?![^]))',
  b: '\\b',
  B: '\\B',
};

class Untranslatable extends Error {}

const QUANTIFIER = /([*+?]|\{\d+(?:,\d*)?\})([?+]?)/y;
const FLAGS = /\(\?([imsx]*)(?:-([imsx]+))?([:)])/y;
const OPENINGS: readonly (readonly [RegExp, string])[] = [
  [/\(\?P?<([A-Za-z_]\w*)>/y, 'capture'],
  [/\(\?'([A-Za-z_]\w*)'/y, 'capture'],
  [/\(\?(?:=|!|<=|<!|:)/y, 'plain'],
  [/\(\?>/y, 'atomic'],
  [/\((?![?*])/y, 'capture'],
];

/** The translation, or why there is none; `multiline` is whether `^` and `$` match at every line. */
export function translate(pcre: string, multiline: boolean): Translated | string {
  try {
    return new Translator(pcre, multiline).run();
  } catch (error) {
    if (error instanceof Untranslatable || error instanceof SyntaxError) return error.message;
    throw error;
  }
}

class Translator {
  readonly #pcre: string;
  readonly #draft = new Draft();
  readonly #groups = new Groups();
  #flags: Flags;
  #at = 0;

  constructor(pcre: string, multiline: boolean) {
    this.#pcre = pcre;
    this.#flags = { i: false, m: multiline, s: false, x: false };
  }

  run(): Translated {
    while (this.#at < this.#pcre.length) this.#step();
    if (this.#draft.depth > 0) throw new Untranslatable('a group is not closed');
    const { source, effort, outline } = this.#draft;
    return { source, groups: this.#groups.names, effort, letters: lettersOf(outline.branches) };
  }

  #step(): void {
    const letter = this.#pcre[this.#at] as string;
    if (this.#flags.x && this.#skipped(letter)) return;
    if (this.#repeat()) return;
    if (letter === '(') this.#group();
    else if (letter === ')') this.#shut();
    else if (letter === '|') this.#choice();
    else if (letter === '[') this.#class();
    else if (letter === '\\') this.#escape();
    else if (letter === '^') this.#anchor(1, this.#flags.m ? '(?<![^\\n])' : '(?<![^])');
    else if (letter === '$') this.#anchor(1, this.#flags.m ? '(?![^\\n])' : '(?=\\n?(?![^]))');
    else if (letter === '.') this.#put(1, this.#flags.s ? '[^]' : '[^\\n]');
    else this.#character(this.#pcre.codePointAt(this.#at) as number);
  }

  #character(point: number): void {
    this.#letter(point > 0xffff ? 2 : 1, point);
  }

  #letter(length: number, point: number): void {
    const letter = String.fromCodePoint(point);
    const text = literal(point, this.#flags.i);
    // A letter beyond ASCII may be another case of one of its letters.
    const item: Item = /^\w$/.test(letter)
      ? { kind: 'letter', letter }
      : { kind: maySpell(text) ? 'other' : 'edge' };
    this.#draft.put(text, item);
    this.#at += length;
  }

  /** White space and comments of the extended syntax. */
  #skipped(letter: string): boolean {
    if (/\s/.test(letter)) this.#at++;
    else if (letter === '#') this.#at = (this.#pcre.indexOf('\n', this.#at) + 1 || this.#pcre.length + 1) - 1;
    else return false;
    return true;
  }

  #put(length: number, text: string, kind: 'edge' | 'other' = 'other'): void {
    this.#draft.put(text, { kind });
    this.#at += length;
  }

  #anchor(length: number, text: string): void {
    this.#draft.anchor(text, text !== ANCHORS.B);
    this.#at += length;
  }

  #repeat(): boolean {
    const found = this.#sees(QUANTIFIER);
    if (!found) return false;
    const [whole, bounds, mode] = found as unknown as [string, string, string];
    if (!this.#draft.repeat(bounds, mode)) throw new Untranslatable(`${whole} repeats nothing`);
    this.#at += whole.length;
    return true;
  }

  #group(): void {
    const comment = this.#sees(/\(\?#[^)]*\)/y);
    if (comment) return void (this.#at += comment[0].length);
    const flags = this.#sees(FLAGS);
    if (flags && (flags[3] === ')' || flags[1] || flags[2])) return this.#setFlags(flags);
    for (const [opening, kind] of OPENINGS) {
      const found = this.#sees(opening);
      if (!found) continue;
      this.#at += found[0].length;
      if (kind === 'plain') return this.#begin(found[0]);
      if (kind === 'atomic') return this.#begin('(?:', true);
      return this.#capture(found[1]);
    }
    const reference = this.#sees(/\(\?P=(\w+)\)/y);
    if (!reference) throw new Untranslatable(`${this.#pcre.slice(this.#at, this.#at + 4)} is not supported`);
    this.#again(reference[0], reference[1]);
  }

  #capture(name: string | undefined): void {
    this.#begin(`(?<${this.#groups.add(name)}>`);
  }

  /** What a group caught, once more. */
  #again(reference: string, group: number | string | undefined): void {
    const name = this.#groups.find(group);
    if (name === undefined) throw new Untranslatable(`${reference} names no group before it`);
    this.#put(reference.length, `\\k<${name}>`);
  }

  #setFlags([whole, on = '', off = '', end]: RegExpExecArray): void {
    this.#at += whole.length;
    const before = this.#flags;
    if (end === ':') this.#begin('(?:');
    this.#flags = switched(before, on, off);
  }

  #begin(text: string, atomic = false): void {
    this.#groups.open.push({ flags: this.#flags, atomic });
    this.#draft.open(text);
  }

  #shut(): void {
    const group = this.#groups.open.pop();
    if (!group) throw new Untranslatable('a group is closed that is not open');
    this.#flags = group.flags;
    this.#draft.close(group.atomic);
    this.#at++;
  }

  #choice(): void {
    this.#draft.choice();
    this.#at++;
  }

  #class(): void {
    const read = readClass(this.#pcre, this.#at, this.#flags.i);
    if ('problem' in read) throw new Untranslatable(read.problem);
    this.#put(read.end - this.#at, read.text, maySpell(read.text) ? 'other' : 'edge');
  }

  #escape(): void {
    const next = this.#pcre[this.#at + 1] ?? '';
    const anchor = ANCHORS[next];
    if (anchor !== undefined) return this.#anchor(2, anchor);
    if (next === 'Q') return this.#quoted();
    if (next === 'R') return this.#put(2, '(?:\\r\\n|[\\n\\r])');
    if (next === 'N') return this.#put(2, '[^\\n]');
    const reference = this.#sees(/\\(?:([1-9]\d?)|g(\d)|g\{(\d+)\}|k[<{']([A-Za-z_]\w*)[>}'])/y);
    if (reference) {
      const [whole, plain, short, braced, name] = reference;
      return this.#again(whole, name ?? Number(plain ?? short ?? braced));
    }
    const read = readEscape(this.#pcre, this.#at);
    if ('problem' in read) throw new Untranslatable(read.problem);
    const length = read.end - this.#at;
    if (typeof read.item === 'string')
      this.#put(length, `[${read.item}]`, /^\\[sW]/.test(read.item) ? 'edge' : 'other');
    else this.#letter(length, read.item);
  }

  #quoted(): void {
    const end = this.#pcre.indexOf('\\E', this.#at + 2);
    const words = this.#pcre.slice(this.#at + 2, end < 0 ? undefined : end);
    for (const letter of words) this.#letter(0, letter.codePointAt(0) as number);
    this.#at = end < 0 ? this.#pcre.length : end + 2;
  }

  #sees(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#pcre);
  }
}
