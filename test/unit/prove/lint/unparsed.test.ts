/** Files that do not parse: blocked when that is certain, named when it is not. */
import { describe, expect, it } from 'vitest';
import { changeOf, type Files } from '../../../support/trees.ts';
import { judgeChange } from './judging.ts';

const BROKEN = 'export const a = 1;\nexport const b = ;\n';

async function verdicts(base: Files, head: Files) {
  const { observations, failed } = await judgeChange(await changeOf(base, head));
  expect([...failed]).toEqual([]);
  return observations.map(({ rule, wholeFile }) => ({ rule, wholeFile }));
}

const ERROR = [{ rule: 'lint/syntax-error', wholeFile: true }];
const UNREAD = [{ rule: 'lint/unread-syntax', wholeFile: true }];

describe('a file that does not parse', () => {
  it.each([
    'a.js',
    'a.mjs',
    'a.cjs',
    'a.jsx',
    'a.ts',
    'a.mts',
    'a.cts',
    'a.tsx',
    'test/a.test.js',
    'src/errors/a.ts',
    'templates/a.js',
  ])('blocks when it is added as %s', async (name) =>
    expect(await verdicts({}, { [name]: BROKEN })).toEqual(ERROR),
  );

  it('is pointed at where the parser stopped', async () => {
    const { observations } = await judgeChange(await changeOf({}, { 'a.js': BROKEN }));
    expect(observations[0]?.at).toMatchObject({ line: 2, column: 18 });
    expect(observations[0]?.message).toMatch(/does not parse/);
  });

  it('blocks when the base parsed, wherever it lies and whatever it holds', async () => {
    const path = 'test/fixtures/a.js';
    expect(await verdicts({ [path]: 'export const a = 1;' }, { [path]: BROKEN })).toEqual(ERROR);
    expect(await verdicts({ 'a.js': 'a();' }, { 'a.js': 'a({{ name }});' })).toEqual(ERROR);
  });

  it('is told by the origin of a renamed file', async () => {
    const change = await changeOf({ 'old.js': 'a();' }, { 'fixtures/new.js': BROKEN });
    const files = change.files
      .filter(({ head }) => head)
      .map((file) => ({ ...file, origin: 'old.js' as typeof file.path }));
    const { observations } = await judgeChange({ ...change, files });
    expect(observations.map(({ rule }) => rule)).toEqual(['lint/syntax-error']);
  });

  it.each([
    ['placeholders of EJS', 'a.js', 'const a = <%= name %>;'],
    ['placeholders of Handlebars', 'a.js', 'const a = {{ name }};'],
    ['placeholders of Jinja', 'a.ts', '{% if a %}\nconst a = 1;\n{% endif %}'],
    ['a fixture', 'test/fixtures/a.js', BROKEN],
    ['a fixture in a folder of Jest', '__fixtures__/a.ts', BROKEN],
    ['an input of a compiler under test', 'test/cases/parsing/a.js', BROKEN],
    ['a broken file among tests', 'test/loader/fail.js', BROKEN],
    ['a proposal that is newer than the parser', 'a.js', "import source wasm from './a.wasm';\nwasm();\n"],
    ['a name that says so', 'test/syntax-error.js', BROKEN],
    [
      'Flow that no parser here knows',
      'a.js',
      '// @flow\nopaque type A: string = string;\nexport type { A };\n',
    ],
    ['a Qt translation', 'de.ts', '<?xml version="1.0"?>\n<!DOCTYPE TS>\n<TS></TS>'],
    ['a video', 'a.ts', Buffer.from([0x47, 0x40, 0x00, 0xff, 0x00, 0xb0])],
    ['a pointer of Git LFS', 'a.js', 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 3\n'],
  ])('does not block when it may be meant so: %s', async (_, name, text) => {
    expect(await verdicts({}, { [name]: text })).toEqual(UNREAD);
  });

  it('[T82] is not excused by newer syntax that stands in a comment', async () => {
    const comment = '/*\nimport source a from "b";\nimport.defer(\n*/\n';
    expect(await verdicts({}, { 'a.js': comment + BROKEN })).toEqual(ERROR);
  });

  it('says what a merge conflict left behind', async () => {
    const text = '<<<<<<< ours\nconst a = 1;\n=======\nconst a = 2;\n>>>>>>> theirs\n';
    const { observations } = await judgeChange(await changeOf({}, { 'a.ts': text }));
    expect(observations).toMatchObject([
      { rule: 'lint/syntax-error', hint: expect.stringContaining('merge') },
    ]);
  });
});

describe('types in a JavaScript file', () => {
  const typed = 'export const f = (a: number): number => a;';

  it('warn when the file is new', async () => {
    expect(await verdicts({}, { 'a.js': typed })).toEqual([
      { rule: 'lint/types-in-javascript', wholeFile: true },
    ]);
  });

  it('block when the file was plain JavaScript', async () => {
    expect(await verdicts({ 'a.js': 'export const f = (a) => a;' }, { 'a.js': typed })).toEqual(ERROR);
  });

  it.each([
    ['a pragma', {}, `// @flow\n${typed}`],
    ['a pragma below a licence', {}, `/**\n * Licence.\n * @flow strict\n */\n${typed}`],
    ['a repository set up for Flow', { 'app/.flowconfig': '' }, typed],
    ['a base that had them', { 'a.js': 'export const b: number = 1;' }, typed],
  ])('are silent with %s', async (_, base: Files, text) => {
    expect(await verdicts(base, { ...base, 'a.js': text })).toEqual([]);
  });
});
