import { describe, expect, it } from 'vitest';
import { linesFound } from '../../../../support/match-rules.ts';

const JAVA = (code: string): string => `class A { void f(String p) {\n${code}\n} }`;
const RULE = 'patterns:\n- pattern: run(...)\n- pattern-not: run("...")';

describe('a text is constant', () => {
  it.each([
    [
      'by a choice that is always made',
      JAVA('int n = 106;\nString b = (7 * 18) + n > 200 ? "a" : p;\nrun(b);'),
      [],
    ],
    [
      'by a choice that is never made',
      JAVA('int n = 106;\nString b = (7 * 18) + n < 200 ? "a" : p;\nrun(b);'),
      [4],
    ],
    [
      'in a branch that is always taken',
      JAVA('int n = 1;\nString b = p;\nif (n < 2) b = "a"; else b = p;\nrun(b);'),
      [],
    ],
    ['in a branch that is never taken', JAVA('int n = 1;\nString b = p;\nif (n > 2) b = "a";\nrun(b);'), [5]],
    [
      'before a branch that is never taken',
      JAVA('int n = 1;\nString b = "a";\nif (n > 2) b = p;\nrun(b);'),
      [],
    ],
    ['in a branch that may be taken', JAVA('String b = "a";\nif (p.isEmpty()) b = p;\nrun(b);'), [4]],
    ['where something is not so', JAVA('int n = 1;\nString b = !(n > 2) ? "a" : p;\nrun(b);'), []],
    [
      'where whole numbers are divided',
      JAVA('int n = 196;\nString b = (500 / 42) + n > 206 ? "a" : p;\nrun(b);'),
      [],
    ],
  ])('%s', async (_, text, lines) => {
    expect(await linesFound(RULE, 'java', text)).toEqual(lines);
  });
});
