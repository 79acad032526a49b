/** Files of a size that nobody writes, and someone may send. */
import { expect, test } from 'vitest';
import { lowerFile } from '../../../../../src/kit/match/lower/lower.ts';

test('[T83] reads as many names of one declaration as a file may hold', async () => {
  const names = Array.from({ length: 150_000 }, () => 'a').join(',');
  const lowered = await lowerFile(`var ${names};`, 'javascript', 'a.js');
  expect(lowered?.root.kids).toHaveLength(150_000);
});
