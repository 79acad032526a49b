import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Columns } from '../../../../src/prove/engine/columns.ts';

it('a column of a line stands before the character that its bytes lead to', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.nat(80), (text, bytes) => {
      const units = new Columns(text).unitsBefore(bytes + 1);
      const before = Buffer.byteLength(text.slice(0, units));
      expect(before).toBeLessThanOrEqual(bytes);
      expect(text.slice(0, units)).not.toMatch(/\p{Cs}/u);
      const [next = ''] = text.slice(units);
      if (next !== '') expect(before + Buffer.byteLength(next)).toBeGreaterThan(bytes);
    }),
    { seed: 5 },
  );
});
