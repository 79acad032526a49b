import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { pathFromBytes, repoPath } from '../../../src/domain/path.ts';
import { renderGithub } from '../../../src/report/github.ts';
import { renderJson } from '../../../src/report/json.ts';
import { renderPretty } from '../../../src/report/pretty.ts';
import { renderSarif } from '../../../src/report/sarif.ts';
import schema from '../../../schemas/report.schema.json' with { type: 'json' };
import {
  changeWith,
  fileOf,
  findingOf,
  hostileTexts,
  judged,
  outcomeOf,
  reportOf,
} from '../../support/report.ts';
import { hostileReport, settings } from './arbitrary.ts';
import { blocked, couldNotJudge, passed } from './examples.ts';

vi.mock('virtual:rules', async () => ({ default: (await import('../../support/report.ts')).someRules }));

const isValid = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);

test.each(Object.entries({ blocked, passed, couldNotJudge }))(
  'the %s report is what the schema says',
  (_, report) => {
    isValid(JSON.parse(renderJson(report)));
    expect(isValid.errors).toBeNull();
  },
);

test('every hostile report is what the schema says, and names every changed path', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const json = JSON.parse(renderJson(report));
      isValid(json);
      expect(isValid.errors).toBeNull();
      expect(json.files).toHaveLength(report.change.files.length);
      for (const file of json.files) {
        const said = [...file.judgedBy, ...Object.keys(file.notApplicable), ...Object.keys(file.failed)];
        expect(said.toSorted()).toEqual(['imports', 'lint']);
      }
    }),
    settings,
  );
});

test('the schema refuses what a report does not have', () => {
  const json = JSON.parse(renderJson(blocked));
  expect(isValid({ ...json, celebration: true })).toBe(false);
  expect(isValid({ ...json, verdict: { ...json.verdict, decision: 'maybe' } })).toBe(false);
  expect(isValid({ ...json, files: [{ path: 'a.ts' }] })).toBe(false);
});

test('the same report renders to the same bytes, whatever the clock said', () => {
  const later = { ...blocked, totalMs: 77, author: slower(blocked.author) };
  const timeless = (text: string) => text.replace(/"(ms|totalMs)": \d+/g, '"$1": 0');
  expect(renderJson(blocked)).toBe(renderJson(blocked));
  expect(timeless(renderJson(later))).toBe(timeless(renderJson(blocked)));

  function slower(author: typeof blocked.author) {
    return { ...author, outcomes: author.outcomes.map((outcome) => ({ ...outcome, ms: outcome.ms * 3 })) };
  }
});

test.each([
  ['pass', false, 0],
  ['block', false, 1],
  ['block', true, 0],
  ['could-not-judge', true, 2],
  ['stale', false, 4],
] as const)('%s (observed: %s) has exit code %i', (decision, observed, exitCode) => {
  const report = reportOf({ verdict: { decision, observed } });
  expect(JSON.parse(renderJson(report)).verdict).toMatchObject({ decision, observed, exitCode });
});

test('a path that a validator is silent about has failed', () => {
  const report = reportOf({
    files: [fileOf('a.ts'), fileOf('b.ts')],
    outcomes: [outcomeOf({ handled: { 'a.ts': judged } })],
  });
  const [a, b] = JSON.parse(renderJson(report)).files;
  expect(a).toMatchObject({ judgedBy: ['lint'], failed: {} });
  expect(b).toMatchObject({ judgedBy: [], failed: { lint: 'lint said nothing about this path' } });
});

test('a deleted path is listed, and a validator that is off applies to nothing', () => {
  const gone = { ...fileOf('old.ts', []), status: 'deleted' as const, head: null };
  const report = reportOf({
    change: changeWith([gone]),
    outcomes: [outcomeOf({ status: 'off', message: 'off by policy' })],
  });
  expect(JSON.parse(renderJson(report)).files).toEqual([
    { path: 'old.ts', status: 'deleted', judgedBy: [], notApplicable: { lint: 'off by policy' }, failed: {} },
  ]);
});

test('[T63] a name that is not UTF-8 is shown with escapes, any other as it is', () => {
  const odd = pathFromBytes(Buffer.from([0x61, 0xff, 0x62]));
  const newline = repoPath('line\nbreak.ts');
  const report = reportOf({ files: [fileOf(odd), fileOf(newline)] });
  const paths = JSON.parse(renderJson(report)).files.map((file: { path: string }) => file.path);
  expect(paths).toEqual(['a\\xffb', 'line\nbreak.ts']);
});

test('only the new one of two findings with one fingerprint blocks', () => {
  const finding = findingOf();
  const report = reportOf({ findings: [finding, { ...finding, standing: 'duplicate' }] });
  const blocking = JSON.parse(renderJson(report)).findings.map((one: { blocking: boolean }) => one.blocking);
  expect(blocking).toEqual([true, false]);
});

test('a duplicate of what only warns may block', () => {
  const warns = findingOf({ severity: 'warning' });
  const repeats = findingOf({ rule: 'security/no-unreachable', standing: 'duplicate' });
  const report = reportOf({
    findings: [warns, repeats],
    verdict: { decision: 'block', blocking: [repeats] },
  });
  const blocking = JSON.parse(renderJson(report)).findings.map((one: { blocking: boolean }) => one.blocking);
  expect(blocking).toEqual([false, true]);
  expect(renderPretty(report, { color: false, width: 100 })).toContain('error  security/no-unreachable ');
  expect(renderGithub(report)).toMatch(/^::error .*security\/no-unreachable/);
  expect(JSON.parse(renderSarif(report)).runs[0].results[0]).toMatchObject({
    ruleId: 'security/no-unreachable',
    baselineState: 'new',
  });
});

test('edits are verbatim, so that a program can apply them', () => {
  const patch = [
    { path: repoPath('a.ts'), start: 0, end: 2, expect: '\u202e\n', replace: '##[x]\u001b' },
  ] as const;
  const [finding] = JSON.parse(renderJson(reportOf({ findings: [findingOf({ fix: patch })] }))).findings;
  expect(finding.fix).toEqual(patch);
});

test('[T62] printed JSON holds no character that cannot be seen and no runner command', () => {
  const findings = hostileTexts.map((message) => findingOf({ message, path: message }));
  const text = renderJson(reportOf({ findings }));
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  expect(text).not.toContain('##[');
  expect(text.split('\n').filter((line) => /^\s*::/.test(line))).toEqual([]);
});
