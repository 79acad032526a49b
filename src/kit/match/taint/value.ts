/** What is known of a value while code runs: what taints it, what it is, and the same of its parts. */
import type { Constant } from '../facts/operators.ts';
import type { Span } from '../../syntax/facts.ts';
import { CLEAN, join, moved, type Marks } from './marks.ts';

type Parts = ReadonlyMap<string, Value>;

interface Known {
  readonly marks?: Marks;
  readonly constant?: Constant | undefined;
  readonly parts?: Parts;
  readonly size?: number | undefined;
  readonly isFixed?: boolean;
  readonly gives?: Value | undefined;
}

const NO_PARTS: Parts = new Map();
/** More parts than this, or parts of parts of parts deeper than this, are not told apart. */
const MAX_PARTS = 64;
const MAX_DEPTH = 6;

/** Never changed once it is made. */
export class Value {
  /** Of the whole, and of every part that is not told apart. */
  readonly marks: Marks;
  /** Of the whole and of all parts. */
  readonly all: Marks;
  /** Undefined where it is not known, or no plain value. */
  readonly constant: Constant | undefined;
  readonly parts: Parts;
  /** How many elements a list has, where that is known. */
  readonly size: number | undefined;
  /** It is made of what stands in the text and of nothing else. */
  readonly isFixed: boolean;
  /** What a function gives back, whatever it is given. */
  readonly gives: Value | undefined;
  readonly #depth: number;

  constructor({ marks = CLEAN, constant, parts = NO_PARTS, size, isFixed = false, gives }: Known) {
    let [all, depth] = [marks, 0];
    for (const part of parts.values()) {
      all = join(all, part.all);
      depth = Math.max(depth, part.#depth + 1);
    }
    const isTooMuch = depth > MAX_DEPTH || parts.size > MAX_PARTS;
    this.all = all;
    this.marks = isTooMuch ? all : marks;
    this.constant = constant;
    this.parts = isTooMuch ? NO_PARTS : parts;
    this.size = isTooMuch ? undefined : size;
    this.isFixed = isFixed;
    this.gives = gives;
    this.#depth = isTooMuch ? 0 : depth;
  }

  /** The part under a key; what is not told apart is as the whole. */
  part(key: string): Value {
    const own = this.parts.get(key);
    if (own) return own;
    if (typeof this.constant === 'string') return characterAt(this.constant, key);
    return this.marks.size === 0 && !this.isFixed
      ? UNKNOWN
      : new Value({ marks: this.marks, isFixed: this.isFixed });
  }

  /** A part of which nobody knows which one it is. */
  somePart(): Value {
    return new Value({ marks: this.all, isFixed: this.isFixed });
  }

  /** The same with another value under a key, or a key of a key. */
  put(keys: readonly string[], value: Value): Value {
    const [key, ...rest] = keys;
    if (key === undefined) return value;
    const parts = new Map(this.parts);
    parts.set(key, this.part(key).put(rest, value));
    return this.#with({ constant: undefined, parts, isFixed: this.isFixed && value.isFixed });
  }

  /** The same with something more in it, nobody knows where. */
  more({ all, isFixed }: Value): Value {
    const parts = new Map([...this.parts].map(([key, part]) => [key, part.more(new Value({ marks: all }))]));
    return this.#with({
      marks: join(this.marks, all),
      constant: undefined,
      parts: all.size > 0 ? parts : this.parts,
      size: undefined,
      isFixed: this.isFixed && isFixed,
    });
  }

  /** The same without the part at an index: what stands behind it moves up. */
  without(index: number): Value {
    if (this.size === undefined || index >= this.size) return this.more(UNKNOWN);
    const parts = new Map<string, Value>();
    for (const [key, part] of this.parts) {
      if (Number(key) !== index) parts.set(Number(key) > index ? String(Number(key) - 1) : key, part);
    }
    return this.#with({ parts, size: this.size - 1 });
  }

  /** With these marks besides. */
  tainted(marks: Marks): Value {
    return marks.size === 0 ? this : this.#with({ marks: join(this.marks, marks) });
  }

  /** What it is when it is known that nothing taints it. */
  clean(): Value {
    return this.all.size === 0 ? this : new Value({ constant: this.constant });
  }

  /** All marks one place further on their way. */
  moved(to: Span): Value {
    if (this.all.size === 0) return this;
    const parts = new Map([...this.parts].map(([key, part]) => [key, part.moved(to)]));
    return this.#with({ marks: moved(this.marks, to), parts });
  }

  /** Without what may be another by now: what it holds, and how many. */
  vague(): Value {
    if (this.constant === undefined && this.parts.size === 0) return this;
    const parts = new Map([...this.parts].map(([key, part]) => [key, part.vague()]));
    return this.#with({ constant: undefined, parts, size: undefined });
  }

  /** What is known when it is this or the other; itself when the other says nothing new. */
  meet(other: Value): Value {
    if (this === other) return this;
    const met = {
      marks: join(this.marks, other.marks),
      constant: this.constant === other.constant ? this.constant : undefined,
      parts: this.#meetParts(other),
      size: this.size === other.size ? this.size : undefined,
      isFixed: this.isFixed && other.isFixed,
      gives: this.gives && other.gives ? this.gives.meet(other.gives) : (this.gives ?? other.gives),
    };
    const isNews = (Object.keys(met) as (keyof typeof met)[]).some((key) => met[key] !== this[key]);
    return isNews ? new Value(met) : this;
  }

  #meetParts(other: Value): Parts {
    let parts: Map<string, Value> | null = null;
    for (const key of new Set([...this.parts.keys(), ...other.parts.keys()])) {
      const before = this.part(key);
      const after = before.meet(other.part(key));
      if (after !== before) (parts ??= new Map(this.parts)).set(key, after);
    }
    return parts ?? this.parts;
  }

  #with(known: Known): Value {
    const { marks, constant, parts, size, isFixed, gives } = this;
    return new Value({ marks, constant, parts, size, isFixed, gives, ...known });
  }
}

export const UNKNOWN = new Value({});

export function constantValue(constant: Constant): Value {
  return new Value({ constant, isFixed: true });
}

export function taintedBy(marks: Marks): Value {
  return marks.size === 0 ? UNKNOWN : new Value({ marks });
}

/** All of them in one, none told apart. */
export function blend(values: Iterable<Value>): Value {
  let [marks, isFixed] = [CLEAN, true];
  for (const value of values) {
    marks = join(marks, value.all);
    isFixed &&= value.isFixed;
  }
  return marks.size === 0 && !isFixed ? UNKNOWN : new Value({ marks, isFixed });
}

function characterAt(text: string, key: string): Value {
  const character = /^\d+$/.test(key) ? text[Number(key)] : undefined;
  return character === undefined ? UNKNOWN : constantValue(character);
}
