import { describe, expect, it } from 'vitest';
import { addedElision } from '../../../src/trial/elisions.ts';

describe('a comment in place of code', () => {
  it.each([
    '// ... rest of the code unchanged',
    '// rest of code',
    '  // ... existing code ...',
    '/* remaining methods stay the same */',
    '# ... (rest of the file unchanged)',
    '# rest of the implementation',
    '// The rest of the function remains the same',
    '// previous imports',
    '<!-- rest of the content -->',
    '{/* ... existing code ... */}',
    '// ...',
    '    # ...',
    '/* … */',
    '// unchanged',
    '// (omitted for brevity)',
    '// your code here',
    '# Your implementation',
    '// Add error handling here',
    '// ── snip',
  ])('is %j', (text) => expect(addedElision('', `a();\n${text}\nb();\n`)).not.toBeNull());

  it.each([
    'const rest = [...values];',
    'function f(...rest) {}',
    '// The first one wins',
    '// Add the tax to the price',
    'def stub(self): ...',
    '    ...',
    '// see https://example.com/...',
    'const url = "//rest-of";',
    '# The rest is rounded down',
  ])('is not %j', (text) => expect(addedElision('', `a();\n${text}\nb();\n`)).toBeNull());

  it('is looked for in any text in time', () => {
    for (const part of [' ', '/', '//', '// ', '-', '#', '.', '…', '/*', '// rest ', '# ...\t', '(']) {
      expect(addedElision('', `//${part.repeat(100_000)}x`)).toSatisfy(() => true);
    }
  });

  it('is not new where it stood before', () => {
    expect(addedElision('// ...\n', '// ...\ncall();\n')).toBeNull();
    expect(addedElision('// ...\n', '// ...\n// ...\n')).not.toBeNull();
  });
});
