/** What the job's token may do and whose code runs beside the gate: no more than is needed, and no less. */
import type { Gate } from '../../kit/workflows/gates.ts';
import type { Permissions } from '../../kit/workflows/workflow.ts';
import type { Advice } from './advice.ts';
import { answers } from './commands.ts';
import { about, isRequirable } from './look.ts';

/** What the gate writes, and what is not shown without it. */
const WRITES: ReadonlyMap<string, string> = new Map([
  ['checks', 'the check run with the report'],
  ['pull-requests', 'the comment and the comments on changed lines'],
  ['security-events', 'code scanning alerts'],
]);
/** Permissions, pins, and what else is in the job. */
export function whatItMay(gate: Gate): readonly Advice[] {
  return [...permissions(gate), ...pins(gate), ...company(gate)];
}

function permissions(gate: Gate): readonly Advice[] {
  const { caution } = about(gate);
  const given = gate.job.permissions ?? gate.workflow.permissions;
  if (given === undefined) {
    return [
      caution(
        'The job names no permissions, so a setting of the repository decides what its token may do.',
        'Copy `permissions` from docs/workflows/simple.yml.',
      ),
    ];
  }
  if (typeof given === 'string') {
    const [said, lost] =
      given === 'write-all'
        ? ['everything', '']
        : ['nothing but read', ', and nothing is shown on the pull request'];
    return [
      caution(
        `\`${given}\` lets the token do ${said}${lost}.`,
        'Name the permissions, as in docs/workflows/simple.yml.',
      ),
    ];
  }
  return [...tooMany(gate, given), ...tooFew(gate, given)];
}

type Named = Exclude<Permissions, string>;

function tooMany(gate: Gate, given: Named): readonly Advice[] {
  const wide = [...given].filter(
    ([scope, access]) => access === 'write' && !WRITES.has(scope) && !(scope === 'actions' && answers(gate)),
  );
  if (wide.length === 0) return [];
  const names = wide.map(([scope]) => `\`${scope}: write\``).join(', ');
  const remedy =
    given.get('contents') === 'write' ? 'It needs `contents: read`.' : 'Give it to another job, if at all.';
  return [about(gate).caution(`The token may do more than the gate does: ${names}.`, remedy)];
}

function tooFew(gate: Gate, given: Named): readonly Advice[] {
  const { problem, note } = about(gate);
  if (!given.has('contents') || given.get('contents') === 'none') {
    const said = 'The token may not read contents: where the repository is private nothing can be judged.';
    return [problem(said, 'Add `contents: read`.')];
  }
  // Who chose what is shown needs no reminder; other jobs than those of pull requests have little to show.
  if (gate.step.with.has('show') || !isRequirable(gate)) return [];
  const missing = [...WRITES].filter(([scope]) => given.get(scope) !== 'write');
  if (missing.length === 0) return [];
  const said = missing.map(([scope, what]) => `without \`${scope}: write\`, ${what}`).join('; ');
  return [note(`Not shown: ${said}. The verdict does not depend on it.`)];
}

const COMMIT = /@(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** A tag can be moved to other code; a commit cannot. */
function pins(gate: Gate): readonly Advice[] {
  const { problem, caution } = about(gate);
  const used = gate.job.steps.flatMap(({ uses }) => (uses === undefined || /^[.$]/.test(uses) ? [] : [uses]));
  const loose = used.filter((uses) => !COMMIT.test(uses));
  const blank = loose.filter((uses) => uses.includes('@<'));
  const moving = loose.filter((uses) => !blank.includes(uses));
  return [
    ...blank.map((uses) =>
      problem(
        `\`${uses}\` is a place to fill in: GitHub cannot start this job.`,
        'Write the commit of the release that you want.',
      ),
    ),
    ...(moving.length === 0
      ? []
      : [
          caution(
            `Whoever can move a tag or a branch of another repository decides what runs here: ${moving.join(', ')}.`,
            'Pin each to a full commit, with its version in a comment; Dependabot and Renovate keep such pins fresh.',
          ),
        ]),
  ];
}

/** A job of pull_request_target has the repository's token: whatever runs beside the gate has it too. */
function company(gate: Gate): readonly Advice[] {
  if (!gate.workflow.events.has('pull_request_target')) return [];
  const { problem, caution } = about(gate);
  const found: Advice[] = [];
  const fetched = gate.job.steps.some(
    ({ uses = '', with: inputs }) =>
      /\/checkout@/.test(uses) && /head|refs\/pull|merge_commit/.test(inputs.get('ref') ?? ''),
  );
  if (fetched) {
    found.push(
      problem(
        'The job checks out the pull request with the repository’s own token. Gatewright runs nothing of it; any other step might.',
        'Remove the checkout: the gate fetches what it reads.',
      ),
    );
  }
  if (gate.job.steps.some(({ uses }) => uses === undefined)) {
    found.push(
      caution(
        'Commands run in the same job, with a token that can write.',
        'Move them into a job of their own.',
      ),
    );
  }
  return found;
}
