/** Nothing unseen reaches a person. */
import { describe, expect, it } from 'vitest';
import { visible } from '../../../src/kit/visible.ts';

describe('visible', () => {
  it('writes control, bidirectional, zero-width and tag characters as escapes', () => {
    expect(visible('a\u001b[2J\u202eb\u200b\u{e0041}\ud800')).toBe(
      'a\\u{1b}[2J\\u{202e}b\\u{200b}\\u{e0041}\\u{d800}',
    );
  });

  it('keeps the characters that it is told to keep, and every script', () => {
    expect(visible('日本\té\n', '\t\n')).toBe('日本\té\n');
  });
});
