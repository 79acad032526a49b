import { expect, it } from 'vitest';
import { compilePattern } from '../../../../../src/kit/match/pattern/compile.ts';
import type { TreeLanguage } from '../../../../../src/kit/match/rule.ts';

const READ: readonly [TreeLanguage, string, string][] = [
  ['javascript', 'function ... ($REQ, ...) { ... }', 'func'],
  ['javascript', '<$EL a={...} ... />', 'jsx'],
  ['javascript', 'for (...) { ... }', 'for'],
  ['javascript', 'Query: { ... }', 'pair'],
  ['javascript', 'Query: { $M(a) { ... } }', 'pair'],
  ['javascript', '`...${$X}...`', 'tmpl'],
  ['typescript', '($X: Request).query', 'dot'],
  ['typescript', '@Controller(...)\nclass $C { ... }', 'class'],
  ['python', '{..., $K: ..., ...}', 'object'],
  ['python', '{... for ... in ...}', 'comprehension'],
  ['python', '@$D(...)\ndef $F(..., $X=[], ...): ...', 'func'],
  ['python', 'f"...{$X}..."', 'tmpl'],
  ['python', '<... $X.y ...>', 'deep'],
  ['java', '$T $M(..., @A(...) String $X, ...) { ... }', 'func'],
  ['java', '(a.B<$T> $X) = ...;', 'assign'],
  ['java', 'class $C { ... }', 'class'],
  ['java', '@A(..., key = $V, ...)\n$T $M(...) { ... }', 'func'],
  ['go', 'func $F(..., $W http.ResponseWriter, ...) { ... }', 'func'],
  ['go', 'http.Cookie{..., Secure: true, ...}', 'composite'],
  ['go', '... = f(...)', 'assign'],
];

it.each(READ)('reads %s: %s', async (language, text, kind) => {
  expect((await compilePattern(text, language))?.parts.map((part) => part.kind)).toEqual([kind]);
});

it('has no reading for what is no code', async () => {
  expect(await compilePattern('f(((', 'java')).toBeNull();
});

it('knows the words that any match holds, in names only', async () => {
  expect((await compilePattern('a.b($X, "c-d", (T $Y))', 'java'))?.words).toEqual(['a', 'b']);
  expect((await compilePattern('$A.$where($X)', 'javascript'))?.words).toEqual(['where']);
});

it('has no reading for a string whose expression cannot be run', async () => {
  expect(await compilePattern('f("=~/(/")', 'python')).toBeNull();
  expect(await compilePattern('f("=~/a+/")', 'python')).not.toBeNull();
});

it('knows what it binds to nodes, and what to text', async () => {
  const made = await compilePattern('$X.f("$Y", $...REST, `a${$Z}`, /$RE/)', 'javascript');
  expect(made?.variables.toSorted()).toEqual(['"$RE', '"$Y', '$...REST', '$X', '$Z']);
});
