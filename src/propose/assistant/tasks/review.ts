/** The task `review`: lines that a change adds, and notes on what looks right there and is not. Notes never block. */
import { touches, type ChangedFile, type Hunk } from '../../../domain/change.ts';
import type { Note } from '../../../domain/assistant.ts';
import type { Confidence } from '../../../domain/finding.ts';
import type { Tree } from '../../../domain/tree.ts';
import { isCode } from '../../../kit/language-names.ts';
import { isTest } from '../../../kit/protected-path.ts';
import { screen } from '../../../kit/secrets/screen.ts';
import { Lines } from '../../../kit/text.ts';
import { visible } from '../../../kit/visible.ts';
import { excerptOf, placeOf, type Excerpt } from '../excerpt.ts';
import type { AssistantTask, Part, Piece, Reading } from '../task.ts';

/** What the schema of prompts/review asks for. */
interface ReviewReply {
  readonly notes: readonly {
    readonly quote: string;
    readonly message: string;
    readonly confidence: Confidence;
  }[];
}

/** Added lines of one question lie within so many, so that all of them have something around them. */
const MAX_SPAN = 150;
const MAX_NOTES = 10;
const MAX_MESSAGE = 500;

export const review: AssistantTask = {
  id: 'review',
  pieces: ({ change: { files, head }, protection }) => {
    const readable = files.filter(
      ({ path, exempt }) => exempt === null && isCode(path) && protection(path) === null && !isTest(path),
    );
    return readable.flatMap((file) => stretchesOf(file.hunks).map((hunks) => pieceOf(file, hunks, head)));
  },
};

type Hunks = readonly [Hunk, ...Hunk[]];

/** Hunks that lie near each other; a long one in pieces. */
function stretchesOf(hunks: readonly Hunk[]): Hunks[] {
  const stretches: [Hunk, ...Hunk[]][] = [];
  for (const hunk of hunks.flatMap(pieces)) {
    const last = stretches.at(-1);
    if (last && hunk.start + hunk.count - last[0].start <= MAX_SPAN) last.push(hunk);
    else stretches.push([hunk]);
  }
  return stretches;
}

function pieces({ start, count }: Hunk): Hunk[] {
  const starts = Array.from({ length: Math.ceil(count / MAX_SPAN) }, (_, at) => start + at * MAX_SPAN);
  return starts.map((from) => ({ start: from, count: Math.min(MAX_SPAN, start + count - from) }));
}

function pieceOf({ path }: ChangedFile, hunks: Hunks, head: Tree): Piece {
  const last = hunks.at(-1) ?? hunks[0];
  return {
    show: async ({ lines }) => {
      const stretch = { path, first: hunks[0].start, last: last.start + last.count - 1 };
      const excerpt = await excerptOf(head, stretch, lines);
      return (
        excerpt && {
          path,
          from: excerpt.from,
          to: excerpt.to,
          parts: [changePart(excerpt, hunks), { tag: 'file', text: excerpt.shown }],
          request: 'Say what is wrong in the lines that the change adds.',
          read: (value) => readNotes(value as ReviewReply, excerpt, hunks),
        }
      );
    },
  };
}

function changePart(excerpt: Excerpt, hunks: Hunks): Part {
  const added = hunks.map(({ start, count }) =>
    count === 1 ? `${start}` : `${start} to ${start + count - 1}`,
  );
  return { tag: 'change', text: `${placeOf(excerpt)}\nadded lines: ${added.join(', ')}` };
}

/** A note whose quote stands nowhere, more than once or off the added lines is none. */
function readNotes({ notes }: ReviewReply, excerpt: Excerpt, hunks: Hunks): Reading {
  const placed = notes.slice(0, MAX_NOTES).flatMap((note) => placedNote(note, excerpt, hunks));
  if (placed.length > 0) return { kind: 'notes', notes: placed };
  if (notes.length === 0) return { kind: 'declined' };
  return { kind: 'discarded', reason: 'its notes quote no lines that the change adds' };
}

function placedNote(
  { quote, message, confidence }: ReviewReply['notes'][number],
  { path, from, shown }: Excerpt,
  hunks: Hunks,
): Note[] {
  const text = quote.replaceAll('\r\n', '\n').trim();
  const said = visible(screen(message).text.replace(/\s+/gu, ' ').trim()).slice(0, MAX_MESSAGE);
  const at = text === '' ? -1 : shown.indexOf(text);
  if (said === '' || at === -1 || shown.includes(text, at + 1)) return [];
  const lines = new Lines(shown);
  const [line, endLine] = [at, at + text.length - 1].map((offset) => from - 1 + lines.position(offset).line);
  if (line === undefined || endLine === undefined || !touches(hunks, line, endLine)) return [];
  return [{ path, line, endLine, message: said, confidence }];
}
