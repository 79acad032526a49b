/** The message of a commit that is published: what it does, each proposal in a line, and where it all came from. */
import { displayPath } from '../domain/path.ts';
import type { Proposal, Step } from '../domain/proposal.ts';
import { UNSEEN } from '../kit/visible.ts';

const TITLES: Readonly<Record<string, string>> = {
  'fixer:eslint': 'Apply the fixes of lint rules',
  'fixer:imports': 'Correct imports',
  'fixer:security': 'Apply the fixes of security rules',
  'assistant:repair': 'Repair files that do not parse',
  'assistant:fix': 'Mend what the gate found',
  'assistant:refactor': 'Write once what was written twice',
  'assistant:generate': 'Write what was asked for',
  'assistant:tests': 'Add tests for new functions',
};

const MOST_LINES = 50;

/** The first line. */
export function titleOf({ source }: Step): string {
  return TITLES[source] ?? 'Apply fixes that were proven';
}

/** `run` is the address of the run, or empty. */
export function messageOf(step: Step, run: string): string {
  const { proposals } = step;
  const lines = proposals.slice(0, MOST_LINES).map(lineOf);
  const left = proposals.length - lines.length;
  if (left > 0) lines.push(`- and ${left} more`);
  const why = 'Each was proven by Gatewright on top of the commit before.';
  return `${titleOf(step)}\n\n${lines.join('\n')}\n\n${why}\n\n${trailersOf(proposals, run)}\n`;
}

/** With the place: fixers give many proposals the same title. */
function lineOf({ title, patch: [{ path }] }: Proposal): string {
  return `- ${harmless(title, 100)} in ${harmless(displayPath(path), 200)}`;
}

function trailersOf(proposals: readonly Proposal[], run: string): string {
  const origins = proposals.flatMap(({ origin }) => origin ?? []);
  const trailers = [
    ['Run', run],
    ...proposals.map(({ key }) => ['Proposal', key]),
    ...origins.map(({ prompt: { id, version, hash } }) => ['Prompt', `${id} v${version} ${hash}`]),
    ...origins.map(({ model }) => ['Model', model]),
    ...origins.map(({ requestId }) => ['Request-Id', requestId ?? '']),
  ];
  const written = trailers.flatMap(([name, value = '']) => {
    const said = plain(value);
    return said === '' ? [] : `Gatewright-${name}: ${said}`;
  });
  return [...new Set(written)].join('\n');
}

/** What a server or a workflow says, as one value without room for another trailer. */
function plain(value: string): string {
  return value
    .replace(/[^\w .:/@+-]/g, '')
    .trim()
    .slice(0, 200);
}

/**
 * A title quotes code or a model. GitHub reads messages: `[skip ci]` keeps workflows from the new head (docs
 * skip-workflow-runs), `closes #1` closes, `@name` calls somebody. A list item is no trailer, whatever it says.
 */
function harmless(title: string, most: number): string {
  const line = title.replace(UNSEEN, ' ').replace(/[@#[\]*<>]|:\/\/|\bGH-/gi, ' ');
  return line.replace(/\s+/g, ' ').trim().slice(0, most).trim() || 'a proposal';
}
