/** What variables are bound to while a pattern is matched: a list that grows at its head, so going back costs nothing. */
import type { Facts } from '../facts/facts.ts';
import { unescaped } from '../lower/as-read.ts';
import { alike, type Node } from '../node.ts';
import type { Bound } from '../match.ts';
import type { Variable } from '../rule.ts';

export interface Held extends Bound {
  /** The nodes behind it, in order; empty for a stretch of plain text. */
  readonly nodes: readonly Node[];
  /** Only the content of a string, without its quotes. */
  readonly isContent: boolean;
  /** What a name means: the name that it was given the value of, or what it was imported as. */
  readonly meaning?: string | null;
}

/** Nodes in a row of a file; what they say and mean is asked for less often than they are held. */
export class HeldNodes implements Held {
  readonly start: number;
  readonly end: number;
  readonly nodes: readonly Node[];
  readonly isContent = false;
  readonly #file: { readonly text: string; readonly facts: Facts };

  constructor(nodes: readonly Node[], file: { readonly text: string; readonly facts: Facts }) {
    this.start = nodes[0]?.start ?? 0;
    this.end = nodes.at(-1)?.end ?? 0;
    this.nodes = nodes;
    this.#file = file;
  }

  get text(): string {
    const [first] = this.nodes;
    return this.nodes.length === 1 && first
      ? wordsOf(first, this.#file.text)
      : this.#file.text.slice(this.start, this.end);
  }

  get meaning(): string | null {
    const [first] = this.nodes;
    return this.nodes.length === 1 && first ? this.#file.facts.meaningOf(first) : null;
  }
}

/** What a node says; a member that is taken out of an object by its shape stands where its name does. */
export function wordsOf(node: Node, text: string): string {
  if (node.kind === 'id') return node.value;
  const [object, name] = node.kids;
  const isTaken = node.kind === 'dot' && object?.start === node.start && object.end === node.end;
  if (isTaken) return `${wordsOf(object, text)}.${name?.value ?? ''}`;
  const written = text.slice(node.start, node.end);
  return node.kind === 'dot' && written.includes('\\u') ? unescaped(written) : written;
}

export interface Environment {
  readonly name: Variable;
  readonly held: Held;
  readonly next: Environment | null;
}

export function lookUp(env: Environment | null, name: Variable): Held | undefined {
  for (let at = env; at; at = at.next) if (at.name === name) return at.held;
  return undefined;
}

/** Whether two values of one variable are the same thing. */
export function sameHeld(a: Held, b: Held): boolean {
  if (a === b || (a.start === b.start && a.end === b.end && a.text === b.text)) return true;
  const { meaning } = a;
  if (meaning && meaning === b.meaning) return true;
  if (a.isContent || b.isContent || a.nodes.length === 0 || b.nodes.length === 0)
    return unquoted(a) === unquoted(b);
  return a.nodes.length === b.nodes.length && a.nodes.every((node, i) => alike(node, b.nodes[i] ?? null));
}

function unquoted({ text, nodes }: Held): string {
  return nodes[0]?.kind === 'str' ? nodes[0].value : text;
}

/** Both together; undefined when they contradict each other. */
export function merge(a: Environment | null, b: Environment | null): Environment | null | undefined {
  if (a === b || !b) return a;
  let merged = a;
  for (let at: Environment | null = b; at; at = at.next) {
    const held = lookUp(a, at.name);
    if (!held) merged = { name: at.name, held: at.held, next: merged };
    else if (!sameHeld(held, at.held)) return undefined;
  }
  return merged;
}

/** A text that two environments share only when they bind the same places. */
export function keyOf(env: Environment | null): string {
  const parts: string[] = [];
  for (let at = env; at; at = at.next) parts.push(`${at.name}:${at.held.start}-${at.held.end}`);
  return parts.sort().join(' ');
}
