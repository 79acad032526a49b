import { describe, expect, it } from 'vitest';
import { found, judge, link } from './support.ts';

const there = { 'src/a.ts': 'a', 'docs/b.md': 'b' };

describe('links', () => {
  it.each([
    '/etc/passwd',
    '../outside',
    'docs/../../outside',
    '..',
    'C:\\Windows',
    '\\\\server\\share',
    '.git/config',
    './.GIT/hooks',
  ])('that lead out are found: %s [T59]', async (target) => {
    expect(await found(there, { ...there, out: link(target) })).toEqual(['escaping-link out']);
  });

  it('that lead out by way of another link are found, and the other one is named [T59]', async () => {
    const base = { ...there, far: link('..') };
    const { observations } = await judge(base, { ...base, near: link('far/secrets') });
    expect(observations.map((each) => each.rule)).toEqual(['paths/escaping-link']);
    expect(observations[0]?.message).toBe(
      'The link near leads out of the repository, to far/secrets by way of far.',
    );
  });

  it('that lead to themselves are found, alone and in a circle [T59]', async () => {
    expect(await found({}, { loop: link('loop') })).toEqual(['looping-link loop']);
    const circle = { a: link('b'), b: link('sub/c'), 'sub/c': link('../a') };
    expect(await found({}, circle)).toEqual(['looping-link a', 'looping-link b', 'looping-link sub/c']);
  });

  it('that lead nowhere are found as a lesser fault [T59]', async () => {
    const head = { ...there, a: link('missing.ts'), b: link('src/a.ts/deeper'), c: link('gone/../src/a.ts') };
    expect(await found(there, head)).toEqual(['dangling-link a', 'dangling-link b', 'dangling-link c']);
  });

  it('to what git ignores are no trouble: a build puts it there', async () => {
    const head = {
      ...there,
      '.gitignore': 'dist\n',
      a: link('packages/ui/dist/page.ts'),
      b: link('packages/ui/page.ts'),
    };
    expect(await found(there, head)).toEqual(['dangling-link b']);
  });

  it('that stay inside are no trouble: to files, folders, submodules, and through other links', async () => {
    const head = {
      ...there,
      lib: { commit: '1'.repeat(40) },
      'x/file': link('../src/a.ts'),
      'x/folder': link('../docs'),
      'x/module': link('../lib/deep/file'),
      'x/through': link('folder/b.md'),
      'x/here': link('.'),
    };
    const faults = (await found(there, head)).filter((each) => !each.includes('submodule'));
    expect(faults).toEqual([]);
  });

  it('are judged when a file becomes one, and when their target changes', async () => {
    expect(await found({ a: 'x' }, { a: link('/etc') })).toEqual(['escaping-link a']);
    expect(await found({ a: link('b'), b: 'x' }, { a: link('../b'), b: 'x' })).toEqual(['escaping-link a']);
    expect(await found({ a: link('/etc') }, { a: link('/etc'), b: 'x' })).toEqual([]);
  });

  it('with a text of other bytes than UTF-8 are followed by their bytes [T63]', async () => {
    const name = Buffer.from([0x61, 0xff]);
    const { observations } = await judge(
      [],
      [
        [name, 'x'],
        ['good', link(name)],
        ['bad', link(Buffer.from([0x61, 0xfe]))],
      ],
    );
    expect(observations.map((each) => `${each.rule} ${each.at.path}`)).toEqual(['paths/dangling-link bad']);
  });

  it('whose text is longer than any path are not judged, and said to be so', async () => {
    const { failed } = await judge({}, { a: link('x/'.repeat(3_000)) });
    expect([...failed]).toEqual([['a', 'The text of the link could not be read.']]);
  });
});
