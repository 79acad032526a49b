import { describe, expect, it } from 'vitest';
import { functionsAdded } from '../../../../../../src/propose/assistant/tasks/tests/added.ts';
import { changeOf, type Files } from '../../../../../support/trees.ts';

/** The names of what a change adds. */
async function added(base: Files, head: Files, hunks: Record<string, [number, number][]> = {}) {
  const change = await changeOf(base, head, hunks);
  const all = await Promise.all(change.files.map((file) => functionsAdded(file, change)));
  return all.flat().map(({ owner, name, line, endLine }) => [`${owner}.${name}`, line, endLine]);
}

const f = (name: string, head = 'export function') => `${head} ${name}(a) {\n  a += 1;\n  return a;\n}\n`;

describe('functions that a change adds', () => {
  it('are those that other code can reach', async () => {
    const text = `${f('open')}${f('closed', 'function')}export class C {\n  m(a) {\n    return a;\n  }\n}\n`;
    expect(await added({}, { 'a.ts': text })).toEqual([
      ['.open', 1, 4],
      ['C.m', 10, 12],
    ]);
  });

  it.each([
    ['a.py', 'def f(a):\n    b = a\n    return b\n\ndef _g(a):\n    b = a\n    return b\n'],
    [
      'a.go',
      'package p\n\nfunc F(a int) int {\n\ta++\n\treturn a\n}\n\nfunc g(a int) int {\n\ta++\n\treturn a\n}\n',
    ],
  ])('are told in %s as well', async (path, text) => {
    const names = (await added({}, { [path]: text })).map(([name]) => String(name).toLowerCase());
    expect(names).toContain('.f');
    expect(names).not.toContain('.g');
  });

  it('are not those that it edits, moves down or touches at one line', async () => {
    const before = f('known');
    expect(await added({ 'a.ts': before }, { 'a.ts': `// x\n${before}` }, { 'a.ts': [[1, 1]] })).toEqual([]);
    expect(await added({ 'a.ts': before }, { 'a.ts': before.replace('+= 1', '+= 2') })).toEqual([]);
    expect(await added({}, { 'a.ts': f('old') }, { 'a.ts': [[2, 1]] })).toEqual([]);
  });

  it('are none in what is too small, no code, or gone', async () => {
    expect(await added({}, { 'a.ts': 'export function f() { return 1; }\n', 'b.md': f('x') })).toEqual([]);
    expect(await added({ 'a.ts': f('f') }, {})).toEqual([]);
  });
});
