/** What the rules of a branch require is told apart from what only looks required. */
import { describe, expect, it } from 'vitest';
import type { Look } from '../../../../src/commands/doctor/look.ts';
import { whatIsRequired } from '../../../../src/commands/doctor/required.ts';
import type { Rules } from '../../../../src/host/github/worth/rules.ts';
import { gatesOf } from '../../../../src/kit/workflows/gates.ts';
import { parseWorkflow } from '../../../../src/kit/workflows/parse.ts';

const PATH = '.github/workflows/gatewright.yml';

/** Weight and words of what is told. */
function told(rules: Partial<Rules>, { event = 'pull_request', isPrivate = true } = {}): string[] {
  const text = `on: ${event}\njobs: { gatewright: { steps: [{ uses: gatewright/gatewright@v1 }] } }`;
  const workflows = [parseWorkflow(PATH, text)];
  const all: Rules = { checks: [], workflows: [], queue: false, actionsApp: 15368, ...rules };
  const look: Look = { workflows, gates: gatesOf(workflows), rules: all };
  const said = { rules: all, id: 7, isPrivate };
  return whatIsRequired({ look, said, branch: 'main' }).map((one) => `${one.weight}: ${one.said}`);
}

const check = (name: string, app: number | null = null) => ({ checks: [{ name, app }] });

describe('the rules of the branch', () => {
  it('require the job: what its green is worth is told, and nothing else', () => {
    expect(told(check('gatewright'))).toEqual([
      expect.stringMatching(/^note: What its green is worth: forgeable\. /),
    ]);
    expect(told(check('gatewright', 15368))).toEqual([expect.stringContaining('forgeable')]);
  });

  it('require nothing, or another name: that the red stops nobody is told', () => {
    expect(told({})).toEqual(['caution: No rule of main requires gatewright: its red stops nobody.']);
    expect(told(check('Gatewright'))).toEqual([
      expect.stringContaining('They do require Gatewright, which is another name.'),
    ]);
  });

  it('require the display: a check that forks cannot have', () => {
    expect(told(check('Gatewright report'))[0]).toMatch(
      /^problem: They require Gatewright report, which only displays/,
    );
  });

  it('take the job’s name from another app, which a job is not', () => {
    expect(told(check('gatewright', 99))[0]).toMatch(
      /^problem: .* from app 99 alone, and a job reports as GitHub Actions/,
    );
  });

  it('take the display from an app of one’s own: then the job need not be required', () => {
    expect(told(check('Gatewright report', 99), { event: 'pull_request_target' })).toEqual([
      expect.stringMatching(/^note: .*app-pinned/),
    ]);
  });

  it('run this workflow, or one of another repository', () => {
    expect(told({ workflows: [{ path: PATH, repository: 7 }] })).toEqual([
      expect.stringContaining('required-workflow'),
    ]);
    expect(told({ workflows: [{ path: PATH, repository: 8 }] })).toEqual([
      `note: A ruleset requires ${PATH} of repository 8; whether that runs Gatewright is not looked at.`,
    ]);
  });
});

describe('a public repository', () => {
  it('has an event policy to look at where the workflow runs on pull_request_target', () => {
    const target = { event: 'pull_request_target', isPrivate: false };
    expect(told(check('gatewright'), target).at(-1)).toMatch(/^caution: GitHub blocks pull_request_target/);
    expect(told(check('gatewright'), { isPrivate: false })).toHaveLength(1);
  });
});
