import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../../../src/domain/path.ts';
import type { Finding } from '../../../../../src/domain/finding.ts';
import { refactor } from '../../../../../src/propose/assistant/tasks/refactor.ts';
import { askTask, partOf } from '../../../../support/task-pieces.ts';
import { findingOf } from '../../../../support/report.ts';

const SUM = [
  'export function sum(list) {',
  '  let all = 0;',
  '  for (const one of list) all += one;',
  '  return all;',
  '}',
];
const lines = (...all: string[]) => `${all.join('\n')}\n`;
const filler = (count: number) => Array.from({ length: count }, (_, at) => `line${at}();`);

/** A copy in src/b.js from line `line`, of what stands in `other` from line `from`. */
function copied(line: number, other: string, from: number): Finding {
  const place = { path: repoPath(other), line: from, column: 1, endLine: from + 4, endColumn: 2 };
  return findingOf({
    rule: 'duplication/verbatim-copy',
    path: 'src/b.js',
    at: [line, 1, line + 4, 2],
    severity: 'warning',
    related: [{ ...place, note: 'What it repeats: `sum`' }],
  });
}

const A = lines("import x from 'x';", '', ...SUM);
const B = lines("import y from 'y';", '', ...SUM.map((line) => line.replace('sum', 'total')));
const HEAD = { 'src/a.js': A, 'src/b.js': B };

describe('what is asked about a copy', () => {
  it('shows it and what it repeats, each in its numbered place with its imports', async () => {
    const [asked, ...rest] = await askTask(refactor, { head: HEAD, findings: [copied(3, 'src/a.js', 3)] });
    expect(rest).toEqual([]);
    expect(asked?.sheet).toMatchObject({ path: 'src/b.js', from: 1, to: 7 });
    expect(asked && partOf(asked, 'places')).toBe(
      'place 1: file src/b.js, lines 1 to 7\nplace 2: file src/a.js, lines 1 to 7',
    );
    expect(asked && [partOf(asked, 'place-1'), partOf(asked, 'place-2')]).toEqual([B, A]);
    expect(asked?.sheet?.request).toContain('duplication/verbatim-copy');
  });

  it('says of code that the change does not touch that it is only to read', async () => {
    const base = { 'src/a.js': A };
    const [asked] = await askTask(refactor, { base, head: HEAD, findings: [copied(3, 'src/a.js', 3)] });
    expect(asked && partOf(asked, 'places')).toContain('place 2: file src/a.js, lines 1 to 7, only to read');
  });

  it('leaves out what stands between the imports and the copies', async () => {
    const far = lines("import x from 'x';", ...filler(300), ...SUM, ...filler(300), ...SUM, ...filler(300));
    const head = { 'src/b.js': far };
    const [asked] = await askTask(refactor, { head, findings: [copied(607, 'src/b.js', 302)] });
    expect(asked && partOf(asked, 'places').split('\n')).toEqual([
      'place 1: file src/b.js, lines 1 to 1',
      'place 2: file src/b.js, lines 282 to 326',
      'place 3: file src/b.js, lines 587 to 631',
    ]);
    expect(asked?.sheet).toMatchObject({ from: 587, to: 631 });
  });

  it.each<[string, Partial<Finding>]>([
    ['that is not new', { standing: 'baseline' }],
    ['that is only a note', { severity: 'note' }],
    ['in a test', { at: { ...copied(3, 'src/a.js', 3).at, path: repoPath('test/b.test.js') } }],
    ['of a test', copied(3, 'test/a.test.js', 3)],
    ['of nothing that is told', { related: [] }],
    [
      'that stands in many more places',
      { related: Array.from({ length: 4 }, () => ({ ...copied(3, 'src/a.js', 3).at, note: '' })) },
    ],
    ['that is none', { validator: 'lint' }],
  ])('is nothing about one %s', async (_name, more) => {
    expect(
      await askTask(refactor, { head: HEAD, findings: [{ ...copied(3, 'src/a.js', 3), ...more }] }),
    ).toEqual([]);
  });

  it('is nothing where the policy protects what would be shown', async () => {
    const scene = { head: HEAD, findings: [copied(3, 'src/a.js', 3)] };
    for (const glob of ['src/a.js', 'src/b.js'])
      expect(await askTask(refactor, { ...scene, protects: [glob] })).toEqual([]);
  });

  it('is nothing that would show more than it may', async () => {
    const findings = [copied(3, 'src/a.js', 3)];
    const extent = { lines: 10, findings: 1 };
    expect((await askTask(refactor, { head: HEAD, findings, extent }))[0]?.sheet).toBeNull();
    expect((await askTask(refactor, { head: { 'src/b.js': B }, findings }))[0]?.sheet).toBeNull();
  });
});

describe('what becomes of its reply', () => {
  const finding = copied(3, 'src/a.js', 3);
  const calls = {
    place: 1,
    find: lines(...SUM).replace('sum', 'total'),
    replace: "export { sum as total } from './a.js';\n",
  };
  const reply = (...edits: unknown[]) => ({ summary: 'Call sum', confidence: 'high', edits });

  it('is one offer over both files', async () => {
    const [asked] = await askTask(refactor, { head: HEAD, findings: [finding] });
    const other = { place: 2, find: "import x from 'x';", replace: '' };
    expect(await asked?.read(reply(calls, other))).toMatchObject({
      kind: 'offer',
      title: 'Call sum',
      stated: 'high',
      addresses: [finding],
      patch: [
        { path: 'src/b.js', start: 20 },
        { path: 'src/a.js', start: 0 },
      ],
    });
  });

  it('is nothing where it edits what was only to read, or was not shown', async () => {
    const scene = { base: { 'src/a.js': A }, head: HEAD, findings: [finding] };
    const [asked] = await askTask(refactor, scene);
    for (const place of [2, 3, 0, -1, 1.5]) {
      const edit = { place, find: 'let all = 0;', replace: 'let all = 1;' };
      expect(await asked?.read(reply(calls, edit))).toMatchObject({ kind: 'discarded' });
    }
  });

  it('may be that the copies are better left', async () => {
    const [asked] = await askTask(refactor, { head: HEAD, findings: [finding] });
    expect(await asked?.read(reply())).toEqual({ kind: 'declined' });
  });
});
