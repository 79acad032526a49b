/** How the run itself went: what did not complete, and what was left out of the file. */
import type { Invocation, Notification } from 'sarif';
import type { Report } from '../../domain/report.ts';
import { exitCodeOf } from '../../domain/verdict.ts';
import { brokenRules, judgingNotes } from '../../kit/rule-notes.ts';
import { oneLine } from '../escape.ts';
import { coverageOf, unfinished } from '../tally.ts';
import { counted, endOf, stopped } from '../words.ts';
import { uriOf } from '../uri.ts';

const MAX_FAILED = 100;

export function invocationOf(
  report: Report,
  leftOut: { readonly results: number; readonly duplicates: number },
): Invocation {
  const broken = unfinished(report);
  const failed = coverageOf(report).failed.filter(
    ({ validator }) => !broken.some((o) => o.validator === validator),
  );
  const notes: Notification[] = [
    ...broken.map((outcome) => ({
      level: outcome.required ? ('error' as const) : ('warning' as const),
      message: { text: `${endOf(outcome)}: ${stopped(oneLine(outcome.message)) || 'no reason was given.'}` },
    })),
    ...failed.slice(0, MAX_FAILED).map(({ path, validator, reason }) => ({
      level: 'warning' as const,
      message: {
        text: `${validator} could not judge this file: ${stopped(oneLine(reason)) || 'no reason was given.'}`,
      },
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path), uriBaseId: '%SRCROOT%' } } }],
    })),
    ...countedOut(
      failed.length - MAX_FAILED,
      'more file could not be judged',
      'more files could not be judged',
    ),
    ...countedOut(leftOut.results, 'result was left out', 'results were left out'),
    ...countedOut(leftOut.duplicates, 'finding said the same again', 'findings said the same again'),
  ];
  const rules = aboutRules(report);
  return {
    executionSuccessful: broken.length === 0 && report.verdict.decision !== 'config',
    exitCode: exitCodeOf(report.verdict),
    ...(notes.length > 0 && { toolExecutionNotifications: notes }),
    ...(rules.length > 0 && { toolConfigurationNotifications: rules }),
  };
}

const MAX_RULES = 100;

/** Rules of the maintainers' own that are broken, or not run. */
function aboutRules({ policy, author }: Report): Notification[] {
  const told = (sentences: readonly string[], level: 'error' | 'warning') =>
    sentences.slice(0, MAX_RULES).map((sentence) => ({ level, message: { text: oneLine(sentence) } }));
  return [...told(brokenRules(policy), 'error'), ...told(judgingNotes(policy, author.outcomes), 'warning')];
}

function countedOut(count: number, one: string, many: string): Notification[] {
  return count > 0 ? [{ level: 'note', message: { text: `${counted(count, one, many)}.` } }] : [];
}
