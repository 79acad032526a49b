/** Finds among many spans those around another and those inside it, without asking each of them. */
import type { Span } from '../../syntax/facts.ts';

export class Spans<T extends Span> {
  readonly #spans: readonly T[];
  /** Numbers of the spans, by where they begin. */
  readonly #order: readonly number[];
  /** For a stretch of the order, where the last of its spans ends: the stretch of node n is that of 2n and 2n + 1. */
  readonly #ends: Float64Array;
  readonly #size: number;

  constructor(spans: readonly T[]) {
    this.#spans = spans;
    this.#order = spans.map((_, i) => i).sort((a, b) => this.#start(a) - this.#start(b));
    let size = 1;
    while (size < spans.length) size *= 2;
    this.#size = size;
    this.#ends = new Float64Array(2 * size).fill(-1);
    this.#order.forEach((number, at) => (this.#ends[size + at] = (spans[number] as T).end));
    for (let n = size - 1; n > 0; n--)
      this.#ends[n] = Math.max(this.#ends[2 * n] as number, this.#ends[2 * n + 1] as number);
  }

  /** All around a span, equal ones too, in the order in which they were given; `step` is told of each. */
  around(span: Span, step: () => void): T[] {
    return this.#given(this.#around(span, step));
  }

  /** Besides those around it also those inside. */
  nested(span: Span, step: () => void): T[] {
    return this.#given([...new Set([...this.#around(span, step), ...this.#inside(span, step)])]);
  }

  #around({ start, end }: Span, step: () => void): number[] {
    const numbers: number[] = [];
    const before = this.#firstFrom(start + 1);
    const visit = (n: number, from: number, size: number): void => {
      if (from >= before || (this.#ends[n] as number) < end) return;
      step();
      if (size === 1) return void numbers.push(this.#order[from] as number);
      visit(2 * n, from, size / 2);
      visit(2 * n + 1, from + size / 2, size / 2);
    };
    visit(1, 0, this.#size);
    return numbers;
  }

  #inside({ start, end }: Span, step: () => void): number[] {
    const numbers: number[] = [];
    for (let at = this.#firstFrom(start); at < this.#order.length; at++) {
      const number = this.#order[at] as number;
      if (this.#start(number) > end) break;
      step();
      if ((this.#spans[number] as T).end <= end) numbers.push(number);
    }
    return numbers;
  }

  #given(numbers: number[]): T[] {
    return numbers.sort((a, b) => a - b).map((number) => this.#spans[number] as T);
  }

  /** Where in the order those begin that do not begin before an offset. */
  #firstFrom(offset: number): number {
    let [low, high] = [0, this.#order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#start(this.#order[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #start(number: number): number {
    return (this.#spans[number] as T).start;
  }
}
