/** No text becomes a workflow command. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inert } from '../../../../src/host/github/inert.ts';

describe('inert', () => {
  it('brackets any text with a token that it cannot guess [T76]', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(':', 's', '\n', '\r', 'stop-commands', '::', '%0A') }),
        (text) => {
          const lines = inert(text).split('\n');
          const token = /^::stop-commands::([0-9a-f]{32})$/.exec(lines[0] ?? '')?.[1];
          expect(token).toBeDefined();
          expect(lines.at(-2)).toBe(`::${token}::`);
          expect(lines.slice(1, -2).join('\n')).not.toContain(token);
        },
      ),
      { seed: 76 },
    );
  });
});
