/** What SARIF says of rules that the maintainers wrote: their own descriptor, and which are broken or not run. */
import type { Log, Run } from 'sarif';
import { expect, test } from 'vitest';
import type { Rule } from '../../../src/domain/rule.ts';
import type { Report } from '../../../src/domain/report.ts';
import { renderJson } from '../../../src/report/json.ts';
import { renderSarif } from '../../../src/report/sarif.ts';
import { policyFor } from '../../support/policy.ts';
import { findingOf, reportOf } from '../../support/report.ts';

const own: Rule = {
  id: 'security/no-shout',
  severity: 'error',
  confidence: 'high',
  title: 'shout() is told $X',
  why: "One of the repository's own rules says so (rules/a.yml).",
  fix: '',
  cwe: [200],
  languages: ['javascript'],
  engine: {},
  bad: [],
  good: [],
};
const runOf = (report: Report): Run => (JSON.parse(renderSarif(report)) as Log).runs[0] as Run;

test('a rule of the maintainers is described as its file says', () => {
  const finding = findingOf({ rule: own.id, validator: 'security', own });
  const report = reportOf({ findings: [finding] });
  expect(runOf(report).tool.driver.rules?.[0]).toMatchObject({
    id: own.id,
    shortDescription: { text: 'shout() is told $X.' },
    fullDescription: { text: own.why },
  });
  const [said] = (JSON.parse(renderJson(report)) as { findings: { cwe: number[] }[] }).findings;
  expect(said?.cwe).toEqual([200]);
});

test('broken rules and rules that are not run are notifications of the configuration', () => {
  const policy = policyFor(
    { security: {} },
    {
      own: {
        files: [],
        rules: new Map(),
        texts: [],
        problems: ['a.yml:1:1: wrong.'],
        notRun: ['B is not run.'],
      },
    },
  );
  const report = reportOf({ policy });
  const verdict = { ...report.verdict, decision: 'config' as const, reasons: ['a.yml:1:1: wrong.'] };
  const [invocation] = runOf({ ...report, verdict }).invocations ?? [];
  expect(invocation).toMatchObject({ executionSuccessful: false, exitCode: 3 });
  expect(
    invocation?.toolConfigurationNotifications?.map(({ level, message }) => `${level} ${message.text}`),
  ).toEqual(['error a.yml:1:1: wrong.', 'warning B is not run.']);
});
