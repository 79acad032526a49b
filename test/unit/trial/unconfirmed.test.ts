import { describe, expect, it } from 'vitest';
import { replaceIn } from '../../support/scripted.ts';
import { judged, refusalOf, ASSISTANT } from '../../support/bounds.ts';

describe('imports that no validator confirms', () => {
  const base = {
    'go.mod': 'module example.com/shop\n\nrequire (\n\tgithub.com/known/router v5.0.0\n)\n',
    'src/main/java/org/shop/Money.java': 'package org.shop;\n',
  };
  const GO = 'package shop\n\nfunc a() { BAD }\n';
  const JAVA = 'package org.shop;\n\nclass A { BAD }\n';
  const refusal = async (path: string, text: string, line: string) => {
    const edits = [replaceIn(path, text, '\n\n', `\n${line}\n`)];
    return refusalOf(await judged({ [path]: text }, base), edits, ASSISTANT);
  };

  it.each([
    'import "net/http"',
    'import (\n\terr "errors"\n\t"example.com/shop/money"\n)',
    'import "github.com/known/router/middleware"',
    '// import "github.com/invented/router"',
    'var s = "import `github.com/invented/router`"',
  ])('may be what Go or its modules have: %s', async (line) => {
    expect(await refusal('a.go', GO, line)).toBeNull();
  });

  it.each([
    'import "github.com/invented/router"',
    'import (\n\t"errors"\n\tr "gopkg.in/invented.v3"\n)',
    'import "github.com/known/router2"',
    'import ("errors"; "github.com/invented/router")',
    'import `github.com/invented/router`',
    '/* a */ import _ "github.com/invented/router" /* b */',
    'import // "errors"\n"github.com/invented/router"',
    'import "errors"; import "github.com/invented/router"',
  ])('may not be what no module file has: %s', async (line) => {
    expect(await refusal('a.go', GO, line)).toMatch(/^it imports \S+ into a.go, and nothing here confirms/);
  });

  it.each([
    ['import java.util.List;', true],
    ['import org.shop.Money;', true],
    ['import static org.shop.Money.ZERO;', true],
    ['import com.invented.Money;', false],
    ['import static com.invented.Money.*;', false],
    ['import org.shop.*;', true],
    ['import org.invented.Money;', false],
    ['import java.util.List; import com.invented.Money;', false],
    ['/* a */ import com.invented.Money;', false],
    ['import\n  com.invented.Money;', false],
  ])('in Java is the JDK’s or has its package here: %s', async (line, isConfirmed) => {
    expect((await refusal('src/main/java/org/shop/A.java', JAVA, line)) === null).toBe(isConfirmed);
  });

  it('[T82] are looked for in a module file of blank lines as in any', async () => {
    const at = await judged({ 'a.go': GO }, { 'go.mod': `module a\n${'\n'.repeat(300_000)}` });
    const edits = [replaceIn('a.go', GO, '\n\n', '\nimport "b.com/c"\n')];
    expect(await refusalOf(at, edits, ASSISTANT)).toContain('it imports b.com/c');
  });

  it('may stand where they stood, and are a fixer’s own', async () => {
    const text = GO.replace('\n\n', '\nimport "github.com/invented/router"\n\n');
    const at = await judged({ 'a.go': text }, base);
    expect(await refusalOf(at, [replaceIn('a.go', text, 'BAD', 'x')], ASSISTANT)).toBeNull();
    const edits = [replaceIn('a.go', text, 'BAD', '}\nimport "github.com/other/router"\nfunc b() {')];
    expect(await refusalOf(at, edits)).toBeNull();
    expect(await refusalOf(at, edits, ASSISTANT)).not.toBeNull();
  });
});
