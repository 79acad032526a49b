/** A regular expression while it is written: its groups, what can be repeated, what it needs, and what it may cost to run. */
import { Outline, type Item } from './outline.ts';

/** How a backtracking engine's work grows with the length of a text. */
export interface Effort {
  /** A repetition inside a repetition, or a choice inside one: exponential for all we know. */
  readonly nested: boolean;
  /** Repetitions without an upper bound: each is a power of the length. */
  readonly loops: number;
  /** What bounded repetitions and choices multiply the work with. */
  readonly factor: number;
}

/** What one branch of a group takes, apart from what looks ahead before it repeats anything. */
interface Branch {
  loops: number;
  factor: number;
  /** The most loops of what looks ahead there: it is asked once, so its work comes on top. */
  aside: number;
}

/** A group that is open. */
interface Frame {
  /** Where it begins in what was written. */
  readonly start: number;
  readonly branches: Branch[];
  /** It holds a repetition or a choice. */
  busy: boolean;
}

function frameAt(start: number): Frame {
  return { start, branches: [{ loops: 0, factor: 1, aside: 0 }], busy: false };
}

/** Of its branches one after the other. */
function workOf({ branches }: Frame): { loops: number; factor: number } {
  return {
    loops: Math.max(...branches.map(({ loops, aside }) => Math.max(loops, aside))),
    factor: branches.reduce((sum, { factor }) => sum + factor, 0),
  };
}

export class Draft {
  readonly outline = new Outline();
  readonly #out: string[] = [];
  readonly #frames: Frame[] = [frameAt(0)];
  /** Where the last thing that can be repeated begins, and whether it is busy. */
  #atom: { readonly start: number; readonly busy: boolean } | null = null;
  #seals = 0;
  #nested = false;

  get source(): string {
    return this.#out.join('');
  }

  get effort(): Effort {
    return { nested: this.#nested, ...workOf(this.#top) };
  }

  /** How many groups are open. */
  get depth(): number {
    return this.#frames.length - 1;
  }

  get #top(): Frame {
    return this.#frames[this.#frames.length - 1] as Frame;
  }

  get #branch(): Branch {
    return this.#top.branches.at(-1) as Branch;
  }

  /** Something that matches, and can be repeated. */
  put(text: string, item: Item): void {
    this.outline.add(item);
    this.#atom = { start: this.#out.length, busy: false };
    this.#out.push(text);
  }

  /** Something that matches nothing, and cannot; `parts`: no word goes on across it. */
  anchor(text: string, parts: boolean): void {
    this.outline.add({ kind: parts ? 'edge' : 'other' });
    this.#mark(text);
  }

  #mark(text: string): void {
    this.#out.push(text);
    this.#atom = null;
  }

  choice(): void {
    this.#top.branches.push({ loops: 0, factor: 1, aside: 0 });
    this.outline.choice();
    this.#mark('|');
  }

  open(text: string): void {
    this.#frames.push(frameAt(this.#out.length));
    this.outline.open(isLook(text));
    this.#mark(text);
  }

  /** Ends the innermost group; one that is sealed gives nothing back. */
  close(sealed: boolean): void {
    const frame = this.#frames.pop() as Frame;
    const { start } = frame;
    const { loops, factor } = workOf(frame);
    const isAround = isLook(this.#out[start] as string);
    this.outline.close();
    const isBusy = frame.busy || frame.branches.length > 1;
    const branch = this.#branch;
    if (isAround && branch.loops === 0) branch.aside = Math.max(branch.aside, loops);
    else branch.loops += loops;
    branch.factor *= factor;
    this.#top.busy ||= isBusy;
    this.#out.push(')');
    this.#atom = isAround ? null : { start, busy: isBusy };
    if (sealed) this.#seal(start);
  }

  /** Repeats what was put last, greedily, lazily (`?`) or without giving back (`+`); false when nothing can be. */
  repeat(bounds: string, mode: string): boolean {
    if (!this.#atom) return false;
    const [low, high] = boundsOf(bounds);
    this.outline.repeat(low, high);
    // What can be cut in one way only is one loop, not a loop of loops.
    const isList = high > 1 && this.#atom.busy && isSeparated(this.#out.slice(this.#atom.start).join(''));
    if (high > 1 && this.#atom.busy && !isList) this.#nested = true;
    if (high < Infinity) this.#branch.factor *= high - low + 1;
    else if (!isList) this.#branch.loops++;
    this.#top.busy ||= low !== high;
    this.#out.push(mode === '?' ? `${bounds}?` : bounds);
    if (mode === '+') this.#seal(this.#atom.start);
    this.#atom = null;
    return true;
  }

  /** JavaScript's lookaheads give nothing back: what one met is said again by its name. */
  #seal(start: number): void {
    const name = `atom${++this.#seals}`;
    this.#out[start] = `(?:(?=(?<${name}>${this.#out[start]}`;
    this.#out.push(`))\\k<${name}>)`);
  }
}

/** Whether a group that begins so looks around and takes nothing. */
function isLook(opening: string): boolean {
  return /^\(\?<?[=!]/.test(opening);
}

const LIST =
  /^\((?:\?:)?(?:(\[(?:[^\]\\]|\\.)+\])[*+](\w|\\u\{\w+\})|(\w|\\u\{\w+\})(\[(?:[^\]\\]|\\.)+\])[*+])\)$/;

/** `(?:\w+\.)`, `(?:_[a-z]+)`: a run of letters, and beside it a letter that is none of them. */
function isSeparated(group: string): boolean {
  const [, before, behind, first, run] = LIST.exec(group) ?? [];
  const letter = behind ?? first;
  if (letter === undefined) return false;
  const code = /^\\u\{(\w+)\}$/.exec(letter)?.[1];
  const text = code === undefined ? letter : String.fromCodePoint(Number.parseInt(code, 16));
  return !new RegExp(`^${before ?? run}$`, 'u').test(text);
}

function boundsOf(text: string): [low: number, high: number] {
  if (text === '?') return [0, 1];
  if (text === '*' || text === '+') return [text === '*' ? 0 : 1, Infinity];
  const [low, high] = text.slice(1, -1).split(',');
  return [Number(low), high === undefined ? Number(low) : high === '' ? Infinity : Number(high)];
}
