/** Representative reports that several formats are shown with. */
import type { Report } from '../../../src/domain/report.ts';
import { fileOf, findingOf, judged, outcomeOf, reportOf, trialOf } from '../../support/report.ts';

const invented = findingOf({
  rule: 'imports/nonexistent-package',
  path: 'src/users.ts',
  at: [3, 23, 3, 46],
  snippet: "import deepMerge from 'fast-deep-merge-utils';",
  message: 'no package fast-deep-merge-utils is declared or installed',
  hint: 'Nearest real names: deepmerge, lodash.merge',
});
const unreachable = findingOf({
  path: 'src/users.ts',
  at: [41, 2, 43, 4],
  snippet: '\tcleanUp(名前, () => {',
  related: [
    { path: invented.at.path, line: 40, column: 3, endLine: 40, endColumn: 10, note: 'the return before it' },
  ],
});
const naming = findingOf({
  rule: 'lint/naming',
  path: 'src/accounts.ts',
  at: [60, 7, 60, 11],
  severity: 'warning',
  confidence: 'medium',
  snippet: 'const data = loadAccounts();',
  message: '`data` says nothing about accounts',
});
const known = findingOf({ path: 'src/accounts.ts', at: [90, 1, 90, 5], standing: 'outside-diff' });
const silenced = findingOf({
  path: 'src/accounts.ts',
  at: [95, 1, 95, 5],
  standing: 'suppressed',
  suppressed: 'eslint-disable-next-line no-unreachable -- kept for the debugger',
});

const files = ['src/users.ts', 'src/accounts.ts', 'logo.png', 'schema.sql'].map((path) => fileOf(path));
const handled = {
  'src/users.ts': judged,
  'src/accounts.ts': judged,
  'logo.png': { kind: 'not-applicable', reason: 'binary' },
  'schema.sql': { kind: 'not-applicable', reason: 'no validator reads this language' },
} as const;

export const blocked: Report = reportOf({
  files,
  outcomes: [outcomeOf({ handled }), outcomeOf({ validator: 'imports', handled, ms: 30 })],
  findings: [naming, known, silenced, invented, unreachable],
  trials: [
    trialOf(unreachable, { kind: 'kept' }),
    trialOf(
      invented,
      { kind: 'rolled-back', reason: 'it would reopen lint/no-unsafe-finally at src/io.ts:41' },
      { source: 'fixer:imports', title: "Import from 'deepmerge'" },
    ),
  ],
});

export const passed: Report = reportOf({
  files: files.slice(0, 3),
  outcomes: [outcomeOf({ handled }), outcomeOf({ validator: 'imports', handled })],
  totalMs: 48,
});

export const couldNotJudge: Report = reportOf({
  files: files.slice(0, 2),
  outcomes: [
    outcomeOf({
      status: 'timed-out',
      message: 'It was still at src/users.ts when its 20 seconds were over.',
      ms: 20_004,
      handled: Object.fromEntries(
        files.slice(0, 2).map(({ path }) => [path, { kind: 'failed', reason: 'lint timed out' } as const]),
      ),
    }),
    outcomeOf({
      validator: 'imports',
      handled: {
        ...handled,
        'src/accounts.ts': { kind: 'failed', reason: 'it is nested too deeply to parse' },
      },
    }),
  ],
  verdict: { decision: 'could-not-judge', reasons: ['lint timed out and is required.'] },
  totalMs: 20_310,
});

/** A value on its way from a request into a query. */
export const injection = findingOf({
  rule: 'security/sql-injection',
  path: 'src/users.ts',
  at: [1041, 10, 1041, 18],
  snippet: '  return db.query("SELECT * FROM users WHERE id = \'" + id + "\'");',
  message: 'Data from the request becomes part of the text of a query',
  hint: "Use a parameter: db.query('… WHERE id = $1', [id])",
  flow: [
    {
      ...{ path: invented.at.path, line: 38, column: 14, endLine: 38, endColumn: 27 },
      note: 'comes from the request',
      snippet: '  const id = req.params.id;',
    },
    {
      ...{ path: invented.at.path, line: 1041, column: 10, endLine: 1041, endColumn: 18 },
      note: 'reaches a query as text',
      snippet: '  return db.query("SELECT * FROM users WHERE id = \'" + id + "\'");',
    },
  ],
});

export const tainted: Report = reportOf({ findings: [injection] });
