import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { Log, Result, Run } from 'sarif';
import { expect, test, vi } from 'vitest';
import type { Report } from '../../../src/domain/report.ts';
import { renderSarif, type SarifOptions } from '../../../src/report/sarif.ts';
import { fileOf, findingOf, hostileTexts, outcomeOf, reportOf, trialOf } from '../../support/report.ts';
import { complaintsAbout, sarifSchema } from '../../support/sarif-multitool.ts';
import { hostileReport, settings } from './arbitrary.ts';
import { blocked, couldNotJudge, passed, tainted } from './examples.ts';

vi.mock('virtual:rules', async () => ({ default: (await import('../../support/report.ts')).someRules }));

/** Microsoft's validator takes seconds, and many of them on a busy machine. */
const SLOW = 240_000;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const isValid = ajv.compile(sarifSchema());

function runOf(report: Report, options?: SarifOptions): Run {
  const log = JSON.parse(renderSarif(report, options)) as Log;
  isValid(log);
  expect(isValid.errors).toBeNull();
  expect(log.runs).toHaveLength(1);
  return log.runs[0] as Run;
}

const resultsOf = (report: Report): Result[] => runOf(report).results ?? [];
const physical = (result: Result | undefined) => result?.locations?.[0]?.physicalLocation;

/** Every string of a value, keys left out. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

const hostile = reportOf({
  findings: hostileTexts.flatMap((text, at) => [
    findingOf({ message: text, rule: 'lint/not-known', hint: text }),
    findingOf({ path: text, message: `${at}`, snippet: text, suppressed: text, standing: 'suppressed' }),
  ]),
  outcomes: [outcomeOf({ status: 'crashed', message: hostileTexts.join(' ') })],
});

/** Two thousand of each severity and then some, in the evidence's own order. */
const crowd = reportOf({
  files: [fileOf('src/a.ts', [{ start: 1, count: 30_000 }])],
  findings: Array.from({ length: 25_001 }, (_, at) =>
    findingOf({
      at: [at + 1, 1, at + 1, 2],
      severity: (['note', 'warning', 'error'] as const)[at % 3] ?? 'note',
    }),
  ),
});

const multiLine = reportOf({
  files: [fileOf('src/a.ts', [{ start: 4, count: 2 }])],
  findings: [findingOf({ at: [2, 5, 9, 3] }), findingOf({ at: [5, 5, 9, 3], snippet: 'if (a) {' })],
  trials: [],
});

// Notes ask for what a code-scanning file has no use for: message ids (2002), where the sources came from (2003),
// the newest address of the schema (2006), ids like CA1000 (2009), copies of the source (2010, 2011), help pages (2012).
const NOTES = ['SARIF2002', 'SARIF2003', 'SARIF2006', 'SARIF2009', 'SARIF2010', 'SARIF2011', 'SARIF2012'];

test(
  '[T84] Microsoft’s validator and the schema find no error and no warning in any report',
  async () => {
    const reports = {
      blocked,
      tainted,
      passed,
      couldNotJudge,
      hostile,
      multiLine,
      empty: reportOf({ files: [] }),
    };
    const logs = Object.fromEntries(
      Object.entries(reports).map(([name, report]) => [name, renderSarif(report)]),
    );
    for (const text of Object.values(logs)) {
      isValid(JSON.parse(text));
      expect(isValid.errors).toBeNull();
    }
    const complaints = await complaintsAbout(logs);
    expect(complaints.filter(({ level }) => level !== 'note')).toEqual([]);
    expect(complaints.filter(({ rule }) => !NOTES.includes(rule))).toEqual([]);
  },
  SLOW,
);

test(
  '[T84] 25,001 findings make a file that Microsoft’s validator accepts',
  async () => {
    expect(await complaintsAbout({ crowd: renderSarif(crowd) }, { levels: 'Error;Warning' })).toEqual([]);
  },
  SLOW,
);

test(
  'the validator is really asked: it complains about a file without locations',
  async () => {
    const log = JSON.parse(renderSarif(blocked)) as Log;
    for (const result of log.runs[0]?.results ?? []) result.locations = [];
    const complaints = await complaintsAbout({ broken: JSON.stringify(log) });
    expect(complaints.some(({ level, rule }) => level === 'error' && rule.startsWith('GH'))).toBe(true);
  },
  SLOW,
);

test('hostile reports are valid, and hold neither empty strings nor what cannot be seen', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const text = renderSarif(report);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(text).not.toContain('##[');
      const run = runOf(report);
      expect(strings(run).filter((string) => string === '')).toEqual([]);
      for (const result of run.results ?? [])
        expect(physical(result)?.artifactLocation?.uri).toMatch(/^[\w\-.~%][\w\-.~%/]*$/);
    }),
    { ...settings, numRuns: 80 },
  );
});

test('a result has every field that GitHub reads', () => {
  const finding = findingOf({ hint: 'Nearest: h' });
  const [result] = resultsOf(reportOf({ findings: [finding] }));
  expect(result).toEqual({
    ruleId: 'lint/no-unreachable',
    ruleIndex: 0,
    level: 'error',
    message: { text: 'This call never runs. Nearest: h.' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'src/a.ts', uriBaseId: '%SRCROOT%' },
          region: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 8 },
        },
      },
    ],
    partialFingerprints: {
      primaryLocationLineHash: '53b5d4aabe50d64:1',
      'gatewright/v1': finding.fingerprint,
    },
    baselineState: 'new',
  });
});

test('a flow is a way in steps, each place with its words', () => {
  const [result] = resultsOf(tainted);
  const [flow, ...others] = result?.codeFlows ?? [];
  expect(others).toEqual([]);
  expect(flow?.threadFlows).toHaveLength(1);
  const places = flow?.threadFlows[0]?.locations.map(({ location }) => [
    location?.physicalLocation?.region?.startLine,
    location?.message?.text,
  ]);
  expect(places).toEqual([
    [38, 'comes from the request.'],
    [1041, 'reaches a query as text.'],
  ]);
  expect(result?.message.text).toContain('It comes from the request in line 38');
});

test('a rule about attacks says how bad it is, in which category, and to which weakness it belongs', () => {
  const run = runOf(tainted);
  const [rule] = run.tool.driver.rules ?? [];
  expect(rule?.properties).toMatchObject({
    'security-severity': '8.8',
    tags: ['security', 'external/owasp/a03-2021', 'external/cwe/cwe-089'],
  });
  expect(rule?.relationships?.map(({ target }) => target)).toEqual([
    { id: '89', toolComponent: { name: 'CWE', index: 0 } },
  ]);
  expect(run.taxonomies?.map(({ name, taxa }) => [name, taxa?.map(({ id }) => id)])).toEqual([
    ['CWE', ['89']],
  ]);
});

test('a rule carries its texts, its weaknesses and, when it is about security, a numeric severity', () => {
  const findings = [findingOf({ rule: 'lint/detect-eval', severity: 'warning' }), findingOf()];
  const [security, defect] = runOf(reportOf({ findings })).tool.driver.rules ?? [];
  expect(security).toMatchObject({
    id: 'lint/detect-eval',
    name: 'LintDetectEval',
    shortDescription: { text: 'Text is run as code.' },
    fullDescription: { text: 'Whoever controls the text controls the program.' },
    defaultConfiguration: { level: 'warning' },
    properties: {
      tags: ['security', 'lint', 'external/cwe/cwe-095', 'external/cwe/cwe-094'],
      precision: 'low',
      'problem.severity': 'warning',
      'security-severity': '5.0',
    },
  });
  expect(security?.help?.text).toContain('Parse the text instead.');
  expect(security?.help?.markdown).toContain('[CWE-95](https://cwe.mitre.org/data/definitions/95.html)');
  expect(defect?.properties?.tags).toEqual(['correctness', 'lint', 'external/cwe/cwe-561']);
  expect(defect?.properties).not.toHaveProperty('security-severity');
});

test('a weakness that is attacked makes a rule a security rule, whichever validator has it', () => {
  const findings = [findingOf({ rule: 'imports/nonexistent-package' })];
  const [rule] = runOf(reportOf({ findings })).tool.driver.rules ?? [];
  expect(rule?.properties).toMatchObject({
    tags: ['security', 'imports', 'external/cwe/cwe-1357'],
    'security-severity': '8.0',
  });
});

test('a rule that nobody knows is described by its id', () => {
  const [rule] =
    runOf(reportOf({ findings: [findingOf({ rule: 'lint/not-known' })] })).tool.driver.rules ?? [];
  expect(rule).toMatchObject({
    shortDescription: { text: 'lint/not-known.' },
    fullDescription: { text: 'Reported by lint.' },
  });
});

test.each([
  ['', 'gatewright/'],
  ['api', 'gatewright/api/'],
  ['/apps/api/', 'gatewright/apps/api/'],
])('the category %j is all before the last slash', (category, id) => {
  expect(runOf(passed, { category }).automationDetails?.id).toBe(id);
});

test('standings become baseline states and suppressions; duplicates are counted and left out', () => {
  const standings = ['new', 'outside-diff', 'baseline', 'suppressed', 'duplicate'] as const;
  const findings = standings.map((standing, at) =>
    findingOf({ standing, at: [at + 1, 1, at + 1, 2], suppressed: 'a directive' }),
  );
  const run = runOf(reportOf({ findings }));
  expect(run.results?.map(({ baselineState, suppressions }) => [baselineState, suppressions])).toEqual([
    ['new', undefined],
    ['unchanged', undefined],
    ['unchanged', undefined],
    ['new', [{ kind: 'inSource', justification: 'a directive' }]],
  ]);
  expect(run.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
    '1 finding said the same again.',
  );
});

test('a region is clipped to added lines, and its full extent is kept beside it', () => {
  const [first, second] = resultsOf(multiLine);
  expect(physical(first)?.region).toEqual({ startLine: 4, startColumn: 1, endLine: 5, endColumn: 1 });
  expect(first?.relatedLocations?.[0]).toMatchObject({
    id: 1,
    physicalLocation: { region: { startLine: 2, startColumn: 5, endLine: 9, endColumn: 3 } },
    message: { text: 'The whole extent; the alert is on its added lines.' },
  });
  // The first line's length is known from its text.
  expect(physical(second)?.region).toEqual({ startLine: 5, startColumn: 5, endLine: 5, endColumn: 9 });
});

test('every line of a new result that touches added lines is an added line', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      for (const result of resultsOf(report).filter(({ baselineState }) => baselineState === 'new')) {
        const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = physical(result)?.region ?? {};
        // The arbitrary change adds lines 3 to 11 of every file.
        const touches = startLine <= 11 && endLine >= 3;
        if (touches) expect([startLine >= 3, endLine <= 11]).toEqual([true, true]);
        expect(endLine > startLine || endColumn >= startColumn).toBe(true);
      }
    }),
    { ...settings, numRuns: 40 },
  );
});

test.each([
  ['src/a b.ts', 'src/a%20b.ts'],
  ['100%.ts', '100%25.ts'],
  ['c:/x?y#z', 'c%3A/x%3Fy%23z'],
  ['file:///etc/passwd', 'file%3A/etc/passwd'],
  ['../../up.ts', 'up.ts'],
  ['/abs.ts', 'abs.ts'],
  ['名/é.ts', '%E5%90%8D/%C3%A9.ts'],
  ['a\udcff.ts', 'a%FF.ts'],
  ['back\\slash\nline', 'back%5Cslash%0Aline'],
])('[T84] the path %j is the URI %s', (path, uri) => {
  const [result] = resultsOf(reportOf({ findings: [findingOf({ path })] }));
  expect(physical(result)?.artifactLocation).toEqual({ uri, uriBaseId: '%SRCROOT%' });
});

test('text of a stranger makes no link', () => {
  const [result] = resultsOf(
    reportOf({ findings: [findingOf({ message: 'see [here](https://evil.example)' })] }),
  );
  expect(result?.message.text).toBe('see [here] (https://evil.example).');
});

test('[T84] of 25,001 results the worst 5,000 are kept and the others counted', () => {
  const run = runOf(crowd);
  expect(run.results).toHaveLength(5000);
  expect(new Set(run.results?.map(({ level }) => level))).toEqual(new Set(['error']));
  expect(run.invocations?.[0]?.toolExecutionNotifications?.at(-1)?.message.text).toBe(
    '20001 results were left out.',
  );
});

test('a file that is too large when compressed loses its least results', () => {
  const findings = Array.from({ length: 60 }, (_, at) =>
    findingOf({
      message: randomBytes(400).toString('hex'),
      at: [at + 1, 1, at + 1, 2],
      severity: at === 59 ? 'error' : 'note',
    }),
  );
  const report = reportOf({ findings });
  const text = renderSarif(report, { bytes: 10_000 });
  expect(gzipSync(text).length).toBeLessThanOrEqual(10_000);
  const run = runOf(report, { bytes: 10_000 });
  expect(run.results?.length).toBeGreaterThan(5);
  expect(run.results?.[0]?.level).toBe('error');
  const left = 60 - (run.results?.length ?? 0);
  expect(run.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
    `${left} results were left out.`,
  );
});

test('at most a hundred locations and ten tags, and long texts are cut', () => {
  const finding = findingOf({ message: 'x'.repeat(9000) });
  const related = Array.from({ length: 300 }, (_, at) => ({
    ...finding.at,
    line: at + 1,
    endLine: at + 1,
    note: `${at}`,
  }));
  const run = runOf(reportOf({ findings: [{ ...finding, related }] }));
  expect(run.results?.[0]?.relatedLocations).toHaveLength(99);
  expect(run.results?.[0]?.message.text?.length).toBeLessThanOrEqual(1024);
});

test('a validator that did not complete makes the execution unsuccessful, and says why', () => {
  const [invocation] = runOf(couldNotJudge).invocations ?? [];
  expect(invocation).toMatchObject({ executionSuccessful: false, exitCode: 2 });
  expect(invocation?.toolExecutionNotifications?.map(({ level, message }) => [level, message.text])).toEqual([
    ['error', 'lint timed out: It was still at src/users.ts when its 20 seconds were over.'],
    ['warning', 'imports could not judge this file: it is nested too deeply to parse.'],
  ]);
  expect(runOf(blocked).invocations).toEqual([{ executionSuccessful: true, exitCode: 1 }]);
});

test('only a proposal that was kept is offered as a fix', () => {
  const kept = findingOf();
  const rolledBack = findingOf({ at: [9, 1, 9, 2] });
  const trials = [
    trialOf(
      kept,
      { kind: 'kept' },
      { patch: [{ path: kept.at.path, start: 5, end: 5, expect: '', replace: 'x' }] },
    ),
    trialOf(rolledBack, { kind: 'rolled-back', reason: 'worse' }),
  ];
  const [first, second] = resultsOf(reportOf({ findings: [kept, rolledBack], trials }));
  expect(first?.fixes?.[0]?.artifactChanges[0]?.replacements).toEqual([
    { deletedRegion: { charOffset: 5, charLength: 0 }, insertedContent: { text: 'x' } },
  ]);
  expect(second).not.toHaveProperty('fixes');
});

test('the same report renders to the same bytes', () => {
  expect(renderSarif(blocked)).toBe(renderSarif(blocked));
});
