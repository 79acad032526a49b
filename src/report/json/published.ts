/** What was written to branches, as JSON. */
import type { Published } from '../../domain/published.ts';
import { oneLine } from '../escape.ts';

export function publishedOf(published: Published): object {
  const { kind } = published;
  const note = oneLine(published.note) || null;
  if (kind === 'nothing') return { kind, wanted: published.wanted, note };
  const { branch, commits, url } = published;
  return {
    kind,
    branch: oneLine(branch),
    commits: commits.map(({ id, title, proposals, reverts }) => ({
      ...{ id, title: oneLine(title), proposals, reverts },
    })),
    url: oneLine(url) || null,
    note,
  };
}
