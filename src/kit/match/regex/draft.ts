/** A regular expression while it is written: its groups, what can be repeated, and what it may cost to run. */

/** How a backtracking engine's work grows with the length of a text. */
export interface Effort {
  /** A repetition inside a repetition, or a choice inside one: exponential for all we know. */
  readonly nested: boolean;
  /** Repetitions without an upper bound: each is a power of the length. */
  readonly loops: number;
  /** What bounded repetitions and choices multiply the work with. */
  readonly factor: number;
}

/** A group that is open. */
interface Frame {
  /** Where it begins in what was written. */
  readonly start: number;
  branches: number;
  /** It holds a repetition or a choice. */
  busy: boolean;
}

export class Draft {
  readonly #out: string[] = [];
  readonly #frames: Frame[] = [{ start: 0, branches: 1, busy: false }];
  /** Where the last thing that can be repeated begins, and whether it is busy. */
  #atom: { readonly start: number; readonly busy: boolean } | null = null;
  #seals = 0;
  #nested = false;
  #loops = 0;
  #factor = 1;

  get source(): string {
    return this.#out.join('');
  }

  get effort(): Effort {
    return { nested: this.#nested, loops: this.#loops, factor: this.#factor * this.#top.branches };
  }

  /** How many groups are open. */
  get depth(): number {
    return this.#frames.length - 1;
  }

  get #top(): Frame {
    return this.#frames[this.#frames.length - 1] as Frame;
  }

  /** Something that matches, and can be repeated. */
  put(text: string): void {
    this.#atom = { start: this.#out.length, busy: false };
    this.#out.push(text);
  }

  /** Something that matches nothing, and cannot. */
  anchor(text: string): void {
    this.#out.push(text);
    this.#atom = null;
  }

  choice(): void {
    this.#top.branches++;
    this.anchor('|');
  }

  open(text: string): void {
    this.#frames.push({ start: this.#out.length, branches: 1, busy: false });
    this.anchor(text);
  }

  /** Ends the innermost group; one that is sealed gives nothing back. */
  close(sealed: boolean): void {
    const { start, branches, busy } = this.#frames.pop() as Frame;
    const isAround = /^\(\?<?[=!]/.test(this.#out[start] as string);
    const isBusy = busy || branches > 1;
    this.#factor *= branches;
    this.#top.busy ||= isBusy;
    this.#out.push(')');
    this.#atom = isAround ? null : { start, busy: isBusy };
    if (sealed) this.#seal(start);
  }

  /** Repeats what was put last, greedily, lazily (`?`) or without giving back (`+`); false when nothing can be. */
  repeat(bounds: string, mode: string): boolean {
    if (!this.#atom) return false;
    const [low, high] = boundsOf(bounds);
    // A dotted name can be cut in one way only, so its two loops are one.
    const isName = this.#isName(this.#atom.start);
    if (high > 1 && this.#atom.busy && !isName) this.#nested = true;
    if (high === Infinity && !isName) this.#loops++;
    else if (high < Infinity) this.#factor *= high - low + 1;
    this.#top.busy ||= low !== high;
    this.#out.push(mode === '?' ? `${bounds}?` : bounds);
    if (mode === '+') this.#seal(this.#atom.start);
    this.#atom = null;
    return true;
  }

  /** `(?:\w+\.)`, as it is written here. */
  #isName(start: number): boolean {
    return /^\(\?:\[\\w\][*+]\\u\{2e\}\)$/.test(this.#out.slice(start).join(''));
  }

  /** JavaScript's lookaheads give nothing back: what one met is said again by its name. */
  #seal(start: number): void {
    const name = `atom${++this.#seals}`;
    this.#out[start] = `(?:(?=(?<${name}>${this.#out[start]}`;
    this.#out.push(`))\\k<${name}>)`);
  }
}

function boundsOf(text: string): [low: number, high: number] {
  if (text === '?') return [0, 1];
  if (text === '*' || text === '+') return [text === '*' ? 0 : 1, Infinity];
  const [low, high] = text.slice(1, -1).split(',');
  return [Number(low), high === undefined ? Number(low) : high === '' ? Infinity : Number(high)];
}
