import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../../src/domain/proposal.ts';
import { replaceIn } from '../../support/scripted.ts';
import { judged, refusalOf, ASSISTANT } from '../../support/bounds.ts';

describe('characters that nobody sees', () => {
  const refusal = async (text: string, more: Partial<Proposal> = ASSISTANT, was = 'a BAD') =>
    refusalOf(await judged({ 'a.py': `${was}\n` }), [replaceIn('a.py', `${was}\n`, 'BAD', text)], more);

  it.each(['\u202e', '\u2066', '\u200b', '\u{e0041}', '\ufe01', '\u3164', '\u00ad', '\u0000', '\u2028'])(
    '[T81] are nothing that an assistant writes: %j',
    async (unseen) => {
      expect(await refusal(`'${unseen}'`)).toContain('which nobody sees');
    },
  );

  it('[T81] are a carriage return alone, and blanks that code hides behind', async () => {
    expect(await refusal('// a\rexit()')).toContain('it writes \\u{d} to');
    expect(await refusal(`1${' '.repeat(100)}; exit()`)).toContain('text behind many blanks');
    expect(await refusal(`1;\r\n${' '.repeat(100)}exit()`)).toBeNull();
  });

  it('may be part of an emoji, stand there already, or be a fixer’s to move', async () => {
    expect(await refusal("'❤️ 👩‍💻'")).toBeNull();
    expect(await refusal('b', ASSISTANT, "'\u200b' BAD")).toBeNull();
    expect(await refusal("'\u200b'", {})).toBeNull();
  });
});

describe('what a proposal may add', () => {
  it.each([
    '// eslint-disable-next-line',
    '/* eslint-disable */',
    '/* ESLint-Disable */',
    '/* eslint no-undef: 0 */',
    '/* global x */',
    '// @ts-ignore',
    '// @ts-expect-error it is fine',
    '// @ts-nocheck',
    '// nosemgrep',
    '// nosemgrep: rule.id',
    '# noqa',
    '# noqa: E501',
    '# type: ignore[attr]',
    '# pyright: ignore',
    '# pyright: basic',
    '# pylint: disable=all',
    '# pragma: no cover',
    '# nosec B101',
    '// NOSONAR',
    '//nolint:errcheck',
    '@SuppressWarnings("all")',
    '/* istanbul ignore next */',
    '// biome-ignore lint: no',
    '// deno-lint-ignore no-any',
    '# fmt: off',
    '// prettier-ignore',
    '/* c8 ignore start */',
    '// gitleaks:allow',
  ])('[T35] is not %s', async (directive) => {
    const at = await judged({ 'a.ts': 'a BAD\n' });
    const refusal = await refusalOf(at, [replaceIn('a.ts', 'a BAD\n', 'BAD', directive)], ASSISTANT);
    expect(refusal).toMatch(/may not silence a tool$/);
  });

  it('[T35] is no directive put together from what stands there already', async () => {
    const text = 'a BAD // eslint- able\n';
    const at = await judged({ 'a.ts': text });
    const edits = [replaceIn('a.ts', text, 'BAD', ''), replaceIn('a.ts', text, ' able', 'disable')];
    expect(await refusalOf(at, edits)).toContain('eslint-disable');
  });

  it('[T35] is no directive moved from one place to another', async () => {
    const text = '// eslint-disable-line\nb\nBAD\n';
    const at = await judged({ 'a.ts': text });
    const edits = [
      replaceIn('a.ts', text, '// eslint-disable-line', ''),
      replaceIn('a.ts', text, 'BAD', 'x // eslint-disable-line'),
    ];
    expect(await refusalOf(at, edits)).toContain('eslint-disable');
  });

  it('may carry along, or take away, a directive that stands on the line', async () => {
    const text = 'a BAD // eslint-disable-line\n';
    const at = await judged({ 'a.ts': text });
    expect(await refusalOf(at, [replaceIn('a.ts', text, 'BAD', 'x')])).toBeNull();
    expect(await refusalOf(at, [replaceIn('a.ts', text, 'BAD // eslint-disable-line', 'x')])).toBeNull();
  });
});

describe('what a proposal may write', () => {
  it('[T35] is no word in place of code', async () => {
    const at = await judged({ 'a.ts': 'one();\na BAD\nthree();\n' });
    const edits = [
      replaceIn('a.ts', 'one();\na BAD\nthree();\n', 'a BAD', '// ... rest of the code unchanged'),
    ];
    expect(await refusalOf(at, edits, ASSISTANT)).toMatch(/^it writes "\/\/ \.\.\. rest of the code/);
  });
});
