/** Which comments silence a rule, and by whom. */
import { describe, expect, it, vi } from 'vitest';
import { judge, type Given } from './judging.ts';

vi.mock('virtual:security-pack', () => ({ default: {} }));

async function said(text: string, given: Given = {}, path = 'a.js'): Promise<string[]> {
  const { observations } = await judge({ [path]: text }, given);
  return observations.map(({ at, suppressed, suppressedByChange }) =>
    [at.line, suppressed ?? 'heard', ...(suppressedByChange ? ['by the change'] : [])].join(' '),
  );
}

const stood = (text: string): Given => ({ base: { 'a.js': text }, hunks: { 'a.js': [[2, 1]] } });

describe('nosemgrep', () => {
  it('silences the line that it stands on, and the one below where it stands alone', async () => {
    expect(await said('shout(1); // nosemgrep\n', stood('shout(1); // nosemgrep\n\n'))).toEqual([
      '1 // nosemgrep',
    ]);
    expect(await said('// nosemgrep: no-shout\nshout(1);\n', stood('// nosemgrep: no-shout\n'))).toEqual([
      '2 // nosemgrep: no-shout',
    ]);
    expect(await said('shout(1); // nosemgrep\nshout(2);\n', stood('shout(1); // nosemgrep\n'))).toEqual([
      '1 // nosemgrep',
      '2 heard',
    ]);
  });

  it.each([
    ['no-shout', true],
    ['security/no-shout', true],
    ['rules.security.no-shout', true],
    ['other, no-shout', true],
    ['other', false],
    ['not-no-shout', false],
  ])('with the name %s counts: %s', async (name, counts) => {
    const text = `shout(1); // nosemgrep: ${name}\n`;
    expect(await said(text, stood(`${text}\n`))).toEqual([counts ? `1 ${text.slice(10, -1)}` : '1 heard']);
  });

  it('[T82] is read in a line of a megabyte that opens comments all along', async () => {
    const text = `shout(1); // nosem\n// ${'/'.repeat(1_000_000)}\n// ${'-'.repeat(1_000_000)}\n`;
    expect(await said(text, stood(`shout(1); // nosem\n\n`))).toEqual(['1 // nosem']);
  });

  it('is no directive in a string', async () => {
    expect(await said('shout("nosemgrep");\n', stood('shout("nosemgrep");\n\n'))).toEqual(['1 heard']);
  });

  it('that the change adds is marked so', async () => {
    expect(await said('shout(1); // nosemgrep\n', stood('shout(1);\n'))).toEqual([
      '1 // nosemgrep by the change',
    ]);
    expect(await said('shout(1); // nosemgrep\n')).toEqual(['1 // nosemgrep by the change']);
  });

  it('in UTF-16 is not taken for older than it is', async () => {
    const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
    const given: Given = { base: { 'a.js': wide('\u0a0a\nshout(1);\n') } };
    const { observations } = await judge({ 'a.js': wide('\u0a0a\nshout(1); // nosem\n') }, given);
    expect(observations).toEqual([
      expect.objectContaining({ suppressed: '// nosem', suppressedByChange: true }),
    ]);
  });
});
