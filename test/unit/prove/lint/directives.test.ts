/** Directives: whose voice silences a finding, the base's or the change's; what that is worth is for the standing. */
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../src/domain/change.ts';
import { repoPath } from '../../../../src/domain/path.ts';
import { judgeChange } from './judging.ts';
import { changeOf, type Files } from '../../../support/trees.ts';

const DEFECT = 'export const f = (a) => a === a;';
const DOUBT = 'export const f = (a) => a == 1;';

/** What is silenced in a text of which these lines were added to what was there. */
async function suppressions(text: string, added: [number, number][]): Promise<Said> {
  const isAdded = (line: number) => added.some(([start, count]) => line >= start && line < start + count);
  const old = text.split('\n').filter((_, at) => !isAdded(at + 1));
  const base: Files = old.length > 0 ? { 'a.js': `${old.join('\n')}\n` } : {};
  return silencedIn(await changeOf(base, { 'a.js': text }, { 'a.js': added }));
}

type Said = [string, string | undefined][];

async function silencedIn(change: Change): Promise<Said> {
  const { observations } = await judgeChange(change);
  return observations.map(({ rule, suppressed, suppressedByChange }) => [
    rule.slice('lint/'.length),
    suppressedByChange ? `by the change: ${suppressed}` : suppressed,
  ]);
}

describe('a directive that stands at base', () => {
  it.each([
    [`/* eslint-disable */\n${DEFECT}`, 'eslint-disable'],
    [`/* eslint-disable no-self-compare -- NaN */\n${DEFECT}`, 'NaN'],
    [`// eslint-disable-next-line no-self-compare\n${DEFECT}`, 'eslint-disable-next-line no-self-compare'],
    [`1;\n${DEFECT} // eslint-disable-line`, 'eslint-disable-line'],
    [`/* eslint no-self-compare: off */\n${DEFECT}`, 'eslint no-self-compare: off'],
    [`/* eslint no-self-compare: ["off"] -- why */\n${DEFECT}`, 'eslint no-self-compare: ["off"] -- why'],
  ])('silences a blocking rule: %j', async (text, reason) => {
    expect(await suppressions(`${text}\n1;`, [[3, 1]])).toEqual([['no-self-compare', reason]]);
  });
});

describe('a directive that the change adds', () => {
  it.each([
    [`/* eslint-disable */\n${DEFECT}`, 'eslint-disable'],
    [`/* eslint-disable no-self-compare -- NaN */\n${DEFECT}`, 'NaN'],
    [`// eslint-disable-next-line\n${DEFECT}`, 'eslint-disable-next-line'],
    [`/* eslint no-self-compare: off */\n${DEFECT}`, 'eslint no-self-compare: off'],
    [`/*\n  eslint-disable\n*/\n${DEFECT}`, 'eslint-disable'],
    [`/* eslint-disable\n*/\n${DEFECT}`, 'eslint-disable'],
  ])('is told to be the change’s own: %j', async (text, reason) => {
    const lines = text.split('\n').length;
    const said = await suppressions(text, [[1, lines]]);
    expect(said).toEqual([['no-self-compare', `by the change: ${reason}`]]);
  });

  it('is told to be the change’s own on the line that it silences', async () => {
    expect(await suppressions(`1;\n${DEFECT} // eslint-disable-line`, [[2, 1]])).toEqual([
      ['no-self-compare', 'by the change: eslint-disable-line'],
    ]);
  });

  it('does not free a defect that a directive of the base silences as well', async () => {
    const text = `/* eslint-disable no-self-compare */\n${DEFECT} // eslint-disable-line no-self-compare\n`;
    expect(await suppressions(text, [[2, 1]])).toEqual([
      ['no-self-compare', 'eslint-disable-line no-self-compare'],
    ]);
  });

  it('is told of a rule that only warns as well', async () => {
    expect(await suppressions(`/* eslint-disable */\n${DOUBT}`, [[1, 2]])).toEqual([
      ['eqeqeq', 'by the change: eslint-disable'],
    ]);
    expect(await suppressions(`// eslint-disable-next-line eqeqeq -- null too\n${DOUBT}`, [[1, 2]])).toEqual([
      ['eqeqeq', 'by the change: null too'],
    ]);
  });

  it('is told from one of the base in the same file', async () => {
    const text = [
      '// eslint-disable-next-line no-self-compare -- old',
      'export const f = (a) => a === a;',
      '// eslint-disable-next-line no-self-compare -- new',
      'export const g = (a) => a === a;',
    ].join('\n');
    expect(await suppressions(text, [[3, 2]])).toEqual([
      ['no-self-compare', 'old'],
      ['no-self-compare', 'by the change: new'],
    ]);
  });
});

describe('the lines that hold a directive', () => {
  const silenced = `/* eslint-disable no-self-compare -- old */\n${DEFECT}\n`;

  it('are old in a file that was renamed', async () => {
    const { files, ...change } = await changeOf({ 'a.js': silenced }, { 'b.js': silenced });
    const renamed = files.map((file) => (file.head ? { ...file, origin: repoPath('a.js') } : file));
    expect(await silencedIn({ ...change, files: renamed })).toEqual([['no-self-compare', 'old']]);
  });

  it('are old when they were only indented anew', async () => {
    const text = (indent: string) =>
      `${indent}/* eslint-disable no-self-compare,\n${indent}   eqeqeq -- old */\n${DEFECT}\n`;
    const change = await changeOf({ 'a.js': text('') }, { 'a.js': text('    ') });
    expect(await silencedIn(change)).toEqual([['no-self-compare', 'old']]);
  });

  it('are new when a blank made them directives', async () => {
    const text = (word: string) => `// ${word}-disable-next-line no-self-compare\n${DEFECT}\n`;
    const change = await changeOf({ 'a.js': text('es lint') }, { 'a.js': text('eslint') });
    expect(await silencedIn(change)).toEqual([
      ['no-self-compare', 'by the change: eslint-disable-next-line no-self-compare'],
    ]);
  });

  it('hold none when they lay in a string before', async () => {
    const base = 'const help = `\n/* eslint-disable */\n`;\n';
    const head = `const help = \`\n\`;\n/* eslint-disable */\nconst more = \`\n\`;\n${DEFECT}\n`;
    const change = await changeOf(
      { 'a.js': base },
      { 'a.js': head },
      {
        'a.js': [
          [2, 1],
          [4, 3],
        ],
      },
    );
    expect(await silencedIn(change)).toContainEqual(['no-self-compare', 'by the change: eslint-disable']);
  });

  it('[T57] are counted in text, though UTF-16 has the byte of a line end in other characters', async () => {
    const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
    const base = `// ${'\u0a0a'.repeat(9)}\nexport const b = 1;\n`;
    const head = `${base}/* eslint-disable */\n${DEFECT}\n`;
    const lines = [...utf16(head)].filter((byte) => byte === 10).length;
    const change = await changeOf(
      { 'a.js': utf16(base) },
      { 'a.js': utf16(head) },
      { 'a.js': [[lines - 1, 2]] },
    );
    expect(await silencedIn(change)).toEqual([['no-self-compare', 'by the change: eslint-disable']]);
  });
});

describe('directives of other tools and unknown rules', () => {
  it.each([
    '/* eslint-disable import/no-unresolved, made-up */\nexport const a = 1;',
    '/* eslint made-up: error, import/x: [2, "y"] */\nexport const a = 1;',
    '/* eslint no-console: error */\nconsole.log(1);',
    '/* eslint no-self-compare: "nonsense" */\nexport const a = 1;',
    '/* eslint-env node, made-up */\nexport const a = 1;',
    '/* global a, b:writable */\nexport const c = 1;',
    '// eslint-disable-next-line no-self-compare\nexport const unused = 1;',
  ])('say nothing: %j', async (text) => expect(await suppressions(text, [[1, 2]])).toEqual([]));

  it('do not keep a defect from being seen', async () => {
    const text = `/* eslint made-up: error, no-self-compare: "nonsense" */\n${DEFECT}`;
    expect(await suppressions(text, [[1, 2]])).toEqual([['no-self-compare', undefined]]);
  });
});
