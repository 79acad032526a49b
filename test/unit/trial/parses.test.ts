/** What no validator reads still has to parse after a patch. */
import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import { stillParses } from '../../../src/trial/parses.ts';

const PYTHON = 'import os\n\n\ndef pick(names):\n    return names[0]\n';
const [py, go, java] = [repoPath('a.py'), repoPath('a.go'), repoPath('A.java')];

describe('syntax that a patch leaves', () => {
  it.each([
    ['an import without an end', 'import (os'],
    ['a condition without a colon', 'if x in y print(1)'],
    ['a bracket too many', 'import os)'],
    ['a text without an end', 'x = "'],
  ])('is seen to break in Python by %s', async (_, line) => {
    expect(await stillParses(py, PYTHON, PYTHON.replace('import os', line))).toBe(false);
  });

  it('may be any that the language has', async () => {
    const after = 'match os.name:\n    case [x, *_] if (y := f"{x!r:>{2}}"):\n        print(y)\n';
    expect(await stillParses(py, PYTHON, after)).toBe(true);
  });

  it('is seen to break in Go and Java', async () => {
    expect(await stillParses(go, 'package a\n', 'package a\n\nfunc f( {}\n')).toBe(false);
    expect(await stillParses(go, 'package a\n', 'package a\n\nfunc f() {}\n')).toBe(true);
    expect(await stillParses(java, 'class A {}\n', 'class A { int f( }\n')).toBe(false);
    expect(await stillParses(java, 'class A {}\n', 'class A { int f; }\n')).toBe(true);
  });

  it('is nothing new where it was broken before', async () => {
    expect(await stillParses(py, 'def f(:\n', 'def g(:\n')).toBe(true);
  });

  it('is left to the validator where there is one', async () => {
    expect(await stillParses(repoPath('a.ts'), '', '(')).toBe(true);
  });

  it('is broken where it is nested too deeply to be read', async () => {
    expect(await stillParses(py, PYTHON, '('.repeat(100_000))).toBe(false);
  });
});
