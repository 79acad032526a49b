/** What was and was not looked at, and by whom, in Markdown. */
import type { RepoPath } from '../../domain/path.ts';
import type { Report } from '../../domain/report.ts';
import { shownPath } from '../escape.ts';
import { duration } from '../headline.ts';
import { coverageOf, tallyOf, unfinished } from '../tally.ts';
import { counted } from '../words.ts';
import { code, prose } from './inert.ts';
import type { Sheet } from './sheet.ts';

const BAR = 10;
const MAX_NAMES = 20;

/** Failed files first: they matter to the verdict, the others are listed so that nobody takes them for proven. */
export function addUnjudged(sheet: Sheet, report: Report): void {
  const { failed, notApplicable } = coverageOf(report);
  // All files of a validator that ended early failed with it: it is named above.
  const early = new Set(unfinished(report).map((outcome) => outcome.validator));
  const failures = failed.filter(({ validator }) => !early.has(validator));
  sheet.addFold(
    `${counted(failures.length, 'failure')} on single files`,
    failures.map(
      ({ path, validator, reason }) =>
        `${code(shownPath(path), 160)} in ${prose(validator)}: ${prose(reason)}`,
    ),
  );
  const groups = [...notApplicable].map(([reason, paths]) => `${namesOf(paths)} (${prose(reason, 160)})`);
  const count = [...notApplicable.values()].reduce((sum, paths) => sum + paths.length, 0);
  sheet.addFold(`${counted(count, 'file')} not judged`, groups);
}

function namesOf(paths: readonly RepoPath[]): string {
  const names = paths.slice(0, MAX_NAMES).map((path) => code(shownPath(path), 160));
  const left = paths.length - names.length;
  return `${names.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

/** One row for each validator, with what it found that was not known; the bars compare their times. */
export function addValidators(sheet: Sheet, report: Report): void {
  const { byValidator } = coverageOf(report);
  const { outcomes } = report.author;
  const { blocking, warnings, notes, accepted } = tallyOf(report);
  const told = [...blocking, ...warnings, ...notes, ...accepted];
  const longest = Math.max(1, ...outcomes.map(({ ms }) => ms));
  const lines = outcomes.map(({ validator, status, ms }) => {
    const found = told.filter((finding) => finding.validator === validator).length;
    const bar = '█'.repeat(Math.round((ms / longest) * BAR));
    const time = `${bar} ${duration(ms)}`.trim();
    const row = [prose(validator), status, byValidator.get(validator) ?? 0, found, time];
    return `| ${row.join(' | ')} |`;
  });
  const head =
    '| Validator | Outcome | Files judged | Findings | Time |\n| --- | --- | ---: | ---: | ---: |\n';
  const open = `<details><summary>${counted(lines.length, 'validator')}</summary>\n\n${head}`;
  sheet.addLines({ open, lines, close: '\n\n</details>', most: 50 });
}
