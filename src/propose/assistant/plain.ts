/** Reads a reply that was asked for in plain text: two lines of words, and a block of whole lines for each edit. */
import { CONFIDENCES } from '../../domain/finding.ts';
import type { EditReply, TextEdit } from './task.ts';

const BLOCK = /^@@find(?: (\d{1,3}))?@@\n([^]*?)^@@replace@@\n([^]*?)^@@end@@$/gm;
const MARK = /^@@(?:find(?: \d{1,3})?|replace|end)@@$/gm;
const MARKS_OF_A_BLOCK = 3;

/** Null when a block is not whole: the rest may have been cut off. Words around the blocks are nobody's. */
export function readPlain(reply: string): EditReply | null {
  const text = reply.replaceAll('\r\n', '\n');
  const blocks = [...text.matchAll(BLOCK)];
  const marks = text.match(MARK)?.length ?? 0;
  if (marks !== blocks.length * MARKS_OF_A_BLOCK) return null;
  const said = wordAfter(text, 'confidence');
  const confidence = CONFIDENCES.find((one) => one === said);
  return {
    summary: wordAfter(text, 'summary'),
    ...(confidence && { confidence }),
    edits: blocks.map(editOf),
  };
}

function editOf([, place, find = '', replace = '']: RegExpMatchArray): TextEdit {
  return { ...(place !== undefined && { place: Number(place) }), find, replace };
}

function wordAfter(text: string, name: string): string {
  const line = text.split('\n').find((one) => one.toLowerCase().startsWith(`${name}:`)) ?? '';
  return line.slice(name.length + 1).trim();
}
