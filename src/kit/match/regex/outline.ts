/** An expression as far as its letters go, gathered while it is written: for what a text must hold to be matched. */

export type Item =
  | { readonly kind: 'letter'; readonly letter: string }
  /** No letter stands here, or none can stand beside it: `^`, `\b`, a dot that is meant. */
  | { readonly kind: 'edge' }
  | { readonly kind: 'other' }
  | { readonly kind: 'choice'; readonly of: readonly Branch[] }
  /** Of its parts any number, or none. */
  | { readonly kind: 'repeated'; readonly of: Item; readonly low: number; readonly high: number };

export type Branch = readonly Item[];

interface Frame {
  readonly isLook: boolean;
  readonly branches: Item[][];
}

export class Outline {
  readonly #frames: Frame[] = [{ isLook: false, branches: [[]] }];

  get branches(): readonly Branch[] {
    return this.#top.branches;
  }

  get #top(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  get #branch(): Item[] {
    return this.#top.branches.at(-1) as Item[];
  }

  add(item: Item): void {
    this.#branch.push(item);
  }

  choice(): void {
    this.#top.branches.push([]);
  }

  open(isLook: boolean): void {
    this.#frames.push({ isLook, branches: [[]] });
  }

  /** What looks around takes nothing, so it says nothing of the letters. */
  close(): void {
    const { isLook, branches } = this.#frames.pop() as Frame;
    if (!isLook) this.#branch.push({ kind: 'choice', of: branches });
  }

  /** What was added last, so many times. */
  repeat(low: number, high: number): void {
    const of = this.#branch.pop();
    if (of) this.#branch.push({ kind: 'repeated', of, low, high });
  }
}
