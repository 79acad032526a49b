import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandIn } from '../../../../../src/host/github/people/command.ts';

const WHOLE = '0123456789abcdef'.repeat(2);
const rerun = { kind: 'rerun' };

describe('a comment is a command', () => {
  it.each([
    ['/gatewright rerun', rerun],
    ['  /Gatewright   RERUN  now\r\nplease', rerun],
    ['I looked at it.\n\n/gatewright rerun', rerun],
    [`/gatewright accept ${WHOLE} a fixture`, { kind: 'accept', fingerprint: WHOLE, reason: 'a fixture' }],
    ['/gatewright accept 01234567 x', { kind: 'accept', fingerprint: '01234567', reason: 'x' }],
    ['/gatewright accept ABCDEF01 x', { kind: 'accept', fingerprint: 'abcdef01', reason: 'x' }],
    ['/gatewright generate  a parser,  then  use it', { kind: 'generate', text: 'a parser,  then  use it' }],
    ['/GATEWRIGHT Generate x\u202ey\nmore', { kind: 'generate', text: 'x\\u{202e}y' }],
    [`/gatewright generate ${'x'.repeat(1000)}`, { kind: 'generate', text: 'x'.repeat(1000) }],
    ['> quoted\n\n/gatewright rerun', rerun],
    ['```\ncode\n```\n/gatewright rerun', rerun],
    ['<!-- a note --> \n/gatewright rerun', rerun],
    ['/gatewright rerun\n/gatewright accept 01234567 x', rerun],
  ])('when it says %j', (body, command) => expect(commandIn(body)).toEqual(command));
});

describe('a comment is no command', () => {
  it.each([
    '',
    'please /gatewright rerun',
    '/gatewrighty rerun',
    '/gatewright-rerun',
    '> /gatewright rerun',
    '> a long line that was\n/gatewright rerun',
    ' > > /gatewright rerun',
    '```\n/gatewright rerun\n```',
    '~~~~ sh\n~~~\n/gatewright rerun\n~~~~',
    '````\n```\n/gatewright rerun',
    '```\n```js\n/gatewright rerun\n```',
    '    /gatewright rerun',
    '\t/gatewright rerun',
    '<!--\n/gatewright rerun\n-->',
    'See <!-- this\n--> <!--\n/gatewright rerun -->',
    `${'x\n'.repeat(20_000)}/gatewright rerun`,
  ])('when it says %j', (body) => expect(commandIn(body)).toBeNull());
});

describe('a command that cannot be followed says what can', () => {
  it.each([
    ['/gatewright', 'Write /gatewright accept FINGERPRINT REASON, /gatewright generate INSTRUCTION, or'],
    ['/gatewright merge', 'or /gatewright rerun.'],
    ['/gatewright generate', 'Say what is to be written.'],
    [`/gatewright generate ${'x'.repeat(1001)}`, 'An instruction is one line of at most 1,000 characters.'],
    ['/gatewright accept', 'A fingerprint is 32 digits'],
    ['/gatewright accept 0123456 too short', 'A fingerprint is 32 digits'],
    [`/gatewright accept ${WHOLE}0 too long`, 'A fingerprint is 32 digits'],
    ['/gatewright accept it-is-fine really', 'A fingerprint is 32 digits'],
    [`/gatewright accept ${WHOLE}`, 'An accept needs a reason.'],
  ])('%j', (body, why) => {
    const command = commandIn(body);
    expect(command).toMatchObject({ kind: 'unclear', why: expect.stringContaining(why) });
  });
});

describe('a reason', () => {
  it('[T78] is one line of at most 200 characters in which everything can be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (said) => {
        const command = commandIn(`/gatewright accept 01234567 x${said}`);
        if (command?.kind !== 'accept') return;
        expect([...command.reason].length).toBeLessThanOrEqual(200);
        expect(command.reason).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});

describe('a hostile comment', () => {
  it('is read without an end being lost, whatever it holds', () => {
    const parts = [
      '/gatewright',
      ' accept',
      ' rerun',
      '\n',
      '\r',
      '>',
      '```',
      '~~~',
      '<!--',
      '-->',
      ' ',
      'f'.repeat(32),
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 60 }), (words) => {
        const command = commandIn(words.join(''));
        expect([undefined, 'accept', 'rerun', 'unclear']).toContain(command?.kind);
      }),
    );
  });

  it.each([' ', '>', '`', '<!--', '/gatewright ', '\n', '\u2028'])('may repeat %j for ever', (part) => {
    expect(() => commandIn(part.repeat(300_000))).not.toThrow();
  });
});
