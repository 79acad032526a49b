/** From a reply to a patch: every edit exactly once where it says, or nothing of the reply at all. */
import type { Edit, Patch } from '../../domain/proposal.ts';
import type { RepoPath } from '../../domain/path.ts';
import { screen } from '../../kit/secrets/screen.ts';
import type { Excerpt } from './excerpt.ts';

/** What the schema of prompts/fix asks for; the assistant's side has checked it. */
export interface FixReply {
  readonly summary: string;
  readonly edits: readonly { readonly find: string; readonly replace: string }[];
}

export type Placed =
  | { readonly kind: 'placed'; readonly patch: Patch }
  | { readonly kind: 'declined' }
  /** One clause. */
  | { readonly kind: 'discarded'; readonly reason: string };

const MAX_EDITS = 50;
const discarded = (reason: string): Placed => ({ kind: 'discarded', reason });

/** Edits are looked for in the lines that were shown, so a reply can reach no other ones, nor another file. */
export function placeEdits({ edits }: FixReply, path: RepoPath, excerpt: Excerpt): Placed {
  if (edits.length > MAX_EDITS)
    return discarded(`the reply has ${edits.length} edits; ${MAX_EDITS} is the most`);
  const placed: Edit[] = [];
  for (const { find, replace } of edits) {
    const found = occurrences(excerpt, find);
    if (typeof found === 'string') return discarded(found);
    if (screen(replace).secrets.length > 0) return discarded('the reply writes what looks like a secret');
    const [start, expect] = [excerpt.start + found.at, found.expect];
    placed.push({ path, start, end: start + expect.length, expect, replace: endsAs(replace, excerpt) });
  }
  const [first, ...rest] = placed.filter((edit) => edit.expect !== edit.replace);
  return first ? { kind: 'placed', patch: [first, ...rest] } : { kind: 'declined' };
}

/** Where the text stands; a clause when that is nowhere, or in more than one place. */
function occurrences(
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
