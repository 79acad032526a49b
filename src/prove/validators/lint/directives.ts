/** Comments that speak to ESLint, and how those that a change adds lose their voice. */
import { touches } from '../../../domain/change.ts';
import { addedLines } from '../../../kit/diff.ts';
import { Lines } from '../../../kit/text.ts';
import type { Span } from './inspection.ts';

const DIRECTIVE = /^\s*(eslint(?:-[a-z-]+)?|globals?|exported)(?=\s|$)/;

export interface Comment {
  readonly value: string;
  readonly range?: readonly [number, number] | undefined;
}

/** Where the directives among the comments of a file stand. */
export function findDirectives(comments: readonly Comment[]): Span[] {
  return comments.flatMap(({ value, range }) =>
    range && DIRECTIVE.test(value) ? [{ start: range[0], end: range[1] }] : [],
  );
}

interface Spoken {
  readonly text: string;
  readonly directives: readonly Span[];
}

/**
 * The directives that were none before: some line of theirs is new, or what the line says was no comment. The texts
 * are compared, not the change's hunks: those count bytes that end lines, which UTF-16 has in other characters too,
 * and know nothing of the file that a renamed one was.
 */
export function addedDirectives(now: Spoken, before: Spoken | null): Span[] {
  if (!before) return [...now.directives];
  const hunks = addedLines(withoutBlanks(before.text), withoutBlanks(now.text));
  const lines = new Lines(now.text);
  const old = new Map<string, number>();
  for (const { start, end } of before.directives) {
    const words = wordsOf(before.text.slice(start, end));
    old.set(words, (old.get(words) ?? 0) + 1);
  }
  return now.directives.filter(({ start, end }) => {
    if (touches(hunks, lines.position(start).line, lines.position(end - 1).line)) return true;
    const words = wordsOf(now.text.slice(start, end));
    const left = old.get(words) ?? 0;
    old.set(words, left - 1);
    return left <= 0;
  });
}

/** Line by line without white space: a directive that was only indented anew is no new one. */
function withoutBlanks(text: string): Buffer {
  return Buffer.from(text.replace(/[^\S\n]+/g, ''));
}

const wordsOf = (directive: string): string => directive.replace(/\s+/g, ' ');

/** The text with these directives turned into ordinary comments of the same length. */
export function mute(text: string, directives: readonly Span[]): string {
  let muted = '';
  let from = 0;
  for (const { start, end } of directives) {
    const word = text.slice(start, end).replace(/[a-z]+/, (letters) => 'x'.repeat(letters.length));
    muted += text.slice(from, start) + word;
    from = end;
  }
  return muted + text.slice(from);
}

/** The text of the directive that most likely silences a rule on a line, for people. */
export function directiveFor(
  text: string,
  directives: readonly Span[],
  { rule, lineEnd }: { readonly rule: string; readonly lineEnd: number },
): string {
  const texts = directives
    .filter(({ start }) => start < lineEnd)
    .map(({ start, end }) =>
      text.slice(start, Math.min(end, start + 300)).replace(/^\/[/*]\s*|\s*\*\/$/g, ''),
    );
  const naming = texts.filter((directive) => directive.includes(rule));
  return (naming.at(-1) ?? texts.at(-1) ?? 'a directive of the file').slice(0, 200);
}
