/** What GitHub is asked before anything is judged. A permission that is wanting costs an answer, not the verdict. */
import { EnvironmentError } from '../../errors.ts';
import type { Answer, Api } from './api/api.ts';

interface PullNow {
  readonly head: string;
  /** The branch that it would be merged into. */
  readonly base: string;
  readonly merged: boolean;
}

/** There is nothing to say anything to. */
export class PullGone extends EnvironmentError {}

/** Null where GitHub cannot be asked, does not let us know, or has no such branch. */
export interface Questions {
  /** Throws PullGone for one that is not there any more. */
  pull(number: number): Promise<PullNow | null>;
  /** The commit at the end of a branch. */
  tip(branch: string): Promise<string | null>;
  mergeBase(base: string, head: string): Promise<string | null>;
}

/** `onRefused` is told what could not be asked, a sentence each. Any other trouble is an EnvironmentError. */
export function openQuestions(api: Api | null, onRefused: (why: string) => void): Questions {
  if (api === null) return { pull: nothing, tip: nothing, mergeBase: nothing };
  const ask = async <T>(asked: Promise<Answer<unknown>>, read: (data: never) => T): Promise<T | null> => {
    const answer = await asked;
    if (answer.ok) return read(answer.data as never);
    const { kind, message } = answer.fault;
    if (kind !== 'forbidden' && kind !== 'absent') throw new EnvironmentError(message);
    if (kind === 'forbidden') onRefused(message);
    return null;
  };
  return {
    async pull(number) {
      const answer = await api.request(PULL, { pull_number: number });
      if (!answer.ok && answer.fault.kind === 'absent') throw new PullGone(answer.fault.message);
      return ask(Promise.resolve(answer), ({ head, base, merged }: PullData) => ({
        head: head.sha,
        base: base.ref,
        merged: merged === true,
      }));
    },
    tip: async (branch) =>
      branch === ''
        ? null
        : ask(api.request(REF, { ref: `heads/${branch}` }), ({ object }: RefData) => object.sha),
    mergeBase: (base, head) =>
      ask(
        // The second page has no files and no patches, which can be megabytes; the merge base stands on every page.
        api.request(COMPARE, { basehead: `${base}...${head}`, per_page: 1, page: 2 }),
        ({ merge_base_commit }: CompareData) => merge_base_commit.sha,
      ),
  };
}

const nothing = async (): Promise<null> => null;

const PULL = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
const REF = 'GET /repos/{owner}/{repo}/git/ref/{ref}';
const COMPARE = 'GET /repos/{owner}/{repo}/compare/{basehead}';

interface PullData {
  readonly head: { readonly sha: string };
  readonly base: { readonly ref: string };
  readonly merged?: boolean;
}
interface RefData {
  readonly object: { readonly sha: string };
}
interface CompareData {
  readonly merge_base_commit: { readonly sha: string };
}
