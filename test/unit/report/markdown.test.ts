import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { fileOf, findingOf, hostileTexts, outcomeOf, reportOf, trialOf } from '../../support/report.ts';
import { hostileReport, settings } from './arbitrary.ts';
import { blocked, couldNotJudge, passed } from './examples.ts';
import { expectInert } from './expect-inert.ts';

vi.mock('virtual:rules', async () => ({ default: (await import('../../support/report.ts')).someRules }));

test('a blocked report: verdict, table, folds', () => {
  expect(renderMarkdown(blocked)).toMatchInlineSnapshot(`
    "## Gatewright: blocked

    **2 findings block, 1 warns** (4 files, 2 judged)

    From <code>main 3f2c1ab</code> to <code>feature/users 9e07d44</code>.

    | Rule | Place | What is wrong |
    | --- | --- | --- |
    | <code>imports/nonexistent-package</code> | <code>src/users.ts&#58;3&#58;23</code> | no package fast-deep-merge-utils is declared or installed. Nearest real names&#58; deepmerge, lodash.merge. |
    | <code>lint/no-unreachable</code> | <code>src/users.ts&#58;41-43</code> | This call never runs. |

    <details><summary>1 warning</summary>

    - <code>lint/naming</code> <code>src/accounts.ts&#58;60&#58;7</code> &#96;data&#96; says nothing about accounts.

    </details>

    <details><summary>2 proposals</summary>

    - <code>fixer&#58;eslint</code> Remove the call that never runs in <code>src/users.ts</code>: **kept**
    - <code>fixer&#58;imports</code> Import from 'deepmerge' in <code>src/users.ts</code>: **rolled back**, it would reopen lint/no-unsafe-finally at src/io.ts&#58;41

    </details>

    <details><summary>2 files not judged</summary>

    - <code>logo.png</code> (binary)
    - <code>schema.sql</code> (no validator reads this language)

    </details>

    <details><summary>2 validators</summary>

    | Validator | Outcome | Files judged | Findings | Time |
    | --- | --- | ---: | ---: | ---: |
    | lint | completed | 2 | 2 | ████ 12 ms |
    | imports | completed | 2 | 1 | ██████████ 30 ms |

    </details>

    <sub>Gatewright 0.1.0, policy defaults (e3b0c44298fc)</sub>
    "
  `);
});

test('a passed report', () => {
  expect(renderMarkdown(passed)).toMatchInlineSnapshot(`
    "## Gatewright: passed

    **nothing blocks** (3 files, 2 judged)

    From <code>main 3f2c1ab</code> to <code>feature/users 9e07d44</code>.

    <details><summary>1 file not judged</summary>

    - <code>logo.png</code> (binary)

    </details>

    <details><summary>2 validators</summary>

    | Validator | Outcome | Files judged | Findings | Time |
    | --- | --- | ---: | ---: | ---: |
    | lint | completed | 2 | 0 | ██████████ 12 ms |
    | imports | completed | 2 | 0 | ██████████ 12 ms |

    </details>

    <sub>Gatewright 0.1.0, policy defaults (e3b0c44298fc)</sub>
    "
  `);
});

test('a report that could not be judged', () => {
  expect(renderMarkdown(couldNotJudge)).toMatchInlineSnapshot(`
    "## Gatewright: could not judge

    **lint did not complete** (2 files, 1 judged)

    From <code>main 3f2c1ab</code> to <code>feature/users 9e07d44</code>.

    **lint timed out**: It was still at src/users.ts when its 20 seconds were over.

    <details><summary>1 failure on single files</summary>

    - <code>src/accounts.ts</code> in imports: it is nested too deeply to parse

    </details>

    <details><summary>2 validators</summary>

    | Validator | Outcome | Files judged | Findings | Time |
    | --- | --- | ---: | ---: | ---: |
    | lint | timed-out | 0 | 0 | ██████████ 20.0 s |
    | imports | completed | 1 | 0 | 12 ms |

    </details>

    <sub>Gatewright 0.1.0, policy defaults (e3b0c44298fc)</sub>
    "
  `);
});

test('at most ten rows; what else blocks is folded', () => {
  const findings = Array.from({ length: 25 }, (_, at) => findingOf({ at: [at + 1, 1, at + 1, 2] }));
  const text = renderMarkdown(reportOf({ findings }));
  expect(text.match(/^\| <code>lint\/no-unreachable/gm)).toHaveLength(10);
  expect(text).toContain('<details><summary>15 more findings block</summary>');
});

test('[T78] it stays below 60,000 characters and counts what it leaves out', () => {
  const noise = '@|`<'.repeat(400);
  const findings = (['error', 'warning', 'note'] as const).flatMap((severity) =>
    Array.from({ length: 500 }, (_, at) =>
      findingOf({ severity, message: noise + at, path: `${noise}${at}` }),
    ),
  );
  const report = reportOf({
    findings,
    outcomes: [outcomeOf({ status: 'crashed', message: noise }), outcomeOf({ validator: 'imports' })],
    trials: findings.slice(0, 300).map((finding) => trialOf(finding, { kind: 'refused', reason: noise })),
    files: findings.slice(0, 900).map(({ at }) => fileOf(at.path)),
  });
  const text = renderMarkdown(report);
  expect(text.length).toBeLessThan(60_000);
  expect(text).toContain('490 more findings block');
  expect(text).toMatch(/\d+ more not shown\./);
  expectInert(text);
});

test.each(hostileTexts)('[T78] %j is inert wherever it stands', (text) => {
  const finding = findingOf({ message: text, hint: text, path: `src/${text}` });
  const report = reportOf({
    findings: [finding, { ...finding, severity: 'note', fingerprint: 'f' }],
    trials: [trialOf(finding, { kind: 'refused', reason: text }, { title: text })],
    outcomes: [outcomeOf({ status: 'crashed', message: text })],
  });
  expectInert(renderMarkdown(report));
});

test('[T78] no report breaks out of its cells, lists and folds', () => {
  fc.assert(
    fc.property(hostileReport, (report) => expectInert(renderMarkdown(report))),
    settings,
  );
});

test('a file that nobody judged has the reason of whoever knows its language, and one line for each reason', () => {
  const not = (reason: string) => ({ kind: 'not-applicable', reason }) as const;
  const paths = ['a_test.go', 'b_test.go', 'notes.md'];
  const handledBy = (validator: string, reasons: readonly string[]) =>
    outcomeOf({
      validator,
      handled: Object.fromEntries(paths.map((path, at) => [path, not(reasons[at] ?? '')])),
    });
  const other = 'lint reads JavaScript and TypeScript';
  const report = reportOf({
    files: paths.map((path) => fileOf(path)),
    outcomes: [
      handledBy('lint', [other, other, other]),
      handledBy('duplication', ['a test by its name', 'a test by its name', 'duplication reads Go']),
    ],
  });
  const text = renderMarkdown(report);
  expect(text).toContain('3 files not judged');
  expect(text).toContain('- <code>a&#95;test.go</code>, <code>b&#95;test.go</code> (a test by its name)\n');
  expect(text).toContain('- <code>notes.md</code> (no validator reads this language)\n');
});
