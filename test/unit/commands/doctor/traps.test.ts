/** Each trap of docs/github.md is found in a workflow that has it, and in no workflow that we offer. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Advice } from '../../../../src/commands/doctor/advice.ts';
import { answers, whatIsMissing, whatItAnswers } from '../../../../src/commands/doctor/commands.ts';
import { isRequirable, type Look } from '../../../../src/commands/doctor/look.ts';
import { whatItMay } from '../../../../src/commands/doctor/may.ts';
import { whatItIsCalled } from '../../../../src/commands/doctor/names.ts';
import { whenItRuns } from '../../../../src/commands/doctor/when.ts';
import type { Rules } from '../../../../src/host/github/worth/rules.ts';
import { gatesOf } from '../../../../src/kit/workflows/gates.ts';
import { parsePolicy } from '../../../../src/policy/parse.ts';
import { parseWorkflow } from '../../../../src/kit/workflows/parse.ts';

const ROOT = path.join(import.meta.dirname, '../../../..');
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const example = (name: string) =>
  fs.readFileSync(path.join(ROOT, `docs/workflows/${name}.yml`), 'utf8').replaceAll('<commit>', COMMIT);
const SIMPLE = example('simple');
const HARDENED = example('hardened');
const COMMENTS = example('comments').replaceAll(
  '.github/workflows/gatewright.yml',
  '.github/workflows/0.yml',
);
const NO_RULES: Rules = { checks: [], workflows: [], queue: false, actionsApp: 15368 };

/** What is said of the gates in these files. */
function examine(texts: readonly string[], rules: Rules | null = null): readonly Advice[] {
  const workflows = texts.map((text, at) => parseWorkflow(`.github/workflows/${at}.yml`, text));
  const look: Look = { workflows, gates: gatesOf(workflows), rules };
  return look.gates.flatMap((gate) => [
    ...(isRequirable(gate) ? [...whenItRuns(gate, look), ...whatItIsCalled(gate, look)] : []),
    ...(answers(gate) ? whatItAnswers(gate, look) : []),
    ...whatItMay(gate),
  ]);
}

/** The simple workflow with one thing changed; it must be there to be changed. */
function changed(from: string | RegExp, to: string, text = SIMPLE): readonly Advice[] {
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`the example has no ${from}`);
  return examine([edited]);
}

const found = (weight: Advice['weight'], said: RegExp) => [
  expect.objectContaining({ weight, said: expect.stringMatching(said) }),
];
const job = (line: string) =>
  ['    runs-on: ubuntu-latest\n', `    runs-on: ubuntu-latest\n    ${line}\n`] as const;

describe('the workflows that we offer', () => {
  it.each(['simple', 'hardened', 'required', 'queue', 'audit', 'shards'])(
    '%s leaves nothing to mend',
    (name) => {
      const advice = examine([example(name)]).filter(({ weight }) => weight !== 'note');
      // A ruleset ignores types.
      expect(advice.filter(({ said }) => name !== 'required' || !said.includes('another base'))).toEqual([]);
    },
  );

  it('leave nothing to mend together', () => {
    const workflows = [example('simple'), COMMENTS, example('audit')];
    expect(examine(workflows)).toEqual([]);
  });

  it('say that their commit has to be filled in', () => {
    expect(changed(COMMIT, '<commit>')).toEqual(found('problem', /place to fill in/));
  });
});

describe('what skips the job, or hides its red', () => {
  it('is an `if` of the job', () => {
    const advice = changed(...job("if: github.event.pull_request.title != 'skip'"));
    expect(advice).toEqual(found('problem', /skipped job for a green one/));
  });

  it('is a need of another job, unless the job always runs', () => {
    expect(changed(...job('needs: build'))).toEqual(found('problem', /needs build.*skipped job for a green/));
    expect(changed(...job('needs: build\n    if: ${{ always() }}'))).toEqual([]);
    expect(changed(...job('needs: build\n    if: always() && github.ref'))).toEqual(
      found('problem', /`if:`/),
    );
  });

  it('is an `if` of the step, and continue-on-error of either', () => {
    const step = (line: string) => changed(/( +)- uses: gatewright.*/, `$&\n$1  ${line}`);
    expect(step('if: github.actor')).toEqual(found('problem', /step of Gatewright has an `if:`/));
    expect(step('continue-on-error: true')).toEqual(found('problem', /turns a red into a green/));
    expect(changed(...job('continue-on-error: ${{ github.ref }}'))).toEqual(
      found('problem', /red into a green/),
    );
  });
});

describe('what hides a red behind the green of something else', () => {
  it('is a push to whatever branch, and a run by hand', () => {
    const event = (line: string) => changed('  merge_group:', `  ${line}\n  merge_group:`);
    expect(event('push:')).toEqual(found('problem', /only what was pushed/));
    expect(event('push:\n    branches: [main]')).toEqual([]);
    expect(event('workflow_dispatch:')).toEqual(found('problem', /started by hand/));
  });
});

describe('what keeps the check from coming', () => {
  it('is a path filter; a branch filter keeps it from some branches', () => {
    const filter = (line: string) => changed('  pull_request:\n', `  pull_request:\n    ${line}\n`);
    expect(filter("paths: ['src/**']")).toEqual(found('problem', /path filter/));
    expect(filter('paths-ignore: [docs]')).toEqual(found('problem', /path filter/));
    expect(filter('branches: [main]')).toEqual(found('caution', /branch filter/));
  });

  it('are missing types', () => {
    const types = (list: string) => changed(/types: .*/, `types: [${list}]`);
    expect(types('opened, reopened')).toEqual(found('problem', /does not run on synchronize/));
    expect(types('opened, synchronize, reopened, ready_for_review')).toEqual(
      found('caution', /edited.*another base/),
    );
    expect(changed(/ +types: .*\n/, '')).toEqual(found('caution', /ready_for_review and edited/));
  });

  it('is a queue without merge_group: a problem where there is one, a caution where nobody knows', () => {
    const without = SIMPLE.replace(/ +merge_group:.*\n/, '');
    expect(examine([without])).toEqual(found('caution', /merge_group/));
    expect(examine([without], NO_RULES)).toEqual([]);
    expect(examine([without], { ...NO_RULES, queue: true })).toEqual(
      found('problem', /nothing will ever merge/),
    );
    const queue = `on: merge_group\njobs: { gatewright: { timeout-minutes: 5, permissions: { contents: read }, steps: [{ uses: gatewright/gatewright@${COMMIT} }] } }`;
    expect(examine([without, queue], { ...NO_RULES, queue: true })).toEqual([]);
  });

  it('is a run that is cancelled, or that hangs', () => {
    expect(changed(...job('concurrency: { group: a, cancel-in-progress: true }'))).toEqual(
      found('caution', /cancelled check/),
    );
    expect(changed('jobs:\n', 'concurrency: { group: a, cancel-in-progress: true }\njobs:\n')).toEqual(
      found('caution', /cancelled check/),
    );
    expect(changed(/ +timeout-minutes.*\n/, '')).toEqual(found('caution', /six hours/));
  });
});

describe('what the check is called', () => {
  it('must be known before it runs', () => {
    expect(changed(...job('strategy: { matrix: { os: [a, b] } }'))).toEqual(
      found('problem', /no rule can require/),
    );
    expect(changed(...job('name: Gate ${{ github.ref }}'))).toEqual(found('problem', /no rule can require/));
  });

  it('must be nobody else’s', () => {
    const other = 'on: push\njobs: { gatewright: { steps: [{ run: exit 0 }] } }';
    expect(examine([SIMPLE, other])).toEqual(found('problem', /either one's green counts for both/));
    const named = 'on: [pull_request]\njobs: { x: { name: gatewright, steps: [] } }';
    expect(examine([SIMPLE, named])).toEqual(found('problem', /1\.yml/));
    expect(examine([SIMPLE, 'on: schedule\njobs: { gatewright: { steps: [] } }'])).toEqual([]);
    expect(examine([SIMPLE, 'on: workflow_dispatch\njobs: { gatewright: { steps: [] } }'])).toEqual(
      found('problem', /counts for both/),
    );
    expect(examine([SIMPLE, SIMPLE]).filter(({ weight }) => weight === 'problem')).toHaveLength(2);
    expect(changed(...job('name: Gatewright report'))).toEqual(found('problem', /name of the display/));
  });

  it('is written twice when both events run the workflow', () => {
    const advice = changed(
      '  merge_group:',
      `  pull_request_target:\n    types: [opened, synchronize, reopened, ready_for_review, edited]\n  merge_group:`,
    );
    expect(advice).toEqual(found('problem', /two checks of one name/));
  });
});

describe('what the token may do, and who else uses it', () => {
  it('is said where nobody decided it, or too much was given', () => {
    const bare = SIMPLE.replace(/^permissions:.*\n/m, '').replace(/ {4}permissions:\n(?: {6}.*\n)+/, '');
    expect(examine([bare])).toEqual(found('caution', /a setting of the repository decides/));
    const all = (word: string) => examine([bare.replace('jobs:\n', `permissions: ${word}\njobs:\n`)]);
    expect(all('write-all')).toEqual(found('caution', /lets the token do everything/));
    expect(all('read-all')).toEqual(found('caution', /nothing is shown/));
    expect(changed(/contents: read.*/, 'contents: write')).toEqual(found('caution', /`contents: write`/));
    expect(changed(/contents: read.*/, 'contents: read\n      id-token: write')).toEqual(
      found('caution', /`id-token: write`/),
    );
  });

  it('is said where too little was given', () => {
    expect(changed(/ +contents: read.*\n/, '')).toEqual(found('problem', /may not read contents/));
    expect(changed(/ +checks: write.*\n/, '')).toEqual(found('note', /the check run.*does not depend/));
    expect(examine([SIMPLE.replace(/ {4}permissions:\n(?: {6}.*\n)+/, '')])).toEqual(
      found('problem', /may not read contents/),
    );
  });

  it('is worth a pin to a commit', () => {
    expect(changed(COMMIT, 'v1')).toEqual(found('caution', /gatewright\/gatewright@v1\.$/));
    expect(changed(COMMIT, COMMIT.slice(0, 7))).toEqual(found('caution', /Whoever can move/));
    expect(changed('    steps:\n', '    steps:\n      - uses: actions/checkout@v7\n')).toEqual(
      found('caution', /actions\/checkout@v7/),
    );
  });

  it('is not shared with the pull request’s files, or with commands, in pull_request_target', () => {
    const first = (step: string) => changed('    steps:\n', `    steps:\n      - ${step}\n`, HARDENED);
    const checkout = (ref: string) => first(`{ uses: actions/checkout@${COMMIT}, with: { ref: "${ref}" } }`);
    for (const ref of [
      '${{ github.event.pull_request.head.sha }}',
      '${{ github.head_ref }}',
      'refs/pull/1/merge',
    ]) {
      expect(checkout(ref), ref).toEqual(found('problem', /checks out the pull request/));
    }
    expect(checkout('main')).toEqual([]);
    expect(first('run: npm test')).toEqual(found('caution', /Commands run in the same job/));
  });
});

describe('the workflow that answers comments', () => {
  const beside = (from: string | RegExp, to: string) => examine([SIMPLE, COMMENTS.replace(from, to)]);

  it('names a workflow with a job that judges pull requests', () => {
    expect(beside(/ +workflow: .*\n/, '')).toEqual(found('problem', /no job there judges pull requests/));
    expect(beside('0.yml', '2.yml')).toEqual(
      found('problem', /run a job of \.github\/workflows\/2\.yml again/),
    );
  });

  it('may run that job again', () => {
    expect(beside(/actions: write/, 'actions: read')).toEqual(found('problem', /may not run a job again/));
  });

  it('follows reviews where the policy escalates', () => {
    const policy = parsePolicy('x.yml', 'escalate: [{ rules: [lint/no-eval], to: [ada] }]\n');
    const look = (texts: readonly string[]): Look => {
      const workflows = texts.map((text, at) => parseWorkflow(`.github/workflows/${at}.yml`, text));
      return { workflows, gates: gatesOf(workflows), rules: null };
    };
    expect(whatIsMissing(policy, look([SIMPLE]))).toEqual(found('caution', /when a review comes/));
    expect(whatIsMissing(policy, look([SIMPLE, COMMENTS]))).toEqual([]);
    expect(whatIsMissing({ escalate: [] }, look([SIMPLE]))).toEqual([]);
  });
});
