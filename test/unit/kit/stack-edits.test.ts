/** Two patches one after the other are one patch. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import type { Edit } from '../../../src/domain/proposal.ts';
import { applyPatch, patchBytes, type Patched, type PatchedFile } from '../../../src/kit/patch.ts';
import { stackEdits } from '../../../src/kit/stack-edits.ts';

const path = repoPath('a.ts');
const fit = (text: string, start: number, end: number, replace: string): Edit => ({
  path,
  start,
  end,
  expect: text.slice(start, end),
  replace,
});
const done = <T>(patched: Patched<T>): T => {
  if (patched.kind === 'refused') throw new Error(patched.reason);
  return patched.result;
};

const word = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 4 });
const cuts = fc.array(fc.nat(40), { maxLength: 8 });

function cutting(text: string, at: readonly number[], words: readonly string[]): Edit[] {
  const places = [...new Set(at.map((cut) => Math.min(cut, text.length)))].sort((a, b) => a - b);
  const edits: Edit[] = [];
  for (let i = 0; i + 1 < places.length; i += 2)
    edits.push(fit(text, places[i] ?? 0, places[i + 1] ?? 0, words[i] ?? ''));
  return edits;
}

function patched(before: string, edits: readonly Edit[]): PatchedFile {
  const after = done(applyPatch(before, edits));
  return { before, after, bytes: Buffer.from(after), edits: [...edits].sort((a, b) => a.start - b.start) };
}

describe('edits on top of edits', () => {
  it('do what both did, whatever they are', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\n'), maxLength: 30 });
    fc.assert(
      fc.property(text, cuts, cuts, fc.array(word), (before, below, above, words) => {
        const file = patched(before, cutting(before, below, words));
        const onTop = cutting(file.after, above, [...words].reverse());
        const both = done(stackEdits(file, onTop));
        expect(done(applyPatch(before, both))).toBe(done(applyPatch(file.after, onTop)));
      }),
      { seed: 11, numRuns: 2000 },
    );
  });

  it('leave the others as they are', () => {
    const before = 'one two three\n';
    const file = patched(before, [fit(before, 0, 3, 'ONE'), fit(before, 8, 13, 'THREE')]);
    expect(done(stackEdits(file, [fit(file.after, 9, 10, 'h')]))).toEqual([
      fit(before, 0, 3, 'ONE'),
      fit(before, 8, 13, 'ThREE'),
    ]);
  });

  it('of a new file go on making it', () => {
    const edit: Edit = { path, start: 0, end: 0, expect: '', replace: 'let a;\n', creates: true };
    const file = done(patchBytes(new Uint8Array(), [edit]));
    expect(done(stackEdits(file, [fit(file.after, 0, 3, 'var')]))).toEqual([
      { ...edit, replace: 'var a;\n' },
    ]);
  });

  it('are refused when they do not fit what the text became', () => {
    const file = patched('one\n', [fit('one\n', 0, 3, 'two')]);
    expect(stackEdits(file, [fit('one\n', 0, 3, 'x')])).toMatchObject({ kind: 'refused' });
  });
});
