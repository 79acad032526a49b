/** What is known of a variable's text before it is bound. */
import { describe, expect, it } from 'vitest';
import { Workshop } from '../../../../../src/kit/match/formula/workshop.ts';

const words = (source: string, not = false) => new Workshop().limit(source, not)?.words;

describe('a limit', () => {
  it('knows the words of a plain choice, and of nothing else', () => {
    expect(words('^(?:exec|execSync)$')).toEqual(['exec', 'execSync']);
    expect(words('^(get|\\$queryRaw)$')).toEqual(['get', 'queryRaw']);
    expect(words('exec$')).toEqual(['exec']);
    expect(words('^exec')).toBeNull();
    expect(words('^(?:exec.*|run)$')).toBeNull();
    expect(words('^(?:ls-remote)$')).toBeNull();
    expect(words('^(?:exec)$', true)).toBeNull();
  });

  it('leaves long texts to be judged later', () => {
    const limit = new Workshop().limit('^a$', false);
    expect(limit?.fits('b')).toBe(false);
    expect(limit?.fits('b'.repeat(1000))).toBe(true);
  });

  it('is none where there is no expression', () => {
    expect(new Workshop().limit('(', false)).toBeNull();
  });
});
