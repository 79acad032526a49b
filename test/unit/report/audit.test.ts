import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Task } from '../../../src/domain/assistant.ts';
import { repoPath } from '../../../src/domain/path.ts';
import type { Report } from '../../../src/domain/report.ts';
import { auditOf, renderAudit } from '../../../src/report/audit.ts';
import { auditJsonSchema, auditLine } from '../../../src/report/audit/schema.ts';
import committed from '../../../schemas/audit.schema.json' with { type: 'json' };
import { credentials } from '../../support/credentials.ts';
import { findingOf, reportOf, trialOf } from '../../support/report.ts';
import { hostileReport, settings } from './arbitrary.ts';
import { blocked, couldNotJudge, passed } from './examples.ts';

vi.mock('virtual:rules', async () => ({ default: (await import('../../support/report.ts')).someRules }));

const isValid = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(committed);
const linesOf = (report: Report) =>
  renderAudit(auditOf(report, { run: '' }))
    .split('\n')
    .slice(0, -1);

const finding = findingOf({ path: repoPath('src/a.js') });
const prompt = { id: 'fix', version: 2, hash: 'a'.repeat(64) };
const receipt = {
  model: 'claude-sonnet-5-5',
  from: 'model',
  requestId: 'req_1',
  attempts: 1,
  tokens: 1200,
  dollars: 0.0123,
  ms: 800,
} as const;
const task: Task = {
  id: 'fix',
  path: repoPath('src/a.js'),
  from: 1,
  to: 9,
  prompt,
  end: 'offered',
  plain: false,
  proposal: 'p-1',
  message: '',
  receipt,
};
const account = { model: 'claude-sonnet-5-5', ceilings: { tokens: 9, dollars: 1 }, notes: [], unasked: 0 };
const offered = trialOf(
  finding,
  { kind: 'kept' },
  { id: 'p-1', key: 'key1', source: 'assistant:fix', stated: 'high', salvaged: ['indentation'] },
);

test('the committed schema is the one that lines are read with', () => {
  expect(committed).toEqual(JSON.parse(JSON.stringify(auditJsonSchema())));
});

test('a hostile report is lines of the schema, one for each proposal and one for the run', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const lines = linesOf(report);
      for (const line of lines) {
        const value: unknown = JSON.parse(line);
        isValid(value);
        expect(isValid.errors).toBeNull();
        expect(auditLine.parse(value)).toEqual(value);
        expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      }
      expect(lines).toHaveLength(report.trials.length + 1);
    }),
    settings,
  );
});

test('a proposal says who was asked, at what price, what each validator made of it, and where it went', () => {
  const published = {
    kind: 'committed',
    branch: 'feature',
    commits: [{ id: 'c'.repeat(40), title: 'Mend it', proposals: ['key1'], reverts: [] }],
    url: '',
    note: '',
  } as const;
  const trial = {
    ...offered,
    confidence: 'medium',
    tried: [{ validator: 'lint', status: 'completed', opened: 0 }],
  };
  const report = reportOf({
    findings: [finding],
    trials: [trial as typeof offered],
    assistant: { ...account, tasks: [task] },
    published: [published],
  });
  const lines = new Map([['key1', [{ path: repoPath('src/a.js'), from: 3, to: 4 }]]]);
  const [proposal, run, ...rest] = auditOf(report, { run: 'https://example.com/run/1', lines });
  expect(proposal).toMatchObject({
    run: 'https://example.com/run/1',
    key: 'key1',
    files: ['src/a.js'],
    fate: 'kept',
    reason: null,
    confidence: 'medium',
    stated: 'high',
    salvaged: ['indentation'],
    tried: [{ validator: 'lint', status: 'completed', opened: 0 }],
    asking: {
      prompt: { id: 'fix', version: 2 },
      requestId: 'req_1',
      tokens: 1200,
      dollars: 0.0123,
      from: 'model',
    },
    commit: 'c'.repeat(40),
    lines: [{ path: 'src/a.js', from: 3, to: 4 }],
  });
  expect(run).toMatchObject({
    kind: 'run',
    decision: 'block',
    proposals: 1,
    assistant: { questions: 1, spent: { tokens: 1200, dollars: 0.0123 } },
    published: [{ kind: 'committed', branch: 'feature' }],
  });
  expect(rest).toEqual([]);
});

test('a question without a proposal has a line of its own, with the reason', () => {
  const failed: Task = {
    ...task,
    end: 'failed',
    proposal: null,
    message: 'The key is not accepted: check it.',
  };
  const report = reportOf({ assistant: { ...account, tasks: [failed, task] }, trials: [offered] });
  expect(auditOf(report, { run: '' }).map(({ kind }) => kind)).toEqual(['proposal', 'question', 'run']);
  expect(auditOf(report, { run: '' })[1]).toMatchObject({
    path: 'src/a.js',
    line: 1,
    endLine: 9,
    end: 'failed',
    message: 'The key is not accepted: check it.',
    asking: { requestId: 'req_1' },
  });
});

test('what was refused for too little confidence is told from what was out of bounds', () => {
  const refused = (unsure?: true) =>
    reportOf({ trials: [trialOf(finding, { kind: 'refused', reason: 'why', ...(unsure && { unsure }) })] });
  expect(auditOf(refused(), { run: '' })[0]).toMatchObject({ fate: 'refused', unsure: false, reason: 'why' });
  expect(auditOf(refused(true), { run: '' })[0]).toMatchObject({ fate: 'refused', unsure: true });
});

test.each(credentials().map(({ name, line, value }) => [name, line, value]))(
  '[T116] no line holds a secret, whoever quoted it: %s',
  (_, line, value) => {
    const trial = trialOf(finding, { kind: 'rolled-back', reason: line }, { title: line, salvaged: [line] });
    const lost: Task = { ...task, end: 'failed', proposal: null, message: line };
    const report = reportOf({ trials: [trial], assistant: { ...account, tasks: [lost] } });
    expect(renderAudit(auditOf(report, { run: '' }))).not.toContain(value);
  },
);

test('it has the edits of no file in it', () => {
  const edit = { path: repoPath('src/a.js'), start: 0, end: 3, expect: 'OLD TEXT', replace: 'NEW TEXT' };
  const report = reportOf({ trials: [trialOf(finding, { kind: 'kept' }, { patch: [edit] })] });
  expect(renderAudit(auditOf(report, { run: '' }))).not.toMatch(/OLD TEXT|NEW TEXT/);
});

test.each(Object.entries({ blocked, passed, couldNotJudge }))(
  'the %s report has a line of its run',
  (_, report) => {
    expect(JSON.parse(linesOf(report).at(-1) ?? '')).toMatchObject({
      kind: 'run',
      decision: report.verdict.decision,
    });
  },
);

test('what is not made again says what became of it before, and by whom', () => {
  const undone = { how: 'reverted', by: 'ada' } as const;
  const fate = { kind: 'refused', reason: 'ada took it back here before', undone } as const;
  const [line] = auditOf(reportOf({ trials: [trialOf(finding, fate)] }), { run: '' });
  expect(line).toMatchObject({ fate: 'refused', undone });
});
