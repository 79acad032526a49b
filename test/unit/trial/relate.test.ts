import { describe, expect, it } from 'vitest';
import type { Finding, RuleId } from '../../../src/domain/finding.ts';
import { repoPath } from '../../../src/domain/path.ts';
import type { Edit } from '../../../src/domain/proposal.ts';
import { patchBytes } from '../../../src/kit/patch.ts';
import { relate } from '../../../src/trial/relate.ts';
import { Shift } from '../../../src/trial/shift.ts';
import { replaceIn } from '../../support/scripted.ts';

const path = repoPath('a.ts');

function finding(rule: RuleId, line: number, column: number, more: Partial<Finding> = {}): Finding {
  return {
    rule,
    at: { path, line, column, endLine: line, endColumn: column + 1 },
    message: '',
    validator: 'lint',
    severity: 'error',
    confidence: 'high',
    standing: 'new',
    snippet: '',
    fingerprint: `${rule}@${line}:${column}`,
    lineHash: '',
    ...more,
  };
}

function shiftOf(text: string, edits: readonly Edit[]): Shift {
  const patched = patchBytes(Buffer.from(text), edits);
  if (patched.kind === 'refused') throw new Error(patched.reason);
  return new Shift(patched.result);
}

function related(
  text: string,
  edits: readonly Edit[],
  author: Finding[],
  trial: Finding[],
  addressed: string[] = [],
) {
  const shifts = new Map([[path, shiftOf(text, edits)]]);
  return relate({ author, trial, shifts, addressed: new Set(addressed) });
}

const spots = (findings: readonly Finding[]) =>
  findings.map(({ rule, at }) => `${rule}@${at.line}:${at.column}`);

describe('relate', () => {
  it('follows findings below a fix that deletes lines', () => {
    const text = 'one\ntwo\nthree\nfour\nfive\n';
    const edit = replaceIn('a.ts', text, 'two\nthree\n', '');
    const author = [finding('x/a', 2, 1), finding('x/b', 5, 3)];
    const { gone, opened } = related(text, [edit], author, [finding('x/b', 3, 3)]);
    expect(spots(gone)).toEqual(['x/a@2:1']);
    expect(opened).toEqual([]);
  });

  it('follows findings below a fix that inserts lines, and sees one that was not there', () => {
    const text = 'one\ntwo\n';
    const edit = { path, start: 0, end: 0, expect: '', replace: 'zero\nhalf\n' };
    const { gone, opened } = related(
      text,
      [edit],
      [finding('x/a', 2, 1)],
      [finding('x/a', 4, 1), finding('x/a', 1, 1)],
    );
    expect(gone).toEqual([]);
    expect(spots(opened)).toEqual(['x/a@1:1']);
  });

  it('ends one of two findings of a rule on one line, and keeps the other though its column moved', () => {
    const text = 'bad(a == b, c == d);\n';
    const edit = replaceIn('a.ts', text, 'a == b', 'a === b');
    const first = finding('x/eqeqeq', 1, 5);
    const second = finding('x/eqeqeq', 1, 13);
    const { gone, opened } = related(
      text,
      [edit],
      [first, second],
      [finding('x/eqeqeq', 1, 14)],
      [first.fingerprint],
    );
    expect(gone).toEqual([first]);
    expect(opened).toEqual([]);
  });

  it('takes the addressed finding for the one that is gone when nothing else tells two apart', () => {
    const text = 'ab\n';
    const first = finding('x/a', 1, 1);
    const second = finding('x/a', 1, 2);
    const edit = replaceIn('a.ts', text, 'ab', 'c');
    const { gone } = related(text, [edit], [first, second], [finding('x/a', 1, 1)], [first.fingerprint]);
    expect(gone).toEqual([first]);
  });

  it('sees that a finding still stands when the fix only moved it within its line', () => {
    const text = 'x = y;\n';
    const edit = replaceIn('a.ts', text, 'x', 'const  x');
    const { gone, opened } = related(text, [edit], [finding('x/a', 1, 1)], [finding('x/a', 1, 8)]);
    expect(gone).toEqual([]);
    expect(opened).toEqual([]);
  });

  it('sees a second finding of the same rule on an edited line as new', () => {
    const text = 'x = y;\n';
    const edit = replaceIn('a.ts', text, 'x = y', 'x = z = y');
    const { opened } = related(
      text,
      [edit],
      [finding('x/a', 1, 1)],
      [finding('x/a', 1, 1), finding('x/a', 1, 5)],
    );
    expect(opened).toHaveLength(1);
  });

  it('follows findings through a fix that merges lines', () => {
    const text = 'if (a)\n  b();\nc();\n';
    const edit = replaceIn('a.ts', text, '\n  ', ' ');
    const author = [finding('x/call', 2, 3), finding('x/call', 3, 1)];
    const { gone, opened } = related(text, [edit], author, [
      finding('x/call', 1, 8),
      finding('x/call', 2, 1),
    ]);
    expect(gone).toEqual([]);
    expect(opened).toEqual([]);
  });

  it('does not look at standings: a finding that an edit brings into the change is the same finding', () => {
    const text = 'old bad\n';
    const edit = replaceIn('a.ts', text, 'old', 'new');
    const before = finding('x/a', 1, 5, { standing: 'outside-diff' });
    expect(related(text, [edit], [before], [finding('x/a', 1, 5)]).opened).toEqual([]);
  });

  it('knows what concerns a whole file wherever it is anchored', () => {
    const text = 'a\nb\n';
    const edit = { path, start: 0, end: 0, expect: '', replace: 'z\n' };
    const { gone, opened } = related(
      text,
      [edit],
      [finding('x/file', 2, 1, { wholeFile: true })],
      [finding('x/file', 1, 1, { wholeFile: true })],
    );
    expect([...gone, ...opened]).toEqual([]);
  });

  it('never pairs findings of different rules, or of different files', () => {
    const text = 'a\n';
    const edit = replaceIn('a.ts', text, 'a', 'b');
    const elsewhere = finding('x/a', 1, 1);
    const other = { ...elsewhere, at: { ...elsewhere.at, path: repoPath('b.ts') } };
    const { gone, opened } = related(text, [edit], [finding('x/a', 1, 1)], [finding('x/b', 1, 1), other]);
    expect(gone).toHaveLength(1);
    expect(opened).toHaveLength(2);
  });
});

describe('Shift', () => {
  it('joins edits on one line into one region, and keeps lines between edits out of regions', () => {
    const text = 'a b\nc\nd\n';
    const shift = shiftOf(text, [
      replaceIn('a.ts', text, 'a', 'x\ny'),
      replaceIn('a.ts', text, 'b', 'z'),
      replaceIn('a.ts', text, 'd', ''),
    ]);
    expect(shift.regions).toEqual([
      { before: { from: 1, to: 1 }, after: { from: 1, to: 2 } },
      { before: { from: 3, to: 3 }, after: { from: 4, to: 4 } },
    ]);
    expect(shift.map({ line: 2, column: 1 })).toEqual({ line: 3, column: 1 });
    expect(shift.map({ line: 1, column: 1 })).toBeNull();
    expect(shift.map({ line: 1, column: 2 })).toEqual({ line: 2, column: 2 });
  });
});
