/** What the security validator says of a change: where, in whose words, and what it could not look at. */
import { describe, expect, it, vi } from 'vitest';
import { repoPath } from '../../../../src/domain/path.ts';
import { credentials } from '../../../support/credentials.ts';
import { found, judge } from './judging.ts';

// What these tests say hangs on no rule that ships, and making those ready takes seconds.
vi.mock('virtual:security-pack', () => ({ default: {} }));

describe('a match', () => {
  it('is told in the words of its rule, with what its variables stand for', async () => {
    const { observations } = await judge({ 'src/a.js': 'const a = 1;\n  shout(name);\n' });
    expect(observations).toEqual([
      {
        rule: 'security/no-shout',
        at: { path: 'src/a.js', line: 2, column: 3, endLine: 2, endColumn: 14 },
        message: 'shout() is told name, which everybody hears.',
        hint: 'Tell name in a lower voice.',
        fix: [{ path: 'src/a.js', start: 15, end: 26, expect: 'shout(name)', replace: 'whisper(name)' }],
      },
    ]);
  });

  it('that is long is told on one line, cut', async () => {
    const [seen] = (await judge({ 'a.js': `shout({\n${'  a: 1,\n'.repeat(50)}});\n` })).observations;
    expect(seen?.message).toMatch(/^shout\(\) is told \{ a: 1, [^\n]*…, which everybody hears\.$/);
  });

  it('of a value that flows is told with its way, in the phrases of the rule', async () => {
    const text = 'const a = ask();\nconst b = a;\ntell(b);\n';
    const [seen] = (await judge({ 'a.ts': text })).observations;
    expect(seen?.rule).toBe('security/asked-and-told');
    const way = seen?.flow?.map(({ line, note }) => `${line} ${note}`);
    expect(way?.at(0)).toBe('1 comes from a question');
    expect(way?.at(-1)).toBe('3 is told');
  });

  it('through very many steps keeps its source and its sink', async () => {
    const steps = Array.from({ length: 40 }, (_, at) => `const a${at + 1} = a${at};\n`).join('');
    const [seen] = (await judge({ 'a.js': `const a0 = ask();\n${steps}tell(a40);\n` })).observations;
    expect(seen?.flow?.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 42]);
  });

  it('names no line of its way twice in a row', async () => {
    const text = 'const a = ask(); const b = a;\nconst c = b;\ntell(c);\n';
    const [seen] = (await judge({ 'a.js': text })).observations;
    expect(seen?.flow?.map(({ line, note }) => `${line} ${note}`)).toEqual([
      '1 comes from a question',
      '2 is passed on',
      '3 is told',
    ]);
  });

  it('has no fix in a file whose bytes cannot be written again', async () => {
    const [seen] = (await judge({ 'a.js': Buffer.from('\xff\xfes\0h\0o\0u\0t\0(\0a\0)\0;\0\0', 'latin1') }))
      .observations;
    expect(seen?.rule).toBe('security/no-shout');
    expect(seen?.fix).toBeUndefined();
  });
});

it('[T116] keeps no secret that a message or a fix would repeat', async () => {
  const guess = credentials().find(({ name }) => name === 'named, mixed');
  if (!guess) throw new Error('the list lacks what this test takes from it');
  const kept: string[] = [];
  const text = `${guess.line}\nshout('${guess.value}');\n`;
  await judge({ 'a.js': text }, { onKept: (fact) => kept.push(fact) });
  expect(kept.join('\n')).toContain('no-shout');
  expect(kept.join('\n')).not.toContain(guess.value.slice(0, 8));
});

describe('a rule', () => {
  it('looks at the paths that its file names', async () => {
    const rules = `
rules:
  - { id: x, languages: [js], severity: ERROR, message: X., pattern: x(), paths: { include: ['src/', '*.mjs'], exclude: [gen] } }
`;
    const text = 'x();\n';
    const files = {
      'src/a.js': text,
      'lib/a.js': text,
      'lib/src/a.js': text,
      'b.mjs': text,
      'src/gen/a.js': text,
    };
    expect(await found(files, { rules })).toEqual([
      'security/x b.mjs:1',
      'security/x lib/src/a.js:1',
      'security/x src/a.js:1',
    ]);
  });

  it('that cannot be run is a note, and stops no other', async () => {
    const rules = `
rules:
  - { id: broken, languages: [js], severity: ERROR, message: X., pattern: 'x(((' }
  - { id: right, languages: [js], severity: ERROR, message: X., pattern: x() }
`;
    const { observations, notes } = await judge({ 'a.js': 'x();\n' }, { rules });
    expect(observations.map(({ rule }) => rule)).toEqual(['security/right']);
    expect(notes).toEqual([expect.stringMatching(/^The rule broken \(rules\.yml\) is not run: /)]);
  });
});

describe('a rule of the maintainers', () => {
  const judged = (rule: string, text: string) =>
    judge({ 'a.js': text }, { rules: `rules:\n  - { languages: [js], severity: ERROR, ${rule} }\n` });

  it('[T82] whose pattern is nested without end is a note', async () => {
    for (const depth of [700, 1500, 3000, 20_000]) {
      const deep = `${'f('.repeat(depth)}${')'.repeat(depth)}`;
      const { notes } = await judged(`id: deep, message: X., pattern: '${deep}'`, 'f();\n');
      if (depth > 10_000)
        expect(notes).toEqual([expect.stringMatching(/^The rule deep .* nested too deeply\.$/)]);
    }
  });

  it('[T82] whose message repeats a value without end is told cut', async () => {
    const { observations } = await judged(
      `id: x, message: '${'$X'.repeat(100_000)}', pattern: f($X)`,
      'f(1);\n',
    );
    expect(observations[0]?.message).toHaveLength(1000);
  });

  it('[T82] whose fix takes too long offers none, and tells all that it found', async () => {
    const rule = `id: x, message: X., pattern: f($X), fix-regex: { regex: '(a|a)*!', replacement: b }`;
    const { observations } = await judged(rule, `f("${'a'.repeat(45)}");\n`.repeat(100));
    expect(observations).toHaveLength(100);
    expect(observations.some(({ fix }) => fix)).toBe(false);
  });

  it('[T82] whose fix repeats most of the file offers none', async () => {
    const { observations } = await judged(
      `id: x, message: X., pattern: f($X), fix: g($X)`,
      `f("${'a'.repeat(20_000)}");f(1);\n`,
    );
    expect(observations.map(({ fix }) => fix?.length)).toEqual([undefined, 1]);
  });
});

describe('a file', () => {
  it('that parses in part is judged where it parses, and that is said once', async () => {
    const text = 'shout(1);\nconst = = 3;\nshout(2);\n) ) ) (;\nshout(3);\n';
    const { observations, failed, notes } = await judge({ 'a.js': text });
    expect(observations.map(({ at }) => at.line)).toContain(1);
    expect(failed.size).toBe(0);
    expect(notes).toEqual([
      expect.stringMatching(/^security matched a\.js as far as it could be parsed, and not at line \d/),
    ]);
  });

  it('that the change leaves alone where it does not parse is told nothing of that', async () => {
    const base = { 'a.js': 'const = = 3;\nconst a = 1;\n' };
    const head = { 'a.js': 'const = = 3;\nconst a = 1;\nshout(1);\n' };
    const { observations, notes } = await judge(head, { base, hunks: { 'a.js': [[3, 1]] } });
    expect(observations.map(({ at }) => at.line)).toEqual([3]);
    expect(notes).toEqual([]);
  });

  it('[T82] nested 100,000 deep is failed or judged, and never the end of the others', async () => {
    const deep = `shout(${'['.repeat(100_000)}1${']'.repeat(100_000)});\n`;
    const { observations, failed } = await judge({ 'a.js': deep, 'b.js': 'shout(1);\n' });
    expect(failed.get(repoPath('a.js'))).toMatch(/nested too deeply/);
    expect(observations.map(({ at }) => at.path)).toContain('b.js');
  });

  it('of one very long line is judged', async () => {
    const { observations, failed } = await judge({ 'a.js': `${'f(1);'.repeat(20_000)}shout(1);\n` });
    expect(failed.size).toBe(0);
    expect(observations.at(-1)?.rule).toBe('security/no-shout');
  });

  it('[T82] on which an expression runs without end is failed, by the name of the rule', async () => {
    const rules = `
rules:
  - { id: endless, languages: [regex], severity: ERROR, message: X., pattern-regex: '(?:a+)+b' }
  - { id: right, languages: [js], severity: ERROR, message: X., pattern: x() }
`;
    const { observations, failed } = await judge({ 'a.js': `x();\n// ${'a'.repeat(60)}\n` }, { rules });
    expect(failed.get(repoPath('a.js'))).toMatch(/^endless took too long on it: /);
    expect(observations.map(({ rule }) => rule)).toEqual(['security/right']);
  });
});
