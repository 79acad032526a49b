import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RepoPath } from '../../../src/domain/path.ts';
import { checkFailed, checkNotes, checkObservations } from '../../../src/prove/check-result.ts';

const bounds = () => ({
  rules: new Set(['lint/a']),
  paths: new Set(['a.ts']),
  elsewhere: new Set<RepoPath>(),
});
const at = { path: 'a.ts', line: 2, column: 3, endLine: 2, endColumn: 3 };
const sound = { rule: 'lint/a', at, message: 'm' };
const edit = { path: 'a.ts', start: 1, end: 3, expect: 'xy', replace: '' };
const full = {
  ...sound,
  hint: 'h',
  suppressed: 's',
  doubted: true,
  wholeFile: true,
  subject: 'file 1',
  related: [{ ...at, note: 'n' }],
  flow: [
    { ...at, note: 'n' },
    { ...at, note: 'o' },
  ],
  fix: [edit, { ...edit, start: 5, end: 7 }],
};

describe('observations of a judge', () => {
  test('sound ones come through unchanged', () => {
    expect(checkObservations([sound, full], bounds())).toEqual({ ok: true, value: [sound, full] });
  });

  test.each([
    ['no list', { 0: sound }, 'observations is not a list'],
    ['no object', [null], 'an observation is no object'],
    ['another key', [{ ...sound, severity: 'note' }], 'the unknown key "severity"'],
    ['a key of prototypes', JSON.parse('[{"__proto__": {"rule": "lint/a"}}]'), 'the unknown key "__proto__"'],
    ['an inherited rule', [{ ...sound, rule: 'constructor' }], 'the unknown rule "constructor"'],
    ['an empty message', [{ ...sound, message: '' }], 'message is empty'],
    ['an endless message', [{ ...sound, message: 'x'.repeat(20_001) }], 'message has 20001 characters'],
    ['a line 0', [{ ...sound, at: { ...at, line: 0 } }], '0 is no position'],
    [
      'a line that cannot be told as text',
      [{ ...sound, at: { ...at, line: { toString: 1, valueOf: 1 } } }],
      '{"toString":1,"valueOf":1} is no position',
    ],
    ['a line beyond numbers', [{ ...sound, at: { ...at, line: Infinity } }], 'Infinity is no position'],
    ['half a column', [{ ...sound, at: { ...at, column: 1.5 } }], '1.5 is no position'],
    ['an end before the start', [{ ...sound, at: { ...at, endColumn: 2 } }], 'ends before it starts'],
    ['an absolute path', [{ ...sound, at: { ...at, path: '/etc/passwd' } }], 'is no path in a repository'],
    ['a path upwards', [{ ...sound, at: { ...at, path: 'a/../../b' } }], 'is no path in a repository'],
    ['a fix of nothing', [{ ...sound, fix: [] }], 'a fix has no edit'],
    ['a fix elsewhere', [{ ...sound, fix: [{ ...edit, path: '../b' }] }], 'is no path in a repository'],
    [
      'a fix whose text is not as long as its span',
      [{ ...sound, fix: [{ ...edit, end: 9 }] }],
      'more or less text',
    ],
    ['a flag that is a text', [{ ...sound, wholeFile: 'yes' }], 'neither true nor false'],
    ['a subject that is no text', [{ ...sound, subject: 1 }], 'subject is not a text'],
    [
      'too many related places',
      [{ ...sound, related: Array(1001).fill({ ...at, note: 'n' }) }],
      '1001 related',
    ],
    ['a flow that ends where it starts', [{ ...sound, flow: [{ ...at, note: 'n' }] }], 'a flow of 1 places'],
    ['a flow of too many places', [{ ...sound, flow: Array(13).fill({ ...at, note: 'n' }) }], 'of 13 places'],
    ['a flow without words', [{ ...sound, flow: [at, at] }], 'note is not a text'],
  ])('%s is refused', (_, value, problem) => {
    expect(checkObservations(value, bounds())).toEqual({
      ok: false,
      problem: expect.stringContaining(problem),
    });
  });

  test('paths that are not in scope are collected for whoever knows the tree', () => {
    const known = bounds();
    checkObservations([sound, { ...sound, at: { ...at, path: 'b.ts' } }], known);
    expect([...known.elsewhere]).toEqual(['b.ts']);
  });

  test('[T95] no JSON makes the check throw, whole or as a part of a sound observation', () => {
    const key = fc.constantFrom(...Object.keys(full));
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), key, (value, name) => {
        checkObservations(value, bounds());
        const { ok } = checkObservations([{ ...full, [name]: value }], bounds());
        if (ok) expect(checkFailed([['a.ts', 'r']], bounds()).ok).toBe(true);
      }),
      { seed: 95, numRuns: 1000 },
    );
  });

  test('[T83] a deeply nested value is refused, not followed', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(checkObservations(deep, bounds()).ok).toBe(false);
    expect(checkObservations([{ ...sound, related: deep }], bounds()).ok).toBe(false);
  });
});

describe('failed files of a judge', () => {
  test('those in scope come through, each with its reason', () => {
    expect(checkFailed([['a.ts', 'too deep']], bounds())).toEqual({
      ok: true,
      value: new Map([['a.ts', 'too deep']]),
    });
  });

  test.each([
    ['another file', [['b.ts', 'r']], 'which it was not given'],
    ['a third part', [['a.ts', 'r', 1]], 'more than a path and a reason'],
    ['no reason', [['a.ts']], 'reason is not a text'],
  ])('%s is refused', (_, value, problem) => {
    expect(checkFailed(value, bounds())).toEqual({ ok: false, problem: expect.stringContaining(problem) });
  });
});

describe('notes of a judge', () => {
  test('are sentences', () => {
    expect(checkNotes(['A rule is not run.'])).toEqual({ ok: true, value: ['A rule is not run.'] });
  });

  test.each([
    ['no list', 'a', 'notes is not a list'],
    ['an empty one', [''], 'a note is empty'],
    ['no text', [{}], 'a note is not a text'],
    ['an endless one', ['x'.repeat(20_001)], 'a note has 20001 characters'],
    ['very many', Array(10_001).fill('x'), 'there are 10001 notes'],
  ])('are refused: %s', (_, notes, problem) => {
    expect(checkNotes(notes)).toEqual({ ok: false, problem });
  });
});
