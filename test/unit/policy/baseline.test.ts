import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/domain/finding.ts';
import { pathFromBytes, repoPath } from '../../../src/domain/path.ts';
import { UserError } from '../../../src/errors.ts';
import { parseBaseline, renderBaseline } from '../../../src/policy/baseline.ts';

const print = (digit: string) => digit.repeat(32);
const finding = (
  ...[path, line, fingerprint, message = 'm']: [string, number, string, string?]
): Finding => ({
  rule: 'lint/x',
  at: { path: repoPath(path), line, column: 1, endLine: line, endColumn: 2 },
  message,
  validator: 'lint',
  severity: 'error',
  confidence: 'high',
  standing: 'new',
  snippet: '',
  fingerprint,
  lineHash: '',
});

describe('a rendered baseline', () => {
  it('is ordered, has one entry for each fingerprint, and ends with a newline', () => {
    const findings = [
      finding('b.js', 2, print('b')),
      finding('a.js', 10, print('c')),
      finding('a.js', 9, print('a')),
      finding('a.js', 10, print('c')),
    ];
    const text = renderBaseline(findings);
    expect(JSON.parse(text)).toEqual({
      schema: 'gatewright.baseline/1',
      findings: [
        { fingerprint: print('a'), rule: 'lint/x', path: 'a.js', line: 9, message: 'm' },
        { fingerprint: print('c'), rule: 'lint/x', path: 'a.js', line: 10, message: 'm' },
        { fingerprint: print('b'), rule: 'lint/x', path: 'b.js', line: 2, message: 'm' },
      ],
    });
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('[T97] is the same for the same findings in any order, and reads back', () => {
    const some = fc.tuple(
      fc.constantFrom('a.js', 'b/ü.js', pathFromBytes(Uint8Array.of(0xff))),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom(...['0', '1', '2', '3'].map(print)),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(some), fc.infiniteStream(fc.nat()), (parts, keys) => {
        const findings = parts.map(([path, line, mark, message]) => finding(path, line, mark, message));
        const shuffled = findings
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const text = renderBaseline(findings);
        expect(renderBaseline(shuffled)).toBe(text);
        expect(parseBaseline('b.json', text)).toEqual(
          new Set(findings.map(({ fingerprint }) => fingerprint)),
        );
      }),
      { seed: 97, numRuns: 200 },
    );
  });
});

describe('a baseline that is not one', () => {
  const entry = { fingerprint: print('a'), rule: 'r', path: 'p', message: 'm' };
  it.each<[string, string, RegExp]>([
    ['no JSON', '{', /^b\.json is not JSON: .* Write it anew with gatewright baseline\.$/],
    ['no mapping', '[]', /^b\.json is not a baseline: the whole: /],
    ['another schema', '{"schema":"x/2","findings":[]}', /is not a baseline: schema: /],
    ['no findings', '{"schema":"gatewright.baseline/1"}', /is not a baseline: findings: /],
    [
      'a fingerprint of another form',
      JSON.stringify({ schema: 'gatewright.baseline/1', findings: [entry, { ...entry, fingerprint: 'A' }] }),
      /findings\.1\.fingerprint: 32 hex digits\./,
    ],
    [
      'an entry without a rule',
      JSON.stringify({ schema: 'gatewright.baseline/1', findings: [{ ...entry, rule: undefined }] }),
      /findings\.0\.rule: /,
    ],
    [
      'endless entries',
      `{"schema":"gatewright.baseline/1","findings":[${Array(50_001).fill(JSON.stringify(entry)).join()}]}`,
      /findings: /,
    ],
    ['[T83] endless nesting', '['.repeat(200_000), /is not JSON/],
    ['[T83] deep and closed', '['.repeat(100_000) + ']'.repeat(100_000), /is not a baseline/],
    [
      '[T83] a prototype',
      '{"__proto__":{"schema":"gatewright.baseline/1","findings":[]}}',
      /is not a baseline/,
    ],
  ])('is refused: %s', (_, text, message) => {
    expect(() => parseBaseline('b.json', text)).toThrow(UserError);
    expect(() => parseBaseline('b.json', text)).toThrow(message);
  });
});
