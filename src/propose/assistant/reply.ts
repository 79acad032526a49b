/** From a reply to a patch: every edit exactly once where it says, or nothing of the reply at all. */
import type { Finding } from '../../domain/finding.ts';
import type { Edit } from '../../domain/proposal.ts';
import type { Excerpt } from './excerpt.ts';
import type { EditReply, Reading, TextEdit } from './task.ts';

export type Placed =
  | { readonly kind: 'placed'; readonly edits: readonly Edit[] }
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
  const changing = placed.flatMap((one) => (one.kind === 'placed' ? one.edits : []));
  const [first, ...rest] = changing.filter(({ expect, replace }) => expect !== replace);
  if (!first) return { kind: 'declined' };
  return { kind: 'offer', title: summary.trim() || title, addresses, patch: [first, ...rest], stated };
}

/** Edits are looked for in the lines that were shown, so a reply can reach no other ones, nor another file. */
export function placeEdit({ place = 1, find, replace }: TextEdit, excerpts: readonly Excerpt[]): Placed {
  const excerpt = excerpts[place - 1];
  if (!excerpt) return discarded('the reply names a file that it was not shown');
  const found = occurrence(excerpt, find);
  if (typeof found === 'string') return discarded(found);
  const { path } = excerpt;
  const { at, expect } = found;
  const start = excerpt.start + at;
  const edit = { path, start, end: start + expect.length, expect, replace: endsAs(replace, excerpt) };
  return { kind: 'placed', edits: [edit] };
}

/** Where the text stands; a clause when that is nowhere, or in more than one place. */
function occurrence(
  excerpt: Excerpt,
  find: string,
): { readonly at: number; readonly expect: string } | string {
  if (find === '') return 'the reply does not say which text it replaces';
  const expect = endsAs(find, excerpt);
  const at = excerpt.text.indexOf(expect);
  if (at === -1) return 'the reply expects text that does not stand in the lines it was shown';
  const again = excerpt.text.indexOf(expect, at + 1);
  return again === -1 ? { at, expect } : 'the reply names text that stands there more than once';
}

/** Lines were shown with LF; where the file has CRLF throughout, what comes back gets it again. */
function endsAs(text: string, { text: original }: Excerpt): string {
  const isCrlf = original.includes('\r\n') && !/(?<!\r)\n/.test(original);
  return isCrlf ? text.replace(/\r?\n/g, '\r\n') : text;
}
