/** An App that writes branches of the local GitHub, and commits that lie there as Gatewright would have left them. */
import { repoPath } from '../../../src/domain/path.ts';
import { openApi } from '../../../src/host/github/api/open-api.ts';
import { openBranch } from '../../../src/host/github/branch/open-branch.ts';
import { openJournal, type Journal } from '../../../src/publish/journal.ts';
import { land } from '../../../src/publish/land.ts';
import type { Branch, Done } from '../../../src/domain/branch.ts';
import type { Api } from '../../../src/host/github/api/api.ts';
import type { Oid } from '../../../src/domain/tree.ts';
import type { Files } from '../trees.ts';
import type { Github } from './github.ts';

/** A token that may do everything, of an App of the repository's own. */
export const FIX_TOKEN = 'ghs_canaryfixtokenKq7Wz3Xm9Rt2';

export interface Writing {
  readonly api: Api;
  readonly branch: Branch;
}

/** Makes the App known, and gives its API; one that `signal` ends sends nothing more. */
export function writingTo(github: Github, signal = new AbortController().signal): Writing {
  const { owner, repo } = github.state.facts;
  github.identify(FIX_TOKEN, { login: 'gate[bot]', app: { id: 99, slug: 'gate', name: 'Gate' } });
  const { apiUrl, graphqlUrl } = github;
  const api = openApi({ apiUrl, graphqlUrl, owner, repo, token: FIX_TOKEN, timeLeft: () => 60_000, signal });
  return { api, branch: openBranch(api, { owner, repo }) };
}

export async function valueOf<T>(done: Promise<Done<T>>): Promise<T> {
  const answer = await done;
  if (!answer.ok) throw new Error(answer.fault.message);
  return answer.value;
}

export interface Written {
  readonly number: number;
  readonly files: Files;
  readonly key?: string;
}

export function journalOf({ branch }: Writing, number: number): Promise<Journal> {
  return valueOf(openJournal(branch, `refs/gatewright/journal/pull-${number}`));
}

/** Puts a commit with these files on the branch of a pull request, with the journal. */
export async function publishTo(github: Github, { number, files, key = 'key' }: Written): Promise<Oid> {
  const writing = writingTo(github);
  const { head: from, headRef } = github.pull(number);
  const made = await valueOf(
    writing.branch.commit({
      parent: from,
      files: Object.entries(files).map(([path, text]) => ({
        path: repoPath(path),
        content: { mode: 'file', bytes: Buffer.from(text as string) },
      })),
      message: `Apply the fixes of lint rules\n\nGatewright-Proposal: ${key}\n`,
    }),
  );
  const { commit: to, tree } = made;
  await valueOf(
    land(writing.branch, await journalOf(writing, number), {
      moves: [{ ref: `refs/heads/${headRef}`, from, to }],
      from,
      commits: [{ id: to, tree, proposals: [key], reverts: [] }],
      run: '',
    }),
  );
  return to;
}
