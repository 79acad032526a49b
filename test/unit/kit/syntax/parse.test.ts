import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/kit/syntax/language.ts';
import { factsOf, tokensOf, withTree } from '../../../../src/kit/syntax/parse.ts';

const LANGUAGES: Language[] = ['javascript', 'jsx', 'typescript', 'tsx', 'python', 'java', 'go'];
const DEEP = 100_000;

const nested = (open: string, middle: string, close: string) =>
  open.repeat(DEEP) + middle + close.repeat(DEEP);

describe('places', () => {
  it('counts UTF-16 units, also after characters beyond the basic plane', async () => {
    const text = `const a = '\u{1f600}\u{1d4b3}é'; /* \u{1f469}\u200d\u{1f4bb} */ import { b } from '\u{1f600}/x';`;
    const [fact] = (await factsOf(text, 'javascript')).imports;
    expect(fact?.specifier).toBe('\u{1f600}/x');
    expect(fact?.start).toBe(text.indexOf('\u{1f600}/x'));
    expect(text.slice(fact?.names[0]?.span.start, fact?.names[0]?.span.end)).toBe('b');
  });

  it('gives columns in UTF-16 units', async () => {
    const columns = await withTree('\u{1f600} = a', 'python', (tree) =>
      tree.rootNode.descendantsOfType('identifier').map((node) => node.startPosition.column),
    );
    expect(columns).toEqual([5]);
  });

  it('takes lone surrogates and NUL characters for text', async () => {
    const text = "import a from 'x'; '\ud83d'; '\0'; import b from 'y'";
    const { imports } = await factsOf(text, 'javascript');
    expect(imports.map((fact) => fact.specifier)).toEqual(['x', 'y']);
  });
});

describe('text that does not parse', () => {
  it('names the first place that cannot be read', async () => {
    const text = 'const a = 1;\nconst b = (;\nconst c = );';
    const { error } = await factsOf(text, 'javascript');
    expect(text.slice(0, error?.start).split('\n')).toHaveLength(2);
  });

  it('says nothing of text that it can read', async () => {
    expect((await factsOf('const a = 1', 'typescript')).error).toBeNull();
    expect((await factsOf('', 'go')).error).toBeNull();
  });

  it('does not take syntax that is news to the grammar for an error', async () => {
    const text = "export type * from 'x'\nimport defer * as y from 'y'\n";
    expect((await factsOf(text, 'typescript')).error).toBeNull();
    expect((await factsOf(`${text}let = ;`, 'typescript')).error?.start).toBeGreaterThan(text.length);
  });

  it('keeps what it can read before and after', async () => {
    const { imports, error } = await factsOf(
      "import a from 'a'\nconst = ;\nimport b from 'b'\n",
      'javascript',
    );
    expect(imports.map((fact) => fact.specifier)).toEqual(['a', 'b']);
    expect(error).not.toBeNull();
  });
});

describe('hostile text', () => {
  const cases: [title: string, language: Language, text: string][] = [
    ['brackets', 'javascript', nested('[', '', ']')],
    ['open brackets', 'typescript', '['.repeat(DEEP)],
    ['blocks that declare require', 'javascript', nested("{var require;require('a');", '', '}')],
    ['calls of require', 'javascript', nested('require(', "'a'", ')')],
    ['calls of require with literals', 'javascript', nested("require('a',", 'b', ')')],
    ['patterns', 'javascript', `let ${nested('[require,', 'a', ']')} = b`],
    ['try blocks', 'javascript', nested("try{require('a');", '', '}catch{}')],
    ['promises', 'javascript', nested("import('a').then(()=>", '1', ')')],
    ['templates', 'tsx', nested('`${', 'a', '}`')],
    ['elements', 'tsx', nested('<a>', '', '</a>')],
    ['type assertions without end', 'typescript', nested('<a>', '', '</a>')],
    ['namespaces', 'typescript', nested("namespace a{export type*from'b';", '', '}')],
    ['tuples', 'python', `${nested('(a,', 'b', ')')} = c\n`],
    ['chained assignments', 'python', `${'a='.repeat(DEEP)}1\n`],
    ['f-strings', 'python', 'f"{'.repeat(DEEP)],
    ['except clauses', 'python', `try:\n import a\n${'except ImportError:\n import b\n'.repeat(DEEP)}`],
    ['list entries', 'python', `__all__ = [${"'a',".repeat(DEEP * 3)}]\n`],
    ['classes', 'java', nested('class A{', '', '}')],
    ['blocks', 'go', `package a\nfunc f(){${nested('{', '', '}')}}`],
    ['a line of 1 MB', 'javascript', `${'a+'.repeat(500_000)}require('b')`],
    ['a string of 1 MB', 'go', `package a\nvar a = "${'x'.repeat(1_000_000)}"\n`],
    ['1 MB of noise', 'typescript', '@#)}'.repeat(250_000)],
  ];
  it.each(cases)('[T82] %s, a hundred thousand times, neither crash nor hang', async (_, language, text) => {
    const facts = await factsOf(text, language);
    expect(facts.imports.length).toBeLessThanOrEqual(DEEP * 2);
  });

  it('[T82] tokens are listed however deep they lie', async () => {
    expect(await tokensOf(nested('[', '', ']'), 'javascript')).toHaveLength(DEEP * 2);
    expect(await tokensOf(nested('f(', 'a', ')'), 'python')).toHaveLength(DEEP * 3 + 1);
    expect(await tokensOf(nested('`${', 'a', '}`'), 'tsx')).toHaveLength(DEEP * 4 + 1);
  });

  it('[T82] a parser that gives up says so, and the next file is read as if nothing had been', async () => {
    const text = `import a from 'a';${'[a,b],'.repeat(400_000)}`;
    const facts = await factsOf(text, 'typescript');
    expect(facts).toEqual({ imports: [], exports: [], error: { start: 0, end: text.length } });
    expect(await tokensOf(text, 'typescript')).toEqual([]);
    expect(await factsOf("import b from 'b'", 'typescript')).toMatchObject({
      imports: [{ specifier: 'b' }],
      error: null,
    });
  });

  it('[T82] a text that exhausts the stack is refused by name, and the next file is read', async () => {
    const text = 'a ? (b) : c =>';
    await expect(factsOf(text.repeat(20_000), 'typescript')).rejects.toThrow('nested too deeply');
    // On the stack that web-tree-sitter has, this wrote over its static data without a word.
    const { imports } = await factsOf(`import a from 'a';${text.repeat(4000)}`, 'typescript');
    expect(imports.map((fact) => fact.specifier)).toEqual(['a']);
  });

  it('gives facts that lie in the text and survive JSON, whatever the text', async () => {
    const words = [
      'import',
      'export',
      'from',
      'require',
      "('x')",
      '{',
      '}',
      '*',
      'try',
      'catch',
      '.',
      ':',
      '\n',
      ' ',
    ];
    const text = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 3 })));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...LANGUAGES), text, async (language, parts) => {
        const source = parts.join('');
        const facts = await factsOf(source, language);
        const spans = [...facts.imports, ...facts.exports, ...(await tokensOf(source, language))];
        for (const { start, end } of spans) {
          expect(0 <= start && start <= end && end <= source.length).toBe(true);
        }
        expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
      }),
      { seed: 7, numRuns: 1500 },
    );
  });
});
