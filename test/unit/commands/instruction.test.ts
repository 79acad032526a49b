import { describe, expect, it } from 'vitest';
import { consentTo, parseInstruction } from '../../../src/commands/instruction.ts';

describe('an instruction on the command line', () => {
  it('is one line in which everything can be seen', () => {
    expect(parseInstruction('  add a \u202e limit ')).toBe('add a \\u{202e} limit');
  });

  it.each([
    ['', /Say what/],
    [' \n', /Say what/],
    ['a\nb', /one line/],
    ['x'.repeat(1001), /1000 characters/],
  ])('is refused with a sentence when it is %j', (text, why) => {
    expect(() => parseInstruction(text)).toThrow(why);
  });

  it('is all that is consented to', async () => {
    expect(await consentTo('add a limit')()).toEqual({
      accepts: [],
      approvals: [],
      instructions: [{ text: 'add a limit', by: '', url: '' }],
      refused: [],
      notes: [],
    });
  });
});
