import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reaches, type Finding } from '../../../../src/domain/finding.ts';
import { markDuplicates } from '../../../../src/prove/standing/duplicate.ts';
import { observe } from './fixture.ts';

const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: 'lint/certain',
  at: observe('a.js', 1).at,
  message: 'is wrong',
  validator: 'lint',
  severity: 'error',
  confidence: 'high',
  standing: 'new',
  snippet: '',
  fingerprint: '',
  lineHash: '',
  ...more,
});

const marks = (...findings: Finding[]) => markDuplicates(findings).map(({ standing }) => standing);

it('[T82] marks twenty thousand findings on one line as it marks two', () => {
  const at = (column: number) => ({ ...observe('a.js', 1).at, column });
  const many = Array.from({ length: 20_000 }, (_, column) => finding({ at: at(column >> 1) }));
  expect(marks(...many).filter((standing) => standing === 'new')).toHaveLength(10_000);
});

describe('two validators on one line', () => {
  const other = (more: Partial<Finding> = {}) =>
    finding({ validator: 'imports', rule: 'imports/missing', message: 'other words', ...more });

  it('repeat each other when their rules have the same weakness', () => {
    expect(marks(finding(), other({ rule: 'imports/certain' }))).toEqual(['new', 'duplicate']);
  });

  it('repeat each other when they say the same', () => {
    expect(marks(finding(), other({ message: ' is  wrong' }))).toEqual(['new', 'duplicate']);
  });

  it('do not repeat each other when neither holds, or the line is another', () => {
    const elsewhere = observe('a.js', 2).at;
    expect(marks(finding(), other(), other({ message: 'is wrong', at: elsewhere }))).toEqual([
      'new',
      'new',
      'new',
    ]);
  });

  it('[I13] keep the worse of the two, though it came later', () => {
    const mild = finding({ severity: 'warning' });
    expect(marks(mild, other({ message: 'is wrong' }))).toEqual(['duplicate', 'new']);
  });

  it.each(['outside-diff', 'baseline', 'suppressed'] as const)('are not hidden by what is %s', (standing) => {
    expect(marks(finding({ standing }), other({ message: 'is wrong' }))).toEqual([standing, 'new']);
  });
});

it('a duplicate always has a twin on its line that is at least as bad', () => {
  const some = fc.record({
    validator: fc.constantFrom('lint', 'imports'),
    rule: fc.constantFrom('lint/certain', 'imports/certain', 'imports/missing'),
    severity: fc.constantFrom('error', 'warning', 'note'),
    standing: fc.constantFrom('new', 'baseline', 'suppressed'),
    message: fc.constantFrom('is wrong', 'is odd'),
    at: fc.constantFrom(observe('a.js', 1).at, observe('a.js', 2).at, observe('b.js', 1).at),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 8 }), (parts) => {
      const before = parts.map((part) => finding(part as Partial<Finding>));
      const after = markDuplicates(before);
      expect(markDuplicates(after)).toEqual(after);
      for (const dropped of after.filter(({ standing }) => standing === 'duplicate')) {
        const twin = after.find(
          ({ standing, severity, at }) =>
            standing === 'new' &&
            at.path === dropped.at.path &&
            at.line === dropped.at.line &&
            reaches(severity, dropped.severity),
        );
        expect(twin).toBeDefined();
      }
    }),
    { seed: 13, numRuns: 300 },
  );
});
