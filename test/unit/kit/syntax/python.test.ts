import { describe, expect, it } from 'vitest';
import { exportLines, importLines } from './facts-text.ts';

type Case = [source: string, ...lines: string[]];
const given = (lines: unknown[]) => lines.filter((line) => typeof line === 'string');

describe('imports of Python', () => {
  const cases: Case[] = [
    ['import a', 'static a *>a'],
    ['import a.b', 'static a.b *>a'],
    ['import a.b as c, d', 'static a.b *>c', 'static d *>d'],
    ['from a import b, c as d', 'static a b c>d'],
    ['from a.b import (\n  c,  # why\n  d,\n)', 'static a.b c d'],
    ['from . import a', 'static . a'],
    ['from ..a import b', 'static ..a b'],
    ['from .... import a', 'static .... a'],
    ['from a import *', 'static a *'],
    ['from __future__ import annotations', 'static __future__ annotations'],
    ["__import__('a')", 'dynamic a'],
    ["importlib.import_module('a.b')", 'dynamic a.b'],
    [
      "from importlib import import_module\nimport_module('a')",
      'static importlib import_module',
      'dynamic a',
    ],
    ["importlib.import_module('..a', package=__package__)", 'dynamic ..a'],
    ["importlib.import_module('.a', package=other)"],
    ["importlib.import_module(f'a{b}')"],
    ["importlib.import_module('a' 'b')"],
    ["loader.import_module('a')"],
    ["# import a\n'import b'"],
    ['def f():\n  import a', 'static a *>a'],
    ['import \u{1f600}\ns = 1'],
  ];
  it.each(cases)('%j', async (source, ...lines) => {
    expect(await importLines('python', source)).toEqual(given(lines));
  });
});

describe('imports of Python that may fail', () => {
  const cases: Case[] = [
    ['try:\n  import a\nexcept ImportError:\n  import b', 'static a *>a guarded', 'static b *>b guarded'],
    ['try:\n  import a\nexcept (KeyError, ModuleNotFoundError) as e: pass', 'static a *>a guarded'],
    [
      'try:\n  import a\nexcept Exception: pass\nelse:\n  import b',
      'static a *>a guarded',
      'static b *>b guarded',
    ],
    ['try:\n  import a\nexcept:\n  pass', 'static a *>a guarded'],
    ['try:\n  import a\nexcept KeyError:\n  import b', 'static a *>a', 'static b *>b'],
    ['try:\n  pass\nfinally:\n  import a', 'static a *>a'],
    ['if TYPE_CHECKING:\n  from a import B', 'type a B guarded'],
    ['if typing.TYPE_CHECKING:\n  import a\nelse:\n  import b', 'type a *>a guarded', 'static b *>b guarded'],
    [
      'if sys.version_info >= (3, 11):\n  import a\nelif x:\n  import b',
      'static a *>a guarded',
      'static b *>b guarded',
    ],
    ["if sys.platform == 'win32': import a", 'static a *>a guarded'],
    ["if os.name == 'nt': import a", 'static a *>a guarded'],
    ['with contextlib.suppress(ImportError):\n  import a', 'static a *>a guarded'],
    ['if debug:\n  import a', 'static a *>a'],
  ];
  it.each(cases)('%j', async (source, ...lines) => {
    expect(await importLines('python', source)).toEqual(given(lines));
  });
});

describe('exports of Python', () => {
  const cases: Case[] = [
    ['def f(): pass\nasync def g(): pass', 'function f', 'function g'],
    ['class A:\n  b = 1\n  def c(self): pass', 'class A'],
    ['@d\n@e\ndef f(): pass', 'function f'],
    ['a, (b, *c) = d = 1', 'variable a', 'variable b', 'variable c', 'variable d'],
    ['a: int = 1\nb: str', 'variable a', 'variable b'],
    ['a.b = 1\na[0] = 2'],
    ['type A[B] = list[B]', 'type A'],
    ['if x:\n  a = 1\nelse:\n  def b(): pass', 'variable a', 'function b'],
    ['try:\n  a = 1\nexcept E:\n  b = 1\nfinally:\n  c = 1', 'variable a', 'variable b', 'variable c'],
    ['def f():\n  a = 1', 'function f'],
    ['__all__ = [\'a\', "b"] + x.__all__', 're-export a', 're-export b'],
    [
      "__all__ += ('a',)\n__all__.extend(['b'])\n__all__.append('c')",
      're-export a',
      're-export b',
      're-export c',
    ],
  ];
  it.each(cases)('%j', async (source, ...lines) => {
    expect(await exportLines('python', source)).toEqual(given(lines));
  });
});
