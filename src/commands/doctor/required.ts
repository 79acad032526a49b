/** Whether the rules of the default branch require what can be required, and what the green is worth then. */
import { CHECK_NAME } from '../../host/github/show/check-name.ts';
import type { Rules } from '../../host/github/worth/rules.ts';
import { worthOf } from '../../host/github/worth/worth-of.ts';
import type { Gate } from '../../kit/workflows/gates.ts';
import type { Advice } from './advice.ts';
import { about, isRequirable, type Look } from './look.ts';
import type { Said } from './said.ts';

const SETTINGS = 'Settings, Rules, Rulesets';

export interface Asked {
  readonly look: Look;
  readonly said: Said;
  readonly branch: string;
}

/** Everything that the server's rules tell about the jobs that judge proposals. */
export function whatIsRequired({ look, said, branch }: Asked): readonly Advice[] {
  const gates = look.gates.filter(isRequirable);
  return [
    ...display(said, gates, branch),
    ...gates.flatMap((gate) => [...requirement(gate, said, branch), ...worth(gate, { look, said, branch })]),
    ...blocked(gates, said),
  ];
}

/** The display is not there on forks, and for whoever may not write checks. */
function display({ rules }: Said, gates: readonly Gate[], branch: string): readonly Advice[] {
  const required = rules.checks.find(({ name }) => name === CHECK_NAME);
  if (!required || isForeign(required.app, rules)) return [];
  const names = gates.map(({ check }) => check).join(', ') || 'of the gate';
  return [
    {
      weight: 'problem',
      at: `Rules of ${branch}`,
      said: `They require ${CHECK_NAME}, which only displays: where the token may not write checks (forks) it never comes.`,
      remedy: `Require the job ${names} instead (${SETTINGS}).`,
    },
  ];
}

/** Whether a check is taken from one app alone, and that app is not GitHub Actions. */
function isForeign(app: number | null, { actionsApp }: Rules): boolean {
  return app !== null && app !== actionsApp;
}

function requirement(gate: Gate, { rules, id }: Said, branch: string): readonly Advice[] {
  const { problem, caution, note } = about(gate);
  const required = rules.checks.filter(({ name }) => name === gate.check);
  if (required.length > 0) {
    const [foreign] = required.filter(({ app }) => isForeign(app, rules));
    if (!foreign) return [];
    return [
      problem(
        `The rules of ${branch} take ${gate.check} from app ${foreign.app} alone, and a job reports as GitHub Actions.`,
        'Require it from GitHub Actions, or post the check with that app.',
      ),
    ];
  }
  // An app of one's own posts the report: then the job itself need not be required.
  if (rules.checks.some(({ name, app }) => name === CHECK_NAME && isForeign(app, rules))) return [];
  if (rules.workflows.some(({ path, repository }) => path === gate.workflow.path && repository === id))
    return [];
  const elsewhere = rules.workflows.filter(({ repository }) => repository !== id);
  if (elsewhere.length > 0) {
    const files = elsewhere.map(({ path, repository }) => `${path} of repository ${repository}`).join(', ');
    return [note(`A ruleset requires ${files}; whether that runs Gatewright is not looked at.`)];
  }
  const near = rules.checks.find(({ name }) => name.toLowerCase().includes('gatewright'));
  const hint = near ? ` They do require ${near.name}, which is another name.` : '';
  return [
    caution(
      `No rule of ${branch} requires ${gate.check}: its red stops nobody.${hint}`,
      `Require ${gate.check} from GitHub Actions (${SETTINGS}). GitHub offers it once it has succeeded within the last seven days.`,
    ),
  ];
}

function worth(gate: Gate, { look, said, branch }: Asked): readonly Advice[] {
  const { level, because } = worthOf({
    branch,
    rules: said.rules,
    workflow: gate.workflow.path,
    elsewhere: false,
    repository: said.id,
    job: gate.job.id,
    trusted: gate.workflow.events.has('pull_request_target'),
    workflows: look.workflows,
  });
  if (level === 'not-required') return [];
  return [about(gate).note(`What its green is worth: ${level}. ${because}`)];
}

/** https://docs.github.com/en/actions/how-tos/administer/control-workflow-execution: since 2 November 2026. */
function blocked(gates: readonly Gate[], { isPrivate }: Said): readonly Advice[] {
  const targets = gates.filter(({ workflow }) => workflow.events.has('pull_request_target'));
  if (isPrivate) return [];
  return targets.map((gate) =>
    about(gate).caution(
      'GitHub blocks pull_request_target in public repositories unless an event policy allows this file; a blocked run is a required check that never comes. No API tells whether it is allowed.',
      'Look at Settings, Actions, Policies.',
    ),
  );
}
