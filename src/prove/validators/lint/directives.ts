/** Comments that speak to ESLint, and how those that a change adds lose their voice. */
import type { Hunk } from '../../../domain/change.ts';
import { touches } from '../../../domain/change.ts';
import type { Lines } from '../../../kit/text.ts';
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

/** The directives of which some line was added. */
export function addedDirectives(all: readonly Span[], lines: Lines, hunks: readonly Hunk[]): Span[] {
  return all.filter(({ start, end }) =>
    touches(hunks, lines.position(start).line, lines.position(end - 1).line),
  );
}

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
