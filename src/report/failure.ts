/** What is shown of a run that came to no report: why nothing was judged. */
import type { Posting } from './comment.ts';
import { oneLine } from './escape.ts';
import { code, prose } from './markdown/inert.ts';
import { stopped } from './words.ts';

export interface Failure {
  /** `config`: the inputs or the policy are wrong. */
  readonly decision: 'could-not-judge' | 'config';
  readonly sentence: string;
}

const STATE: Readonly<Record<Failure['decision'], string>> = {
  'could-not-judge': 'Could not judge',
  config: 'Policy or inputs are wrong',
};

/** One line, as a check run's title. */
export function failureTitle({ decision, sentence }: Failure): string {
  return `${STATE[decision]}: ${oneLine(sentence, 200)}`;
}

/** Null: in the job itself, which needs neither head nor run. */
export function renderFailure({ decision, sentence }: Failure, posting: Posting | null): string {
  const at = posting ? ` at ${code(posting.site.head.slice(0, 7))}` : '';
  return [
    `## Gatewright: ${STATE[decision].toLowerCase()}${at}`,
    `Nothing was judged: ${prose(stopped(sentence), 2000)}`,
    ...(posting ? [`<sub>[run ${posting.run.id}](${posting.run.url})</sub>\n`] : []),
  ].join('\n\n');
}
