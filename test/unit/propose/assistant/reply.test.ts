import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../../src/domain/path.ts';
import { excerptOf, type Excerpt } from '../../../../src/propose/assistant/excerpt.ts';
import { placeEdit, readEdits } from '../../../../src/propose/assistant/reply.ts';
import { treeOf } from '../../../support/trees.ts';

const path = repoPath('src/a.ts');

async function shown(text: string): Promise<Excerpt> {
  const excerpt = await excerptOf(treeOf({ 'src/a.ts': text }), { path, first: 1, last: 1 }, 200);
  if (!excerpt) throw new Error('nothing is shown');
  return excerpt;
}

/** The file after the edit, and what was mended; the clause when there is no edit. */
async function placed(
  text: string,
  find: string,
  replace: string,
): Promise<[string, readonly string[]] | string> {
  const end = placeEdit({ find, replace }, [await shown(text)]);
  if (end.kind === 'discarded') return end.reason;
  const { start, end: stop, replace: written } = end.edit;
  return [text.slice(0, start) + written + text.slice(stop), end.salvaged];
}

const LOOSE = 'white space of the text that it replaces';

describe('the white space of a reply', () => {
  it.each<[string, string, string, string, string, readonly string[]]>([
    ['stays where it fits', 'a();\n  b();\n', '  b();', '  c();', 'a();\n  c();\n', []],
    ['follows CRLF', 'a();\r\nb();\r\n', 'a();\nb();\n', 'c();\n', 'c();\r\n', []],
    [
      'follows CRLF that only some lines have',
      'a();\nb();\r\nc();\n',
      'b();',
      'd();\ne();',
      'a();\nd();\r\ne();\r\nc();\n',
      [],
    ],
    ['follows LF among CRLF', 'a();\nb();\r\n', 'a();\nb();', 'c();\nd();', 'c();\nd();\r\n', []],
    [
      'moves as deep as the code stands',
      'if (a) {\n    b();\n    c();\n}\n',
      'b();\nc();',
      'b();\nif (d) {\n  c();\n}',
      'if (a) {\n    b();\n    if (d) {\n      c();\n    }\n}\n',
      [LOOSE],
    ],
    [
      'moves with the line that it stands below, not with the first one',
      '    [{\n      a: 1,\n    }]\n',
      '  a: 1,\n}]',
      '  b: 1,\n  c: {\n    d: 1,\n  },\n}]',
      '    [{\n      b: 1,\n      c: {\n        d: 1,\n      },\n    }]\n',
      [LOOSE],
    ],
    [
      'moves less deep than the lines that the reply named',
      'if (a) {\n      b();\n}\n',
      '    b();',
      '  if (c) {\n    b();\n  }',
      'if (a) {\n    if (c) {\n      b();\n    }\n}\n',
      ['indentation'],
    ],
    [
      'is that of the line for all that takes its place',
      'if a:\n    b()\n',
      'b()',
      'c()\nif d:\n    e()',
      'if a:\n    c()\n    if d:\n        e()\n',
      ['indentation'],
    ],
    [
      'is left alone where what follows the first line has it already',
      'if a:\n    b()\n',
      'b()',
      'c()\n    d()',
      'if a:\n    c()\n    d()\n',
      [],
    ],
    [
      'becomes tabs where the file has tabs',
      'if (a) {\n\tb();\n}\n',
      '\tb();',
      '    b();\n    if (c) {\n        d();\n    }',
      'if (a) {\n\tb();\n\tif (c) {\n\t\td();\n\t}\n}\n',
      ['indentation'],
    ],
    [
      'becomes spaces where the file has spaces',
      'if (a) {\n  b();\n}\n',
      '  b();',
      '\tb();\n\t\tc();',
      'if (a) {\n  b();\n    c();\n}\n',
      ['indentation'],
    ],
    [
      'finds what stands with tabs',
      'if (a) {\n\tb();\n\tc();\n}\n',
      '  b();\n  c();\n',
      '  d();\n',
      'if (a) {\n\td();\n}\n',
      [LOOSE],
    ],
    ['is left alone where the file has both', '\ta();\n  b();\n', '  b();', '\tc();', '\ta();\n\tc();\n', []],
    [
      'ends no line with blanks',
      'a();\n',
      'a();',
      'b();  \nc();\t',
      'b();\nc();\n',
      ['blanks at the ends of lines'],
    ],
    [
      'keeps blanks where the file has them',
      'a();  \nb();\n',
      'b();',
      'c();  \nd();',
      'a();  \nc();  \nd();\n',
      [],
    ],
    [
      'keeps the last line end',
      'a();\nb();\n',
      'b();\n',
      'c();',
      'a();\nc();\n',
      ['the end of its last line'],
    ],
    [
      'adds no line end to a file without one',
      'a();\nb();',
      'b();',
      'c();\n',
      'a();\nc();',
      ['the end of its last line'],
    ],
    ['adds no empty line', 'a();\nb();\n', 'a();', 'c();\n', 'c();\nb();\n', ['the end of its last line']],
    ['may be nothing: the lines go', 'a();\nb();\n', 'a();\n', '', 'b();\n', []],
    [
      'finds whole lines at the end of a file without a line end',
      'a();\nb();',
      'b();\n',
      'c();\n',
      'a();\nc();',
      [LOOSE, 'the end of its last line'],
    ],
    [
      'finds lines whose blanks at the end are left out',
      'a();  \nb();\n',
      'a();\nb();\n',
      'c();\n',
      'c();\n',
      [LOOSE],
    ],
  ])('%s', async (_name, text, find, replace, after, salvaged) => {
    expect(await placed(text, find, replace)).toEqual([after, salvaged]);
  });

  it('does not take the end of another line for the whole line that is meant', async () => {
    const after = await placed('data();\n  a();\na();\n', 'a();\n', 'b();\n');
    expect(after).toEqual(['data();\n  a();\nb();\n', []]);
  });

  it('is not passed over where the lines stand twice', async () => {
    const twice = 'if (a) {\n  b();\n}\nif (c) {\n    b();\n}\n';
    expect(await placed(twice, '\tb();', 'x')).toMatch(/more than once/);
  });

  it.each(['', ' ', '\n\n', '\t\n'])('names nothing when it is all that is said: %j', async (find) => {
    expect(await placed('a();\n\n\tb();\n', find, 'x')).toMatch(/does not say which/);
  });

  it('is told once for a reply, however many edits had it', async () => {
    const edits = [
      { find: '\ta();', replace: '\tc();' },
      { find: '\tb();', replace: '\td();' },
    ];
    const excerpts = [await shown('{\n  a();\n  b();\n}\n')];
    const reading = readEdits({ summary: 'x', edits }, { excerpts, addresses: [], title: '' });
    expect(reading).toMatchObject({ kind: 'offer', salvaged: [LOOSE] });
  });
});

describe('the files that a reply names', () => {
  it('[T32] are those that were shown, by number, and none by name', async () => {
    const edit = { find: 'a();', replace: 'b();' };
    const excerpts = [await shown('a();\n')];
    expect(placeEdit({ ...edit, place: 2 }, excerpts)).toMatchObject({ kind: 'discarded' });
    const named = { ...edit, path: '../../.git/config', file: '/etc/passwd' };
    expect(placeEdit(named, excerpts)).toMatchObject({ edit: { path: 'src/a.ts' } });
  });

  it('[T31] change only where the text stands that was expected, whatever a reply says', async () => {
    const piece = fc.stringMatching(/^[ab \t\r\n;(){}]{0,12}$/);
    await fc.assert(
      fc.asyncProperty(piece, piece, piece, async (before, find, replace) => {
        const text = `${before}\n${find}\nz();\n`;
        const excerpt = await shown(text);
        const end = placeEdit({ find, replace }, [excerpt]);
        if (end.kind === 'discarded') return;
        const { start, end: stop, expect: expected } = end.edit;
        expect(text.slice(start, stop)).toBe(expected);
        expect(expected.replace(/\s/g, '')).toBe(find.replace(/\s/g, ''));
        expect(end.edit.replace.replace(/\s/g, '')).toBe(replace.replace(/\s/g, ''));
      }),
    );
  });
});
