/** Names on GitHub: where they stand, and their move all at once, each only from where it is said to stand. */
import { done, failed, type Done, type Move } from '../../../domain/branch.ts';
import type { Fault } from '../../../domain/fault.ts';
import type { Oid } from '../../../domain/tree.ts';
import type { Api, Fault as ApiFault } from '../api/api.ts';
import type { Place } from '../occasion.ts';
import { doneFrom, faultFrom } from './faults.ts';

const REF = 'GET /repos/{owner}/{repo}/git/ref/{ref}';

export async function tipOf(api: Api, ref: string): Promise<Done<Oid | null>> {
  const answer = await api.request<{ object: { sha: Oid } }>(REF, { ref: ref.replace(/^refs\//, '') });
  if (!answer.ok && answer.fault.kind === 'absent') return done(null);
  return doneFrom(answer, ({ object }) => object.sha);
}

/**
 * GitHub's schema: "All updates are performed atomically". `beforeOid` is the compare-and-swap that `PATCH git/refs`
 * lacks, where any descendant passes; zeros stand for a name that is not there.
 */
const UPDATE = 'mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }';

export async function moveRefs(api: Api, repositoryId: string, moves: readonly Move[]): Promise<Done<null>> {
  const refUpdates = moves.map(({ ref, from, to }) => {
    const nothing = '0'.repeat((from ?? to ?? '').length);
    return { name: ref, beforeOid: from ?? nothing, afterOid: to ?? nothing, force: false };
  });
  const answer = await api.graphql(UPDATE, { input: { repositoryId, refUpdates } });
  return answer.ok ? done(null) : whatHappened(api, moves, answer.fault);
}

export type Where = Pick<Place, 'owner' | 'repo'>;

const REPOSITORY =
  'query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { id } }';

/** The id that GraphQL knows the repository by. */
export async function idOf(api: Api, { owner, repo }: Where): Promise<Done<string>> {
  const answer = await api.graphql<{ repository: { id: string } | null }>(REPOSITORY, { owner, repo });
  if (answer.ok && answer.data.repository === null)
    return failed('absent', 'the input fix-token cannot see this repository.');
  return doneFrom(answer, ({ repository }) => repository?.id ?? '');
}

/**
 * The words of a refusal are for people, and an answer can get lost: where the names stand says what became of the
 * move. A commit that was made for it can only be there because it happened.
 */
async function whatHappened(api: Api, moves: readonly Move[], fault: ApiFault): Promise<Done<null>> {
  let elsewhere: string | null = null;
  for (const { ref, from, to } of moves) {
    const tip = await tipOf(api, ref);
    if (!tip.ok) return { ok: false, fault: faultFrom(fault) };
    if (to !== null && to !== from && tip.value === to) return done(null);
    if (tip.value !== from) elsewhere ??= ref;
  }
  if (elsewhere === null) return { ok: false, fault: refusalOf(moves, fault) };
  return failed('moved', `${elsewhere} moved meanwhile, so nothing was written to it.`);
}

/** A rule of the branch, or a permission that the token lacks: GitHub says which. */
function refusalOf([first]: readonly Move[], fault: ApiFault): Fault {
  const { kind, message } = faultFrom(fault);
  if (kind === 'unavailable' || fault.said === '') return { kind, message };
  const wanting = kind === 'forbidden' ? ' (it takes contents: write)' : '';
  const name = first?.ref.replace(/^refs\/(?:heads\/)?/, '') ?? '';
  return { kind, message: `GitHub refuses to move ${name}${wanting}: ${fault.said.slice(0, 300)}` };
}
