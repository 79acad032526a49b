/** TypeScript is cut down to what parsing reaches, and to nothing less. */
import { describe, expect, it } from 'vitest';
import { typescriptParser } from '../../../scripts/typescript-parser.ts';

const library = (...statements: readonly string[]): string => `var ts = {}; ((module) => {
"use strict";
var typescript_exports = {};
__export(typescript_exports, {
  parse: () => parse,
  check: () => check2
});
${statements.join('\n')}
})({ get exports() { return ts; } })
`;

describe('TypeScript in the bundle', () => {
  it('has what a name reaches, under the name that the library gives it', () => {
    const lean = typescriptParser(
      library(
        'function check2() { return scan(); }',
        'function scan() { return text; }',
        'var text = "";',
        'function parse() { return 1; }',
      ),
      new Set(['check', 'unknown']),
    );
    expect(lean).toContain('function check2()');
    expect(lean).toContain('function scan()');
    expect(lean).toContain('var text = "";');
    expect(lean).toContain('export { check2 as check };');
    expect(lean).not.toContain('parse');
  });

  it('has no effect but those that parsing relies on', () => {
    const lean = typescriptParser(
      library(
        'function parse() {}',
        'registerCodeFix({ errorCodes: [] });',
        'setObjectAllocator(allocator());',
        'function allocator() {}',
      ),
      new Set(['parse']),
    );
    expect(lean).not.toContain('registerCodeFix');
    expect(lean).toContain('setObjectAllocator(allocator());\nfunction allocator() {}');
  });

  it('takes no member or key of an object for a declaration of that name', () => {
    const lean = typescriptParser(
      library(
        'function parse(node) { return { emit: node.check }; }',
        'function emit() {}',
        'var check = 1;',
      ),
      new Set(['parse']),
    );
    expect(lean).not.toContain('function emit');
    expect(lean).not.toContain('var check');
  });

  it('knows the messages that are said, and never the machine', () => {
    const lean = typescriptParser(
      library(
        'var Diagnostics = {\n  Said: diag(1, "Said"),\n  Silent: diag(2, "Silent")\n};',
        'var sys = (() => reach())();',
        'function reach() {}',
        'function diag() {}',
        'function parse() { return [sys, Diagnostics.Said]; }',
      ),
      new Set(['parse']),
    );
    expect(lean).toContain('Said: diag(1');
    expect(lean).not.toContain('Silent');
    expect(lean).toContain('var sys;');
    expect(lean).not.toContain('reach');
  });

  it('refuses a library of another shape', () => {
    expect(() => typescriptParser('module.exports = {};', new Set())).toThrow('another shape');
  });
});
