/** What was and was not looked at, and by whom, in Markdown. */
import type { Report } from '../../domain/report.ts';
import { shownPath } from '../escape.ts';
import { duration } from '../headline.ts';
import { coverageOf, unfinished } from '../tally.ts';
import { counted } from '../words.ts';
import { code, prose } from './inert.ts';
import type { Sheet } from './sheet.ts';

const BAR = 10;

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
  const others = [...notApplicable].flatMap(([reason, paths]) =>
    paths.map((path) => `${code(shownPath(path), 160)} ${prose(reason, 160)}`),
  );
  sheet.addFold(`${counted(others.length, 'file')} not judged`, others);
}

/** One row for each validator; the bars compare their times. */
export function addValidators(sheet: Sheet, report: Report): void {
  const { byValidator } = coverageOf(report);
  const { outcomes, findings } = report.author;
  const longest = Math.max(1, ...outcomes.map(({ ms }) => ms));
  const lines = outcomes.map(({ validator, status, ms }) => {
    const found = findings.filter((finding) => finding.validator === validator).length;
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
