/** Letters that no string of a file holds, and that its strings may make. */
import { expect, test } from 'vitest';
import { Pieces } from '../../../../../src/kit/match/formula/pieces.ts';

test.each([
  ['"sel" + "ect"', 'select', true],
  ['"sel", "lect"', 'select', false],
  ['`sel${x}ect`', 'select', true],
  ['"se" "le" "ct"', 'select', true],
  ['"s", "ele", "ct", "t"', 'select', true],
  ['"xsel" + "ectx"', 'select', true],
  ['"xsel" + "ectx"', ' select ', false],
  ['"sel " + "ect"', 'select', false],
  ['"md" + (2 + 3)', 'md5', true],
])('of %s: %s is %s', (text, letters, may) => {
  expect(new Pieces(text).mayHold(letters)).toBe(may);
});

test('comes to an end when there are more ways to cut letters than anyone could try', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz'.repeat(2);
  const all = Array.from(letters.slice(0, -1), (_, from) =>
    Array.from(letters.slice(from, -1), (_letter, length) => `"${letters.slice(from, from + length + 1)}"`),
  );
  expect(new Pieces(all.flat().join(' ')).mayHold(`${letters.slice(0, -1)}!`)).toBe(false);
});
