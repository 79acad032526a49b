/** What a green check is worth: who could make it green without the gate. Never claims more than was seen. */
import type { Worth } from '../../../domain/worth.ts';
import { visible } from '../../../kit/visible.ts';
import { gatesOf } from '../../../kit/workflows/gates.ts';
import type { Workflow } from '../../../kit/workflows/workflow.ts';
import { CHECK_NAME } from '../show/check-name.ts';
import type { RequiredCheck, Rules } from './rules.ts';

export interface Question {
  /** Where the change would be merged. */
  readonly branch: string;
  /** Null when they could not be read. */
  readonly rules: Rules | null;
  /** Path of the workflow that runs the gate. */
  readonly workflow: string;
  /** Whether that workflow lies in another repository than the change (GITHUB_WORKFLOW_REF names another one). */
  readonly elsewhere: boolean;
  /** Id of the change's repository (GITHUB_REPOSITORY_ID); null when it is not known. */
  readonly repository: number | null;
  /** What our own check is called on the way into the branch; on that into the default one when not said. */
  readonly display?: string;
  /** The job's id in it. */
  readonly job: string;
  /** Whether the workflow came from the default branch (`pull_request_target`) and not from the change. */
  readonly trusted: boolean;
  /** Those of the default branch: they tell what the job's check is called. */
  readonly workflows: readonly Workflow[];
}

/** From strong to weak, and the first that holds. */
export function worthOf(question: Question): Worth {
  const { branch, rules } = question;
  const here = visible(branch);
  if (!rules) return { level: 'unknown', because: `The rules of ${here} could not be read.` };
  if (isRequiredWorkflow(question, rules)) {
    const because = `A ruleset runs this workflow on every merge into ${here}, from a copy that no pull request edits.`;
    return { level: 'required-workflow', because };
  }
  const name = nameOf(question);
  const asked = rules.checks.filter(
    (check) => check.name === name || check.name === (question.display ?? CHECK_NAME),
  );
  const pinned = asked.find(({ app }) => app !== null && app !== rules.actionsApp);
  if (pinned) return appPinned(question, pinned);
  if (asked.length > 0) return forgeable(question);
  if (name === null && rules.checks.length > 0) {
    const because = `What GitHub calls the check of this job is not known, so whether ${here} requires it is not either.`;
    return { level: 'unknown', because };
  }
  const because = `No rule of ${here} requires ${visible(name ?? question.job)}: its red stops nobody.`;
  return { level: 'not-required', because };
}

/** The same path in another repository is another workflow. */
function isRequiredWorkflow({ workflow, elsewhere, repository }: Question, rules: Rules): boolean {
  if (repository === null) return false;
  return rules.workflows.some(
    (one) => one.path === workflow && elsewhere === (one.repository !== repository),
  );
}

/**
 * Pinned to an app, a check is as safe as the app's key. A workflow that the change edits can use every secret that
 * it could use unedited, so there the key is within a writer's reach.
 */
function appPinned(question: Question, { name, app }: RequiredCheck): Worth {
  const here = visible(question.branch);
  if (!question.trusted) {
    const because = `${here} takes ${visible(name)} from app ${app} alone, but this workflow comes from the change: whoever can push a branch may reach the app's key.`;
    return { level: 'forgeable', because };
  }
  const because = `${here} takes ${visible(name)} from app ${app} alone; it is worth as much as the keeping of the app's key.`;
  return { level: 'app-pinned', because };
}

/** Every `GITHUB_TOKEN` is the same app, so whoever can run a workflow of their own can post this check. */
function forgeable({ trusted }: Question): Worth {
  const because = trusted
    ? 'The pull request cannot edit this workflow, but whoever can push a branch can run another one that posts the same check; forks cannot.'
    : 'This workflow comes from the change itself: whoever can push a branch, or whose fork is allowed to run, can replace the job by one of the same name.';
  return { level: 'forgeable', because };
}

/** The name of the job's check; null when the workflow's text is not here, or a name is an expression. */
function nameOf({ workflows, workflow, job }: Question): string | null {
  const gate = gatesOf(workflows, true).find((one) => one.workflow.path === workflow && one.job.id === job);
  return gate?.check ?? null;
}
