/** Pull requests that are opened through the API. */
import { Refusal } from '../behaviours.ts';
import type { Pull } from '../state.ts';
import { created, str, writer, type Call, type Handlers } from './call.ts';
import { pullShape } from './shapes.ts';

const refuse = (message: string): Refusal =>
  new Refusal('pull-refused', [{ resource: 'PullRequest', code: 'custom', message }]);

/** Of `owner:branch`, or a branch of this repository. */
function headOf({ state, body }: Call): string {
  const head = str(body['head']);
  return head.startsWith(`${state.facts.owner}:`) ? head.slice(state.facts.owner.length + 1) : head;
}

/** Throws for one that GitHub does not open. */
function openedBy(call: Call): Pull {
  const { state, body } = call;
  const { user, app } = writer(call);
  if (app?.slug === 'github-actions' && !state.facts.actionsMayApprove)
    throw new Refusal('actions-cannot-open');
  const [head, base] = [headOf(call), str(body['base'])];
  const commit = state.bare.ref(`refs/heads/${head}`);
  const into = state.bare.ref(`refs/heads/${base}`);
  const invalid = commit ? (into ? null : 'base') : 'head';
  if (invalid || !commit || !into)
    throw new Refusal('pull-refused', [{ resource: 'PullRequest', field: invalid, code: 'invalid' }]);
  const same = ({ headRef, base: to, state: now, fork }: Pull): boolean =>
    headRef === head && to === base && now === 'open' && fork === null;
  if ([...state.pulls.values()].some(same))
    throw refuse(`A pull request already exists for ${state.facts.owner}:${head}.`);
  if (state.bare.apart(into, commit)[1] === 0) throw refuse(`No commits between ${base} and ${head}`);
  const number = Math.max(0, ...state.pulls.keys()) + 1;
  const at = state.now();
  return {
    ...{ number, id: 500_000 + number, title: str(body['title']), body: str(body['body']) || null },
    ...{ author: user, state: 'open', draft: body['draft'] === true, merged: false, base, headRef: head },
    ...{ fork: null, head: commit, created_at: at, updated_at: at },
  };
}

export const opening: Handlers = {
  'pulls/create': (call) => {
    const pull = openedBy(call);
    call.state.pulls.set(pull.number, pull);
    call.state.place(pull, pull.head);
    return created(pullShape(call.state, pull));
  },
};
