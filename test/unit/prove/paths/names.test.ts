import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePaths, repoPath } from '../../../../src/domain/path.ts';
import { findCollisions } from '../../../../src/prove/validators/paths/collisions.ts';
import { found, judge } from './support.ts';

const fold = (path: string) => path.normalize('NFC').toLowerCase().normalize('NFC');
const folders = (path: string) => path.split('/').map((_, at, parts) => parts.slice(0, at).join('/'));

/** Whether one checkout keeps only one of two files: they fold to one name, or one to a folder of the other's. */
function clash(one: string, other: string): boolean {
  if (one === other) return false;
  if (fold(one) === fold(other)) return true;
  return [
    [one, other],
    [other, one],
  ].some(([file = '', within = '']) =>
    folders(within).some((folder) => folder !== file && fold(folder) === fold(file)),
  );
}

describe('names that collide', () => {
  it.each([
    ['case', 'src/user.ts', 'src/User.ts'],
    ['Unicode form', 'caf\u00e9.md', 'cafe\u0301.md'],
    ['both', 'CAF\u00c9.md', 'cafe\u0301.md'],
  ])('by %s are found when one is added beside the other [T64]', async (_, old, fresh) => {
    expect(await found({ [old]: 'x' }, { [old]: 'x', [fresh]: 'y' })).toEqual([`colliding-name ${fresh}`]);
  });

  it('are found once when both are added, and the message spells them out [T64]', async () => {
    const { observations } = await judge({}, { 'caf\u00e9.md': 'x', 'cafe\u0301.md': 'y' });
    expect(observations).toHaveLength(1);
    expect(observations[0]?.message).toContain('caf\\u{e9}.md and cafe\\u{301}.md are the same name');
  });

  it('are found between a file and a folder, whichever is added', async () => {
    expect(await found({ 'Docs/a.md': 'x' }, { 'Docs/a.md': 'x', docs: 'y' })).toEqual([
      'colliding-name docs',
    ]);
    expect(await found({ docs: 'x' }, { docs: 'x', 'Docs/a.md': 'y' })).toEqual(['colliding-name Docs/a.md']);
  });

  it("are not the author's doing when both were there, or when one replaces the other", async () => {
    expect(await found({ a: 'x', A: 'x' }, { a: 'y', A: 'x', b: 'z' })).toEqual([]);
    expect(await found({ 'User.ts': 'x' }, { 'user.ts': 'x' })).toEqual([]);
    expect(await found({}, { 'a/File.ts': 'x', 'b/file.ts': 'x', 'A/other.ts': 'y' })).toEqual([]);
  });

  it('are found wherever two names fold to one, and nowhere else [T64]', () => {
    const part = fc.constantFrom(
      'a',
      'A',
      'b',
      'caf\u00e9',
      'CAFE\u0301',
      '\u03a3a',
      'a\u03a3',
      'a\u03c3',
      'K',
      '\u212a',
    );
    const name = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => repoPath(parts.join('/')));
    const names = fc.uniqueArray(name, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(names, fc.nat(), (all, count) => {
        const added = all.slice(0, 1 + (count % all.length));
        const entries = [...all].sort(comparePaths).map((path) => ({ path, mode: 'file' as const, oid: '' }));
        const clashing = added.filter((path) => all.some((other) => clash(path, other)));
        // Of those that clash with one another the last one is told.
        const told = clashing.filter((path) => !clashing.some((other) => path < other && clash(path, other)));
        const paths = findCollisions(added, entries).map(({ at }) => at.path);
        expect(paths.sort()).toEqual(told.sort());
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '.g\u200cit/config',
    'sub/GIT~1',
    'a/.git./hooks/x',
    '.git \u200d/x',
    '.git::$INDEX_ALLOCATION/x',
  ])('with the folder of git are found: %j', async (name) => {
    expect(await found({}, { [name]: 'x' })).toContain(`colliding-name ${name}`);
  });

  it('with the folder of git are not suspected in ordinary names', async () => {
    const names = ['.gitignore', '.github/workflows/a.yml', 'git~10', 'x.git', '.gitmodules.bak', 'a/git'];
    expect(await found({}, Object.fromEntries(names.map((name) => [name, 'x'])))).toEqual([]);
  });
});

describe('characters that nobody sees', () => {
  it.each([
    'in\u200bdex.ts',
    'a\u202etxt.exe',
    'a\u2066b',
    '\ufeffa.ts',
    'tag\u{e0041}.ts',
    'a\u00adb',
    'ab\u200dc.ts',
    'a\u3164',
  ])('are found in the name %j [T64]', async (name) => {
    expect(await found({}, { [name]: 'x' })).toContain(`invisible-character ${name}`);
  });

  it.each([
    'می\u200cخواهم.md',
    'क\u094d\u200dष.md',
    '\u{1f469}\u200d\u{1f4bb}.svg',
    '\u{2764}\ufe0f\u200d\u{1f525}.png',
    '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}.svg',
    'naïve café.md',
    '日本語.md',
  ])('are no trouble where spelling needs them: %j [T81]', async (name) => {
    expect(await found({}, { [name]: 'x' })).toEqual([]);
  });

  it('are not found again in a folder that was there before', async () => {
    const base = { 'od\u200bd/a.ts': 'x' };
    expect(await found(base, { ...base, 'od\u200bd/b.ts': 'x' })).toEqual([]);
    const other = await found(base, { ...base, 'od\u200bd/b\u200b.ts': 'x' });
    expect(other).toEqual(['invisible-character od\u200bd/b\u200b.ts']);
  });

  it('make the message show an escape, not the character', async () => {
    const { observations } = await judge({}, { 'a\u202eb': 'x' });
    expect(observations[0]?.message).toContain('a\\u{202e}b');
    expect(observations[0]).toMatchObject({ wholeFile: true, at: { line: 1, column: 1 } });
  });
});

describe('names of any bytes', () => {
  it('are judged without a crash, and without a finding when they are only not UTF-8 [T62] [T63]', async () => {
    const byte = fc.integer({ min: 0x80, max: 0xbf });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 8 }), byte, async (bytes, stray) => {
        const name = Buffer.from([0x61, stray, ...bytes.filter((each) => each > 0x2f && each < 0x3a)]);
        const { observations, failed } = await judge([], [[name, 'x\n']]);
        expect(observations).toEqual([]);
        expect(failed.size).toBe(0);
      }),
      { seed: 64, numRuns: 8 },
    );
  });

  it('with newlines, quotes and commands are judged and shown as escapes [T62]', async () => {
    const name = '\u200b\n::error::$(touch x)"';
    const { observations } = await judge({}, { [name]: 'x' });
    expect(observations[0]?.message).toContain('\\u{200b}\\n::error::$(touch x)"');
  });
});
