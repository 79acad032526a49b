/** What is said of what a run wrote to branches: one line for each, the same in every format. */
import type { Published, PublishedCommit, PublishedKind } from '../domain/published.ts';
import { oneLine } from './escape.ts';
import { counted, stopped } from './words.ts';

const WANTED: Readonly<Record<PublishedKind, string>> = {
  committed: 'Nothing was committed',
  offered: 'No pull request was opened',
  'rolled-back': 'Nothing was rolled back',
  'revert-offered': 'No revert was proposed',
};

const MOST_IDS = 5;

/** `2 commits on feature (1a2b3c4, 5d6e7f8). The new head is judged by its own run.` */
export function publishedLine(published: Published): string {
  const note = stopped(oneLine(published.note, 600));
  if (published.kind === 'nothing') return `${WANTED[published.wanted]}: ${note || 'no reason was given.'}`;
  const { kind, branch, commits } = published;
  const on = `${counted(commits.length, 'commit')} on ${oneLine(branch, 200)}`;
  const undone = commits.flatMap(({ reverts }) => reverts);
  const what =
    kind === 'committed'
      ? `${on} (${ids(commits.map(({ id }) => id))})`
      : kind === 'offered'
        ? `${on}, as a pull request`
        : `${on} ${commits.length === 1 ? 'undoes' : 'undo'} ${ids(undone) || 'what was pushed'}${kind === 'revert-offered' ? ', as a pull request' : ''}`;
  return [stopped(what), note].filter(Boolean).join(' ');
}

/** Where a person sees it; empty when it is no address that GitHub would give. */
export function publishedAt(published: Published): string {
  const url = published.kind === 'nothing' ? '' : published.url;
  return /^https?:\/\/[\w./:#-]+$/.test(url) ? url : '';
}

function ids(all: readonly PublishedCommit['id'][]): string {
  const shown = all.slice(0, MOST_IDS).map((id) => oneLine(id).slice(0, 7));
  const left = all.length - shown.length;
  return `${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
