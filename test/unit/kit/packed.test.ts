import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packed, unpacked } from '../../../src/kit/packed.ts';

it('what was packed comes out as it was', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(unpacked(packed(JSON.parse(text)))).toEqual(JSON.parse(text));
    }),
  );
});

it('what repeats itself takes little space', () => {
  expect(packed(Array.from({ length: 1000 }, () => 'the same rule')).length).toBeLessThan(200);
});
