import { describe, expect, it } from 'vitest';
import { addedDirective } from '../../../src/trial/directives.ts';

describe('a directive that a proposal adds', () => {
  it.each(['// c8 ignore next', '/* istanbul: ignore if */', '// node:coverage disable'])(
    'is found in %s',
    (text) => expect(addedDirective('', text)).not.toBeNull(),
  );

  it('[T82] is looked for in a megabyte of blanks as in any text', () => {
    expect(addedDirective('', `// c8${' '.repeat(1_000_000)}`)).toBeNull();
  });
});
