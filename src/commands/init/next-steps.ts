/** What only a person can do after `gatewright init`, in the order in which it has to be done. */
import { visible } from '../../kit/visible.ts';
import type { Edition } from './edition.ts';

export interface Done {
  readonly edition: Edition;
  readonly variant: 'simple' | 'hardened';
  /** The default branch. */
  readonly branch: string;
}

export function nextSteps(done: Done): string {
  const steps = [pin(done), ...(done.variant === 'hardened' ? [allow] : []), merge(done), require(done), ask];
  const numbered = steps.map((lines, at) =>
    lines.map((line, of) => `${of === 0 ? `${at + 1}. ` : '   '}${line}`),
  );
  return ['What only you can do:', ...numbered.flat(), '', MORE, ''].join('\n');
}

function pin({ edition: { pinned, slug, version } }: Done): readonly string[] {
  if (pinned) {
    return [
      `See that the commit behind \`uses:\` is on GitHub as ${slug}: it is the one of the clone that runs now.`,
      'It is pinned whole, so that nobody can move what runs. Dependabot and Renovate offer newer ones.',
    ];
  }
  return [
    'Put the commit of the release in place of <commit> behind `uses:`. This prints it:',
    `git ls-remote https://github.com/${slug} 'refs/tags/v${version}*' (the line that ends in ^{}, if there is one)`,
  ];
}

const MORE =
  "Gatewright's docs/github.md has more to copy: /gatewright accept in comments, audits, merge queues, shards.";

const allow: readonly string[] = [
  'In a public repository, allow pull_request_target for this workflow: Settings, Actions, Policies.',
  'GitHub blocks it otherwise, and a required check that is blocked never comes.',
];

function merge({ variant, branch }: Done): readonly string[] {
  const first =
    variant === 'hardened'
      ? 'That pull request itself is not judged: GitHub takes the workflow from the default branch.'
      : 'Judging begins with the next pull request at the latest.';
  return [`Commit both files and merge them into ${visible(branch)}. ${first}`];
}

function require({ branch }: Done): readonly string[] {
  return [
    `Require the check \`gatewright\` for ${visible(branch)}: Settings, Rules, Rulesets, "Require status checks to pass",`,
    'source GitHub Actions. GitHub offers it only when it has succeeded within the last seven days, so let it run once first.',
    'Until then its red stops nobody, which is a good week to watch what it says.',
  ];
}

const ask: readonly string[] = [
  'Run gatewright doctor, with GITHUB_TOKEN set: it says what a green check is worth then, and why.',
];
