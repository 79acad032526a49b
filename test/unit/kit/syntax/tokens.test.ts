import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/kit/syntax/language.ts';
import { tokensOf } from '../../../../src/kit/syntax/parse.ts';

async function kinds(language: Language, text: string): Promise<string[]> {
  return (await tokensOf(text, language)).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
}

describe('tokens', () => {
  it('tells names, keywords, numbers and punctuation apart', async () => {
    expect(await kinds('javascript', 'let $a = this.b?.c + 0x1f; // d')).toEqual([
      'keyword let',
      'name $a',
      'punctuation =',
      'keyword this',
      'punctuation .',
      'name b',
      'punctuation ?.',
      'name c',
      'punctuation +',
      'number 0x1f',
      'punctuation ;',
      'comment // d',
    ]);
  });

  it('keeps a string whole', async () => {
    expect(await kinds('java', 'class A { String s = "a\\n"; }')).toContain('string "a\\n"');
    expect(await kinds('go', 'package a\nvar s = `b\nc`')).toContain('string `b\nc`');
    expect(await kinds('python', "s = rb'\\x'")).toContain("string rb'\\x'");
    expect(await kinds('javascript', 'a = /b[/]/g')).toContain('string /b[/]/g');
  });

  it('reads the code inside a string as code', async () => {
    expect(await kinds('javascript', '`a\\n${b}c`')).toEqual([
      'string `a\\n',
      'punctuation ${',
      'name b',
      'punctuation }',
      'string c`',
    ]);
    expect(await kinds('python', "f'a{b}'")).toEqual([
      "string f'a",
      'punctuation {',
      'name b',
      'punctuation }',
      "string '",
    ]);
  });

  it('covers a file without gaps other than white space, in order', async () => {
    const text =
      '#!/usr/bin/env node\nconst é = `x${{ a: [1, "\u{1f600}"] }}`; /* c */ export { é as "e" }\n';
    let at = 0;
    for (const { start, end } of await tokensOf(text, 'javascript')) {
      expect(text.slice(at, start).trim()).toBe('');
      expect(end).toBeGreaterThan(start);
      at = end;
    }
    expect(text.slice(at).trim()).toBe('');
  });
});
