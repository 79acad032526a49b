/** What doctor found is printed place by place, the worst first, for any width and with nothing hidden in it. */
import { describe, expect, it } from 'vitest';
import { once, renderAdvice, tally, type Advice } from '../../../../src/commands/doctor/advice.ts';

const advice: readonly Advice[] = [
  { weight: 'note', at: 'a.yml', said: 'A fact.' },
  { weight: 'caution', at: 'b.yml', said: 'Careful.', remedy: 'Do less.' },
  { weight: 'problem', at: 'a.yml', said: 'Wrong.', remedy: 'Mend it.' },
];

describe('what doctor prints', () => {
  it('names each place once, that with the worst first', () => {
    expect(renderAdvice(advice, 100)).toBe(
      'a.yml\n  problem  Wrong.\n           Mend it.\n  note     A fact.\n\nb.yml\n  caution  Careful.\n           Do less.\n',
    );
  });

  it('breaks lines at the width, and keeps a long word whole', () => {
    const said = `${'word '.repeat(20)}${'x'.repeat(60)}`;
    const lines = renderAdvice([{ weight: 'note', at: 'a', said }], 40).split('\n');
    for (const line of lines.filter((one) => !one.includes('xx')))
      expect(line.length).toBeLessThanOrEqual(40);
    expect(lines).toContain(`${' '.repeat(11)}${'x'.repeat(60)}`);
  });

  it('shows what a file name or a job hides', () => {
    expect(renderAdvice([{ weight: 'note', at: 'a\u001b[2J', said: 'b\u202e' }], 80)).toBe(
      'a\\u{1b}[2J\n  note     b\\u{202e}\n',
    );
  });

  it('says each thing once', () => {
    expect(once([...advice, ...advice])).toEqual(advice);
  });
});

describe('the tally', () => {
  it('counts what is to be mended', () => {
    expect(tally(advice)).toBe('1 problem, 1 caution');
    expect(tally([...advice, ...advice])).toBe('2 problems, 2 cautions');
    expect(tally(advice.slice(0, 1))).toBe('nothing to mend');
  });
});
