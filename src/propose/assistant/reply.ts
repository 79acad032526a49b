/** From a reply to a patch: every edit exactly once where it says, or nothing of the reply at all. */
import type { Finding } from '../../domain/finding.ts';
import type { Edit } from '../../domain/proposal.ts';
import type { Excerpt } from './excerpt.ts';
import { findText } from './find-text.ts';
import type { EditReply, Reading, TextEdit } from './task.ts';
import { settle } from './white-space.ts';

export type Placed =
  | { readonly kind: 'placed'; readonly edit: Edit; readonly salvaged: readonly string[] }
  /** One clause. */
  | { readonly kind: 'discarded'; readonly reason: string };

export interface Context {
  /** In the order in which they were shown. */
  readonly excerpts: readonly Excerpt[];
  readonly addresses: readonly Finding[];
  /** Used where the reply has no title of its own. */
  readonly title: string;
}

const MAX_EDITS = 50;
const discarded = (reason: string) => ({ kind: 'discarded', reason }) as const;

/** The offer that a reply of edits makes. */
export function readEdits(reply: EditReply, { excerpts, addresses, title }: Context): Reading {
  const { summary, confidence: stated, edits } = reply;
  if (edits.length > MAX_EDITS)
    return discarded(`the reply has ${edits.length} edits; ${MAX_EDITS} is the most`);
  const placed = edits.map((edit) => placeEdit(edit, excerpts));
  const wrong = placed.find((one) => one.kind === 'discarded');
  if (wrong) return wrong;
  const right = placed.filter((one) => one.kind === 'placed');
  const changing = right.filter(({ edit }) => edit.expect !== edit.replace);
  const [first, ...rest] = changing.map(({ edit }) => edit);
  if (!first) return { kind: 'declined' };
  const salvaged = [...new Set(changing.flatMap((one) => one.salvaged))];
  const patch = [first, ...rest] as const;
  return { kind: 'offer', title: summary.trim() || title, addresses, patch, stated, salvaged };
}

/** Edits are looked for in the lines that were shown, so a reply can reach no other ones, nor another file. */
export function placeEdit({ place = 1, find, replace }: TextEdit, excerpts: readonly Excerpt[]): Placed {
  const excerpt = excerpts[place - 1];
  if (!excerpt) return discarded('the reply names a file that it was not shown');
  const { path, start: begin, text } = excerpt;
  const found = findText(excerpt, find);
  if (typeof found === 'string') return discarded(found);
  const start = begin + found.at;
  const { expect } = found;
  const settled = settle(replace, { text, found, find });
  const edit = { path, start, end: start + expect.length, expect, replace: settled.replace };
  return { kind: 'placed', edit, salvaged: settled.salvaged };
}
