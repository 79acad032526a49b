/** Reports that a hostile change could lead to, for property tests; seeds are fixed, so that a failure repeats. */
import fc from 'fast-check';
import type { AssistantAccount } from '../../../src/domain/assistant.ts';
import type { Handling, OutcomeStatus } from '../../../src/domain/evidence.ts';
import type { Confidence, Finding, Severity, Standing } from '../../../src/domain/finding.ts';
import { pathFromBytes } from '../../../src/domain/path.ts';
import type { Fate } from '../../../src/domain/proposal.ts';
import type { Published, PublishedKind } from '../../../src/domain/published.ts';
import type { Report } from '../../../src/domain/report.ts';
import type { Decision } from '../../../src/domain/verdict.ts';
import {
  changeWith,
  fileOf,
  findingOf,
  hostileTexts,
  outcomeOf,
  reportOf,
  trialOf,
} from '../../support/report.ts';

/** Runs of each property; every run renders a whole report. */
export const settings = { seed: 20261120, numRuns: 150 } as const;

export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...hostileTexts),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.string({ maxLength: 30 }),
      fc.constantFrom(
        '::',
        '%',
        '\n',
        '\r',
        '\r\n',
        ' ',
        '\t',
        '`',
        '|',
        ',',
        ':',
        '名',
        '😀',
        'x'.repeat(300),
      ),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''));

const text = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.constant('Plain words') },
);

/** Path segments as git allows them: any bytes but NUL and slash, and neither dot nor dots. */
const segment = fc
  .oneof(
    hostileText.map((part) => Buffer.from(part, 'utf8')),
    fc.uint8Array({ minLength: 1, maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom('src', 'a.ts', '-rf', ':(exclude)x', '100% sure.ts').map((part) => Buffer.from(part)),
  )
  .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0 && byte !== 0x2f)))
  .map((bytes) => (/^(\.{0,2})$/.test(bytes.toString('latin1')) ? Buffer.from('x') : bytes));

const hostilePath = fc
  .array(segment, { minLength: 1, maxLength: 3 })
  .map((parts) =>
    pathFromBytes(Buffer.concat(parts.flatMap((part, at) => (at === 0 ? [part] : [Buffer.from('/'), part])))),
  );

const severity = fc.constantFrom<Severity>('error', 'warning', 'note');
const standing = fc.constantFrom<Standing>(
  'new',
  'new',
  'new',
  'outside-diff',
  'baseline',
  'suppressed',
  'duplicate',
);

const finding: fc.Arbitrary<Finding> = fc
  .record({
    rule: fc.constantFrom(
      'lint/no-unreachable',
      'lint/detect-eval',
      'lint/not-known',
      'security/sql-injection',
      'imports/nonexistent-package',
    ),
    path: hostilePath,
    line: fc.integer({ min: 1, max: 50 }),
    lines: fc.constantFrom(0, 0, 0, 1, 30),
    column: fc.integer({ min: 1, max: 500 }),
    width: fc.integer({ min: 0, max: 60 }),
    message: text,
    hint: fc.option(text, { nil: undefined }),
    snippet: fc.oneof(
      fc.constant(''),
      hostileText.map((line) => line.replaceAll('\n', '').slice(0, 400)),
    ),
    severity,
    standing,
    confidence: fc.constantFrom<Confidence>('high', 'medium', 'low'),
    suppressed: fc.option(text, { nil: undefined }),
    note: fc.option(text, { nil: undefined }),
    way: fc.option(
      fc.array(fc.record({ note: text, snippet: hostileText }), { minLength: 2, maxLength: 12 }),
    ),
  })
  .map(({ line, lines, column, width, hint, suppressed, note, way, ...parts }) => {
    const at = [line, column, line + lines, lines === 0 ? column + width : width + 1] as const;
    const place = { path: parts.path, line, column, endLine: line, endColumn: column };
    return findingOf({
      ...parts,
      at,
      ...(hint !== undefined && { hint }),
      ...(suppressed !== undefined && { suppressed }),
      ...(note !== undefined && { related: [{ ...place, note }] }),
      ...(way && {
        flow: way.map((said, at) => ({ ...place, ...said, line: line + at, endLine: line + at })),
      }),
    });
  });

const handling: fc.Arbitrary<Handling | null> = fc.oneof(
  fc.constant({ kind: 'judged' } as const),
  fc.record({ kind: fc.constantFrom('not-applicable' as const, 'failed' as const), reason: text }),
  fc.constant(null),
);

const fate: fc.Arbitrary<Fate> = fc.oneof(
  fc.constant({ kind: 'kept' } as const),
  fc.record({ kind: fc.constantFrom('refused' as const, 'rolled-back' as const), reason: text }),
  fc.record({ kind: fc.constant('refused' as const), reason: text, unsure: fc.constant(true as const) }),
);

const kind = fc.constantFrom<PublishedKind>('committed', 'offered', 'rolled-back', 'revert-offered');
const commit = fc.record({
  id: fc.constant('c'.repeat(40)),
  title: text,
  proposals: fc.constant(['k-1']),
  reverts: fc.array(fc.constant('d'.repeat(40)), { maxLength: 7 }),
});

/** What was written to branches: names and addresses are GitHub's, and yet nobody's word is taken for them. */
const published: fc.Arbitrary<Published> = fc.oneof(
  fc.record({ kind, branch: text, commits: fc.array(commit, { maxLength: 7 }), url: text, note: text }),
  fc.record({ kind: fc.constant('nothing' as const), wanted: kind, note: text }),
);

/** An assistant that said this of the change. */
function accountOf(messages: readonly string[]): AssistantAccount {
  const notes = messages.map((message, at) => ({
    ...{ path: fileOf('src/a.ts').path, line: at + 1, endLine: at + 2, message, confidence: 'low' as const },
  }));
  return { model: 'claude-x', ceilings: { tokens: 1, dollars: 1 }, tasks: [], notes, unasked: 0 };
}

/** Whole reports: any decision over any findings, whether or not the decision makes sense. */
export const hostileReport: fc.Arbitrary<Report> = fc
  .record({
    findings: fc.array(finding, { maxLength: 14 }),
    handlings: fc.array(handling, { minLength: 30, maxLength: 30 }),
    status: fc.constantFrom<OutcomeStatus>(
      'completed',
      'completed',
      'crashed',
      'timed-out',
      'out-of-memory',
      'off',
    ),
    required: fc.boolean(),
    message: text,
    fates: fc.array(fc.record({ fate, title: text, replace: text, salvaged: text }), { maxLength: 5 }),
    published: fc.array(published, { maxLength: 2 }),
    notes: fc.option(fc.array(text, { maxLength: 3 })),
    decision: fc.constantFrom<Decision>('pass', 'block', 'could-not-judge', 'stale'),
    observed: fc.boolean(),
    reasons: fc.array(text, { maxLength: 3 }),
    label: text,
  })
  .map(({ findings, handlings, status, required, message, fates, published, notes, label, ...verdict }) => {
    const files = [...new Set(findings.map(({ at }) => at.path))].map((path) =>
      fileOf(path, [{ start: 3, count: 9 }]),
    );
    const handled = (from: number) =>
      Object.fromEntries(
        files.flatMap(({ path }, at) => {
          const how = handlings[(from + at) % handlings.length];
          return how ? [[path, how]] : [];
        }),
      );
    return reportOf({
      change: { ...changeWith(files), headLabel: label },
      findings,
      outcomes: [
        outcomeOf({
          validator: 'lint',
          status,
          required,
          message: status === 'completed' ? '' : message,
          handled: handled(0),
        }),
        outcomeOf({ validator: 'imports', handled: handled(14) }),
      ],
      trials: fates.flatMap(({ fate, title, replace, salvaged }, at) => {
        const addressed = findings[at];
        if (!addressed) return [];
        const edit = { path: addressed.at.path, start: 1, end: 2, expect: 'x', replace };
        return [trialOf(addressed, fate, { title, patch: [edit], salvaged: [salvaged] })];
      }),
      published,
      ...(notes && { assistant: accountOf(notes) }),
      verdict,
    });
  });
