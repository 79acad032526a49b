import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import type { Edit } from '../../../src/domain/proposal.ts';
import type { Entry, Tree } from '../../../src/domain/tree.ts';
import { applyPatch, overlaps, patchBytes, patchTree } from '../../../src/kit/patch.ts';
import { pathRefusal } from '../../../src/kit/patch-path.ts';
import { decode } from '../../../src/kit/text.ts';
import { treeOf } from '../../support/trees.ts';

const SEED = { seed: 20_261_120 };
const edit = (text: string, start: number, end: number, replace: string, path = 'a.ts'): Edit => ({
  path: repoPath(path),
  start,
  end,
  expect: text.slice(start, end),
  replace,
});

/** A text and edits that fit it, made by cutting the text at random offsets and replacing every second piece. */
const fitting = fc
  .tuple(
    fc.string({ maxLength: 60 }),
    fc.array(fc.nat(60), { maxLength: 8 }),
    fc.array(fc.string({ maxLength: 5 })),
  )
  .map(([text, cuts, words]) => {
    const at = [...new Set(cuts.map((cut) => Math.min(cut, text.length)))].sort((a, b) => a - b);
    const edits: Edit[] = [];
    for (let i = 0; i + 1 < at.length; i += 2) edits.push(edit(text, at[i]!, at[i + 1]!, words[i] ?? ''));
    return { text, edits };
  });

describe('applyPatch', () => {
  it('replaces, inserts and deletes where the edits say', () => {
    const text = 'let x = undefined;\n';
    const edits = [edit(text, 5, 17, ''), edit(text, 0, 0, '/* a */ '), edit(text, 0, 3, 'var')];
    expect(applyPatch(text, edits)).toEqual({ kind: 'applied', result: '/* a */ var x;\n' });
  });

  it('gives the same text in whatever order the edits come', () => {
    fc.assert(
      fc.property(fitting, fc.integer(), ({ text, edits }, salt) => {
        const shuffled = [...edits].sort((a, b) => ((a.start * 31 + salt) % 7) - ((b.start * 31 + salt) % 7));
        expect(applyPatch(text, shuffled)).toEqual(applyPatch(text, edits));
        expect(applyPatch(text, edits).kind).toBe('applied');
      }),
      SEED,
    );
  });

  it('keeps every piece of text between the edits', () => {
    fc.assert(
      fc.property(fitting, ({ text, edits }) => {
        const applied = applyPatch(text, edits);
        const kept = edits.reduceRight(
          (rest, e) => rest.slice(0, e.start) + '\u0000' + rest.slice(e.end),
          text,
        );
        let rebuilt = kept;
        for (const e of edits) rebuilt = rebuilt.replace('\u0000', () => e.replace);
        if (!text.includes('\u0000') && edits.every((e) => !e.replace.includes('\u0000'))) {
          expect(applied).toEqual({ kind: 'applied', result: rebuilt });
        }
      }),
      SEED,
    );
  });

  it('[T31] refuses the whole patch when one edit of five is stale, and says where', () => {
    const text = 'one\ntwo\nthree\nfour\nfive\n';
    const good = [0, 4, 8, 14].map((at) => edit(text, at, at + 1, 'X'));
    const stale = { ...edit(text, 19, 23, 'six'), expect: 'FIVE' };
    expect(applyPatch(text, [...good, stale])).toEqual({
      kind: 'refused',
      reason: 'a.ts:5: the text is not what the edit expects there',
    });
  });

  it.each([
    [-1, 2],
    [2, 1],
    [0, 99],
    [0.5, 2],
    [Number.NaN, 2],
    [0, Number.POSITIVE_INFINITY],
    [2 ** 53, 2 ** 53],
  ])('refuses an edit from %s to %s, which lies outside the text', (start, end) => {
    const patched = applyPatch('abc', [{ ...edit('abc', 0, 0, 'x'), start, end }]);
    expect(patched).toMatchObject({ kind: 'refused', reason: expect.stringContaining('outside the text') });
  });

  it('refuses edits that overlap, in either order', () => {
    const text = 'abcdef';
    for (const [a, b] of [
      [edit(text, 0, 3, 'x'), edit(text, 2, 4, 'y')],
      [edit(text, 0, 6, 'x'), edit(text, 2, 2, 'y')],
      [edit(text, 2, 2, 'x'), edit(text, 2, 2, 'y')],
      [edit(text, 1, 3, 'x'), edit(text, 1, 3, 'x')],
    ] as const) {
      expect(overlaps(a, b)).toBe(true);
      expect(applyPatch(text, [a, b])).toMatchObject({
        kind: 'refused',
        reason: expect.stringContaining('overlap'),
      });
      expect(applyPatch(text, [b, a])).toMatchObject({
        kind: 'refused',
        reason: expect.stringContaining('overlap'),
      });
    }
  });

  it('takes edits that only touch, and edits of other files as none of its business', () => {
    const text = 'abcdef';
    const touching = [edit(text, 0, 3, 'x'), edit(text, 3, 3, '-'), edit(text, 3, 6, 'y')];
    expect(applyPatch(text, touching)).toEqual({ kind: 'applied', result: 'x-y' });
    expect(overlaps(edit(text, 0, 3, 'x'), edit(text, 0, 3, 'x', 'b.ts'))).toBe(false);
  });
});

describe('patchBytes', () => {
  const utf16be = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  it.each([
    ['CRLF', Buffer.from('a = 1;\r\nb = 2;\r\nc = 3\r')],
    ['a UTF-8 byte order mark', Buffer.from('\ufeffa = 1;\nb = "é";\n')],
    ['UTF-16LE', Buffer.from('\ufeffa = 1;\r\nb = "é\u{1f600}";\n', 'utf16le')],
    ['UTF-16BE', utf16be('a = 1;\r\nb = "é";\n')],
    ['Latin-1', Buffer.from('a = 1;\nb = "é\u0085ÿ";\n', 'latin1')],
    ['NUL bytes', Buffer.from('a = 1;\n\0\0b = 2\n')],
  ])('[T57] changes nothing but the edited bytes in a file with %s', (_, bytes) => {
    const { text } = decode(bytes);
    const at = text.indexOf('1');
    const there = patchBytes(bytes, [edit(text, at, at + 1, '42')]);
    if (there.kind === 'refused') throw new Error(there.reason);
    const back = patchBytes(there.result.bytes, [edit(there.result.after, at, at + 2, '1')]);
    if (back.kind === 'refused') throw new Error(back.reason);
    expect(Buffer.from(back.result.bytes)).toEqual(bytes);
    expect(there.result.bytes.length - bytes.length).toBe(
      decode(bytes).encoding.startsWith('utf-16') ? 2 : 1,
    );
  });

  it('[T57] keeps the bytes before and after an edit, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(), fc.nat(3), (raw, where, length) => {
        const { text, encoding } = decode(raw);
        const start = text.length === 0 ? 0 : where % text.length;
        const end = Math.min(text.length, start + length);
        const patched = patchBytes(raw, [edit(text, start, end, 'zz')]);
        if (patched.kind === 'refused') return;
        const out = Buffer.from(patched.result.bytes);
        expect(decode(out).text).toBe(`${text.slice(0, start)}zz${text.slice(end)}`);
        const suffix = encoding === 'unknown-8bit' ? text.length - end : 0;
        expect(out.subarray(out.length - suffix)).toEqual(Buffer.from(raw).subarray(raw.length - suffix));
      }),
      { ...SEED, numRuns: 2000 },
    );
  });

  it.each([
    ['a character that Latin-1 has not', Buffer.from('a = "é"', 'latin1'), '\u20ac', 'cannot hold'],
    ['half a surrogate pair', Buffer.from('a = 1'), '\ud800', 'cannot hold'],
    ['a byte order mark at the start', Buffer.from('a = 1'), '\ufeff', 'cannot hold'],
    ['half a UTF-16 unit at the end', Buffer.from([0xff, 0xfe, 0x61, 0, 0x62]), 'b', 'written back exactly'],
    ['nothing new', Buffer.from('a = 1'), 'a', 'would not change'],
  ])('refuses %s', (_, bytes, replace, reason) => {
    const { text } = decode(bytes);
    expect(patchBytes(bytes, [edit(text, 0, 1, replace)])).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(reason),
    });
  });

  it('refuses an edit that makes Latin-1 bytes read as UTF-8', () => {
    const bytes = Buffer.from([0xc3, 0xa9, 0xff]);
    const { text } = decode(bytes);
    expect(patchBytes(bytes, [edit(text, 2, 3, '')])).toMatchObject({ kind: 'refused' });
  });
});

describe('patchTree', () => {
  const withEntry = (extra: Partial<Entry>): Tree => {
    const tree = treeOf({ 'a.ts': 'let a;\n' });
    return { ...tree, entry: async (path) => ({ ...(await tree.entry(path))!, ...extra }) };
  };

  it('patches several files at once', async () => {
    const tree = treeOf({ 'a.ts': 'let a;\n', 'b.ts': 'let b;\n' });
    const patched = await patchTree(tree, [
      edit('let a;\n', 0, 3, 'var'),
      edit('let b;\n', 4, 5, 'c', 'b.ts'),
    ]);
    if (patched.kind === 'refused') throw new Error(patched.reason);
    expect([...patched.result].map(([path, file]) => [path, file.after])).toEqual([
      ['a.ts', 'var a;\n'],
      ['b.ts', 'let c;\n'],
    ]);
  });

  it('[T31] gives no file at all when the last of five edits does not fit', async () => {
    const tree = treeOf({ 'a.ts': 'let a;\n', 'b.ts': 'let b;\n' });
    const good = [0, 1, 2, 4].map((at) => edit('let a;\n', at, at + 1, 'X'));
    expect(
      await patchTree(tree, [...good, { ...edit('let b;\n', 0, 3, 'X', 'b.ts'), expect: 'var' }]),
    ).toEqual({
      kind: 'refused',
      reason: 'b.ts:1: the text is not what the edit expects there',
    });
  });

  it.each(['symlink', 'submodule'] as const)('[T33] refuses to write through a %s', async (mode) => {
    expect(await patchTree(withEntry({ mode }), [edit('let a;\n', 0, 3, 'var')])).toEqual({
      kind: 'refused',
      reason: `a.ts is a ${mode}, not a file`,
    });
  });

  it('[T33] refuses to make a file that does not exist', async () => {
    expect(await patchTree(treeOf({}), [edit('', 0, 0, 'x')])).toEqual({
      kind: 'refused',
      reason: 'a.ts does not exist',
    });
  });

  describe('with a new file', () => {
    const tree = treeOf({ 'src/a.ts': 'a\n', 'src/Lib/b.ts': 'b\n', 'src/caf\u00e9.ts': 'c\n' });
    const create = (path: string, replace = 'text\n'): Edit => ({
      ...edit('', 0, 0, replace, path),
      creates: true,
    });
    const reasonOf = async (...edits: Edit[]): Promise<string | null> => {
      const patched = await patchTree(tree, edits);
      return patched.kind === 'refused' ? patched.reason : null;
    };

    it('begins it beside others, or at the root', async () => {
      const patched = await patchTree(tree, [create('src/new.ts'), create('top.ts', 'top')]);
      if (patched.kind === 'refused') throw new Error(patched.reason);
      expect([...patched.result].map(([path, { before, bytes }]) => [path, before, String(bytes)])).toEqual([
        ['src/new.ts', '', 'text\n'],
        ['top.ts', '', 'top'],
      ]);
    });

    it.each([
      ['src/a.ts', 'is there already, as src/a.ts'],
      ['src/A.TS', 'is there already, as src/a.ts'],
      ['src/lib', 'is there already, as src/Lib/b.ts'],
      ['src/a.ts/b.ts', 'lies in a folder that is not there'],
      ['other/a.ts', 'lies in a folder that is not there'],
      ['SRC/new.ts', 'lies in a folder that is not there'],
    ])('[T33] refuses one that stands in the way of what is there: %s', async (path, reason) => {
      expect(await reasonOf(create(path))).toBe(`${path} ${reason}`);
    });

    it.each([
      '.hidden.ts',
      'con.ts',
      'src/COM1',
      'src/a b.ts',
      'src/a.ts.',
      'src/cafe\u0301.ts',
      'src/a:b.ts',
    ])('[T32] refuses a name that some system reads otherwise: %s', async (path) => {
      expect(await reasonOf(create(path))).toContain('is no plain name for a new file');
    });

    it.each(['../x.ts', '.git/hooks/x', 'src/../x.ts', '/x.ts', 'GIT~1/x.ts'])(
      '[T32] refuses a place that is none: %s',
      async (path) => {
        expect(await reasonOf(create(path))).not.toBeNull();
      },
    );

    it('refuses two under one name, and one that begins twice', async () => {
      expect(await reasonOf(create('src/new.ts'), create('src/New.ts'))).toBe('src/New.ts is made twice');
      expect(await reasonOf(create('src/new.ts'), create('src/new.ts'))).toBe(
        'src/new.ts:1: two edits overlap',
      );
      expect(await reasonOf(create('src/new.ts', ''))).toBe('src/new.ts would not change');
    });
  });

  it('refuses what cannot be read', async () => {
    const tree: Tree = { ...withEntry({}), bytes: async () => ({ kind: 'too-large', size: 9e9 }) };
    expect(await patchTree(tree, [edit('let a;\n', 0, 3, 'var')])).toMatchObject({
      reason: 'a.ts is too large',
    });
  });
});

describe('pathRefusal', () => {
  it.each([
    '../x',
    'a/../../x',
    '/etc/passwd',
    'C:/x',
    'c:x',
    'a\\..\\x',
    './a',
    'a//b',
    'a/',
    '',
    '.git/config',
    'sub/.git/hooks/pre-commit',
    '.GIT/config',
    '.g\u200cit/config',
    '\u200d.git/config',
    '.gi\ufefft/config',
    'git~1/config',
    'GIT~2/config',
    '.git /config',
    '.git./config',
    '.git::$INDEX_ALLOCATION/config',
    '.ｇｉｔ/config',
    'a\u0000b',
    'a\nb',
    'a\u202eb.ts',
  ])('[T32] refuses %j', (path) => {
    expect(pathRefusal(repoPath(path))).not.toBeNull();
  });

  it.each([
    'a.ts',
    'src/.gitkeep',
    'git/a.ts',
    'a..b/c...ts',
    '.github/x.yml',
    'é/ü.ts',
    'a b.ts',
    '\udcff.ts',
  ])('lets %j be looked up', (path) => {
    expect(pathRefusal(repoPath(path))).toBeNull();
  });

  it('[T32] never lets a path out of the root or into git, however it is put together', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '',
      '.git',
      '.GiT',
      'git~1',
      '.git.',
      'a',
      'b.ts',
      '.g\u200dit',
      'C:',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const plain = parts.every((p) => p === 'a' || p === 'b.ts' || (p === 'C:' && p !== parts[0]));
        expect(pathRefusal(repoPath(parts.join('/'))) === null).toBe(plain);
      }),
      { ...SEED, numRuns: 2000 },
    );
  });
});
