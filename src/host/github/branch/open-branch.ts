/** The branches of a repository on GitHub, as whoever a token belongs to may write them. */
import { done, type Branch, type Done } from '../../../domain/branch.ts';
import type { Api } from '../api/api.ts';
import { changesOf } from './changes.ts';
import { doneFrom } from './faults.ts';
import { openReading } from './reading.ts';
import { idOf, moveRefs, tipOf, type Where } from './refs.ts';
import { makeCommit } from './writing.ts';

const COMPARE = 'GET /repos/{owner}/{repo}/compare/{basehead}';

export function openBranch(api: Api, where: Where): Branch {
  const reading = openReading(api);
  let id: Promise<Done<string>> | undefined;
  return {
    tip: (ref) => tipOf(api, ref),
    commit: (made) => makeCommit(api, reading, made),
    async move(moves) {
      const known = await (id ??= idOf(api, where));
      if (!known.ok) id = undefined;
      return known.ok ? moveRefs(api, known.value, moves) : known;
    },
    find: (commit) => reading.commit(commit),
    read: (commit, path) => reading.file(commit, path),
    changes: (from, to) => changesOf(reading, from, to),
    async contains(tip, commit) {
      if (tip === commit) return done(true);
      // The second page has no files, as the status stands on every page.
      const basehead = `${commit}...${tip}`;
      const answer = await api.request<{ status: string }>(COMPARE, { basehead, per_page: 1, page: 2 });
      // A commit that no name led to may be gone, and one without a common ancestor was never in it.
      if (!answer.ok && answer.fault.kind === 'absent') return done(false);
      return doneFrom(answer, ({ status }) => status === 'ahead');
    },
  };
}
