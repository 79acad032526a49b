import { expect, it } from 'vitest';
import { parseRequirement } from '../../../../../src/kit/match/taint/labels.ts';

it('reads conditions on labels', () => {
  const requires = parseRequirement('A and not (B or C)');
  expect(requires?.(new Set(['A']))).toBe(true);
  expect(requires?.(new Set(['A', 'C']))).toBe(false);
  expect(requires?.(new Set())).toBe(false);
});

it.each(['', 'A and', '(A', 'A B', 'not', '+'])('takes %j for no condition', (text) => {
  expect(parseRequirement(text)).toBeNull();
});
