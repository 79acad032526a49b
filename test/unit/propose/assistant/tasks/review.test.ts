import { describe, expect, it } from 'vitest';
import { review } from '../../../../../src/propose/assistant/tasks/review.ts';
import { askTask, partOf } from '../../../../support/task-pieces.ts';

const TEXT = 'const a = 1;\nif (a > 2) b();\nif (a > 3) c();\n  d();\n  d();\n';
const HEAD = { 'src/a.js': TEXT };
const HUNKS: Record<string, [number, number][]> = {
  'src/a.js': [
    [2, 1],
    [4, 2],
  ],
};

describe('what is asked of a reviewer', () => {
  it('shows the lines that the change adds, and those around them', async () => {
    const [asked] = await askTask(review, { head: HEAD, hunks: HUNKS });
    expect(asked && partOf(asked, 'change')).toBe('file src/a.js, lines 1 to 5\nadded lines: 2, 4 to 5');
    expect(asked && partOf(asked, 'file')).toBe(TEXT);
  });

  it('is several questions where much was added, none of more than 200 lines', async () => {
    const head = { 'src/a.js': 'a();\n'.repeat(1000) };
    const asked = await askTask(review, {
      head,
      hunks: {
        'src/a.js': [
          [100, 400],
          [900, 2],
        ],
      },
    });
    expect(asked.map((one) => partOf(one, 'change').split('\n')[1])).toEqual([
      'added lines: 100 to 249',
      'added lines: 250 to 399',
      'added lines: 400 to 499',
      'added lines: 900 to 901',
    ]);
    for (const { sheet } of asked) expect((sheet?.to ?? 0) - (sheet?.from ?? 0)).toBe(199);
  });

  it('is nothing about prose, data, tests, protected files and what is gone', async () => {
    const head = { 'a.md': 'x\n', 'a.json': '{}\n', 'test/a.js': 'x\n', 'package.json': '{}\n' };
    expect(await askTask(review, { base: { 'b.js': 'x\n' }, head })).toEqual([]);
  });
});

describe('what becomes of its reply', () => {
  const note = (quote: string, message = 'It is never true.') => ({ quote, message, confidence: 'low' });
  async function read(...notes: unknown[]) {
    const [asked] = await askTask(review, { head: HEAD, hunks: HUNKS });
    return asked?.read({ notes });
  }

  it('is notes on the lines that it quotes', async () => {
    expect(await read(note('if (a > 2) b();'), note('  d();\n  d();\n'))).toEqual({
      kind: 'notes',
      notes: [
        { path: 'src/a.js', line: 2, endLine: 2, message: 'It is never true.', confidence: 'low' },
        { path: 'src/a.js', line: 4, endLine: 5, message: 'It is never true.', confidence: 'low' },
      ],
    });
  });

  it.each([
    ['that was not added', 'if (a > 3) c();'],
    ['that stands twice', 'd();'],
    ['that stands nowhere', 'e();'],
    ['of nothing', ' '],
  ])('is no note on a line %s', async (_name, quote) => {
    expect(await read(note(quote))).toMatchObject({ kind: 'discarded' });
    expect(await read(note(quote), note('if (a > 2) b();'))).toMatchObject({ notes: [{ line: 2 }] });
  });

  it('[T37] holds nothing that moves a cursor, ends a line or tells a secret', async () => {
    const token = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');
    const reading = await read(
      note('if (a > 2) b();', `x\u001b[2J\n::error::y ${token} \u202e ${'z'.repeat(900)}`),
    );
    const [message = ''] = reading?.kind === 'notes' ? reading.notes.map((one) => one.message) : [];
    expect(message).not.toMatch(/[\u001b\n\u202e]|ghp_a/);
    expect(message).toHaveLength(500);
  });

  it('is at most ten notes, and may be none', async () => {
    const reading = await read(...Array.from({ length: 30 }, () => note('if (a > 2) b();')));
    expect(reading?.kind === 'notes' && reading.notes).toHaveLength(10);
    expect(await read()).toEqual({ kind: 'declined' });
  });
});
