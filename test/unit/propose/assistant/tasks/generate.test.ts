import { describe, expect, it } from 'vitest';
import { generate } from '../../../../../src/propose/assistant/tasks/generate.ts';
import { ask as runStage } from '../../../../support/asking.ts';
import { askTask, partOf } from '../../../../support/task-pieces.ts';
import type { Files } from '../../../../support/trees.ts';

const BASE = { 'src/old.js': 'old();\n', 'test/old.test.js': 'old();\n', 'package.json': '{}\n' };
const HEAD = { ...BASE, 'src/a.js': 'a();\n', 'src/b.js': 'b();\n' };

const ask = (text: string, more: Partial<Parameters<typeof askTask>[1]> = {}) =>
  askTask(generate, { base: BASE, head: HEAD, instructions: [text], ...more });
const placesOf = async (text: string, more: Partial<Parameters<typeof askTask>[1]> = {}) =>
  (await ask(text, more)).map((asked) => partOf(asked, 'places').split('\n'));

describe('what is asked for an instruction', () => {
  it('is nothing without one', async () => {
    expect(await askTask(generate, { base: BASE, head: HEAD })).toEqual([]);
  });

  it('shows it apart from the code, which is what the change touches', async () => {
    const [asked, ...rest] = await ask('add a limit');
    expect(rest).toEqual([]);
    expect(asked && partOf(asked, 'instruction')).toBe('add a limit');
    expect(asked && partOf(asked, 'places')).toBe(
      'place 1: file src/a.js, lines 1 to 1\nplace 2: file src/b.js, lines 1 to 1',
    );
    expect(asked?.sheet?.request).toContain('It takes no new files. It takes no tests.');
  });

  it.each(['rename it in src/b.js', 'rename it in `src/b.js`.', 'in (src/b.js) rename'])(
    'is about the files that it names alone: %s',
    async (text) => {
      expect(await placesOf(text)).toEqual([['place 1: file src/b.js, lines 1 to 1']]);
    },
  );

  it('shows a file that the change does not touch only to read', async () => {
    expect(await placesOf('as src/old.js does')).toEqual([
      ['place 1: file src/old.js, lines 1 to 1, only to read'],
    ]);
  });

  it('is counted where nothing of what it names may be shown', async () => {
    for (const text of ['mend package.json', 'mend test/old.test.js'])
      expect((await ask(text)).map(({ sheet }) => sheet)).toEqual([null]);
  });

  it('may be about tests where the policy lets it write them', async () => {
    const policy = { allow: ['tests', 'new-files'] } as const;
    const [asked] = await ask('mend test/old.test.js', { policy });
    expect(asked && partOf(asked, 'places')).toContain('test/old.test.js');
    expect(asked?.sheet?.request).toContain('It may take new files. It may take tests.');
  });

  it('is several questions of at most 200 lines where there is much code', async () => {
    const files: Files = Object.fromEntries(
      [300, 20, 20, 100].map((lines, at) => [
        `src/f${at}.js`,
        `import x from 'x';\n${'f();\n'.repeat(lines - 1)}`,
      ]),
    );
    const asked = await askTask(generate, { head: files, instructions: ['do it'] });
    const shown = asked.map(({ sheet }) =>
      (sheet?.parts ?? [])
        .filter(({ tag }) => tag.startsWith('place-'))
        .flatMap(({ text }) => text.trimEnd().split('\n')),
    );
    expect(shown.length).toBeGreaterThan(1);
    for (const lines of shown) expect(lines.length).toBeLessThanOrEqual(200);
    const all = asked.map((one) => partOf(one, 'places')).join('\n');
    for (const path of Object.keys(files)) expect(all).toContain(path);
    expect(asked.map(({ sheet }) => /part \d of \d/.exec(sheet?.request ?? '')?.[0])).toEqual(
      asked.map((_, at) => `part ${at + 1} of ${asked.length}`),
    );
  });

  it('is at most five questions, and what is left is counted', async () => {
    const head = { 'src/a.js': 'a();\n'.repeat(2000) };
    const asked = await askTask(generate, { head, instructions: ['do it'] });
    expect(asked.map(({ sheet }) => sheet !== null)).toEqual([true, true, true, true, true, false]);
    expect(asked[4]?.sheet?.request).toContain('part 5 of 14');
  });

  it('is nothing where the policy leaves the task out, and that is said', async () => {
    const instructions = [{ text: 'do it', by: 'ada', url: '' }];
    const { questions, notes } = await runStage({ head: HEAD, instructions, policy: { tasks: ['fix'] } });
    expect([questions, notes]).toEqual([[], [expect.stringContaining('no instruction was followed')]]);
  });

  it('shows less where less is asked for', async () => {
    const head = { 'src/a.js': 'a();\n'.repeat(150) };
    const [asked] = await askTask(generate, {
      head,
      instructions: ['x'],
      extent: { lines: 80, findings: 1 },
    });
    expect((asked?.sheet?.to ?? 0) - (asked?.sheet?.from ?? 0)).toBeLessThan(80);
  });
});

describe('what becomes of its reply', () => {
  const reply = { summary: 'Limit it', confidence: 'high', edits: [] as unknown[], files: [] as unknown[] };
  const edit = { place: 1, find: 'a();', replace: 'a(1);' };
  const file = { path: 'src/c.js', text: 'c();\n\n' };
  const created = { path: 'src/c.js', start: 0, end: 0, expect: '', replace: 'c();\n', creates: true };

  it('is one offer of edits and files', async () => {
    const [asked] = await ask('do it');
    const read = (more: object) => asked?.read({ ...reply, ...more });
    expect(await read({ edits: [edit] })).toMatchObject({ patch: [{ path: 'src/a.js' }], stated: 'high' });
    expect(await read({ files: [file] })).toMatchObject({ title: 'Limit it', patch: [created] });
    expect(await read({ edits: [edit], files: [file] })).toMatchObject({
      patch: [{ path: 'src/a.js' }, created],
    });
    expect(await read({})).toEqual({ kind: 'declined' });
  });

  it('is nothing at all when one edit of it does not fit', async () => {
    const [asked] = await ask('do it');
    const wrong = { ...reply, edits: [{ ...edit, place: 9 }], files: [file] };
    expect(await asked?.read(wrong)).toMatchObject({ kind: 'discarded' });
    const [other] = await ask('as src/old.js does');
    const only = { ...reply, edits: [{ ...edit, find: 'old();' }] };
    expect(await other?.read(only)).toMatchObject({ kind: 'discarded' });
  });
});
