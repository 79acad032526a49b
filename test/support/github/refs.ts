/** GraphQL's `updateRefs`: names move together or not at all, each only from where it is said to stand. */
import { GraphQLError } from 'graphql';
import { BEHAVIOURS, type BehaviourId } from './behaviours.ts';
import { holds } from './permissions.ts';
import { repositoryId } from './rest/shapes.ts';
import type { Identity, Rule, State } from './state.ts';

interface RefUpdate {
  readonly name: string;
  readonly beforeOid?: string | null;
  readonly afterOid: string;
  readonly force?: boolean | null;
}

interface UpdateRefs {
  readonly input: {
    readonly repositoryId: string;
    readonly refUpdates: readonly RefUpdate[];
    readonly clientMutationId?: string;
  };
}

const ZERO = /^0+$/;

export function updateRefs(state: State, who: Identity) {
  return ({ input }: UpdateRefs): object => {
    if (input.repositoryId !== repositoryId())
      throw refused('graphql-node-absent', 'NOT_FOUND', { id: input.repositoryId });
    if (!holds(who.permissions, ['contents'], 'write')) throw refused('not-accessible', 'FORBIDDEN');
    for (const update of input.refUpdates) admit(state, who, update);
    const lines = input.refUpdates.map(({ name, beforeOid, afterOid }) => {
      const old = beforeOid ?? state.bare.ask('rev-parse', '--quiet', '--verify', name);
      return `update ${name} ${afterOid} ${old ?? '0'.repeat(afterOid.length)}\n`;
    });
    state.bare.feed(['update-ref', '--stdin'], `start\n${lines.join('')}prepare\ncommit\n`);
    for (const { name, afterOid } of input.refUpdates) follow(state, name, afterOid);
    return { clientMutationId: input.clientMutationId ?? null };
  };
}

/** Throws for an update that GitHub refuses. */
function admit(state: State, who: Identity, { name, beforeOid, afterOid, force }: RefUpdate): void {
  const { bare } = state;
  // Behaviour `refs-of-ones-own`: any name that git itself would take.
  if (bare.ask('check-ref-format', name) === null)
    throw refused('ref-name-malformed', 'UNPROCESSABLE', { name });
  const now = bare.ask('rev-parse', '--quiet', '--verify', name);
  const expected = beforeOid && ZERO.test(beforeOid) ? null : beforeOid;
  if (expected !== undefined && expected !== now) throw refused('ref-moved', 'UNPROCESSABLE', { name });
  if (ZERO.test(afterOid)) return;
  if (bare.ask('cat-file', '-t', afterOid) !== 'commit')
    throw refused('ref-target-absent', 'UNPROCESSABLE', { name });
  const forward = now === null || bare.ask('merge-base', '--is-ancestor', now, afterOid) !== null;
  if (!forward && force !== true) throw refused('ref-not-forward', 'UNPROCESSABLE', { name });
  const rule = ruleAgainst(state.rules.get(name.replace('refs/heads/', '')) ?? [], now);
  if (rule) throw refused('rule-violated', 'UNPROCESSABLE', { rule });
  admitWorkflows(
    who,
    name,
    workflowsOf(state, now ?? bare.ref(`refs/heads/${state.facts.defaultBranch}`), afterOid),
  );
}

const RULES: Readonly<Record<string, string>> = {
  pull_request: 'Changes must be made through a pull request.',
  update: 'Cannot update this protected ref.',
  creation: 'Cannot create ref due to creations being restricted.',
};

function ruleAgainst(rules: readonly Rule[], now: string | null): string | null {
  const strict = rules.find(
    ({ type, evaluated }) => !evaluated && type in RULES && (type === 'creation') === (now === null),
  );
  return strict ? (RULES[strict.type] ?? null) : null;
}

/** Files of workflows that the new commits change. */
function workflowsOf({ bare }: State, from: string | null, to: string): readonly string[] {
  if (from === null) return [];
  const changed = bare.ask('diff', '--name-only', '-z', from, to, '--', '.github/workflows') ?? '';
  return changed.split('\0').filter(Boolean);
}

/** Behaviour `workflows-need-permission`: of branches, whose workflows would run. */
function admitWorkflows(who: Identity, name: string, [first]: readonly string[]): void {
  if (first === undefined || !name.startsWith('refs/heads/')) return;
  if (!who.app || holds(who.permissions, ['workflows'], 'write')) return;
  throw refused('workflows-need-permission', 'UNPROCESSABLE', { file: first });
}

/** Pull requests from and into a branch that moved. */
function follow(state: State, name: string, to: string): void {
  const branch = name.replace('refs/heads/', '');
  if (branch === name || ZERO.test(to)) return;
  for (const pull of state.pulls.values()) {
    if (pull.state !== 'open') continue;
    if (pull.headRef === branch && !pull.fork) state.place(pull, to);
    else if (pull.base === branch) state.place(pull, pull.head);
  }
}

function refused(id: BehaviourId, type: string, words: Readonly<Record<string, string>> = {}): GraphQLError {
  const message = (BEHAVIOURS[id].message ?? '').replace(
    /\{(\w+)\}/g,
    (_, name: string) => words[name] ?? '',
  );
  return new GraphQLError(message, { extensions: { type } });
}
