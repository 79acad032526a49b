import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../../../src/domain/path.ts';
import type { Reading } from '../../../../../src/propose/assistant/task.ts';
import { generate } from '../../../../../src/propose/assistant/tasks/generate.ts';
import { refactor } from '../../../../../src/propose/assistant/tasks/refactor.ts';
import { review } from '../../../../../src/propose/assistant/tasks/review.ts';
import { tests } from '../../../../../src/propose/assistant/tasks/tests.ts';
import { askTask } from '../../../../support/task-pieces.ts';
import { findingOf } from '../../../../support/report.ts';

const SOURCE = 'import x from "x";\n\nexport function sum(a, b) {\n  const all = a + b;\n  return all;\n}\n';
const TEST = "import { it } from 'vitest';\n\nit('x', () => {});\n";
const BASE = { 'src/old.js': SOURCE, 'src/a.js': 'a();\n', 'test/a.test.js': TEST };
const HEAD = { ...BASE, 'src/a.js': SOURCE };
const related = [{ path: repoPath('src/old.js'), line: 3, column: 1, endLine: 6, endColumn: 2, note: '' }];
const scenery = {
  base: BASE,
  head: HEAD,
  findings: [findingOf({ rule: 'duplication/verbatim-copy', path: 'src/a.js', at: [3, 1, 6, 2], related })],
  instructions: ['Mend src/a.js as src/old.js has it'],
  policy: { allow: ['tests', 'new-files'] },
} as const;

/** Pieces of what is there, and of what could end, open or escape something. */
const text = fc.oneof(
  fc.constantFrom(
    'const all = a + b;',
    'x',
    SOURCE,
    TEST,
    '',
    '\n',
    '\r\n',
    '`',
    '*/',
    '/*',
    '</place-1>',
    '\u202e',
  ),
  fc.string({ unit: 'binary' }),
);
const confidence = fc.constantFrom('high', 'medium', 'low');
const edits = fc.array(fc.record({ place: fc.oneof(fc.integer(), fc.nat(4)), find: text, replace: text }));
const path = fc.oneof(fc.constantFrom('../x', '/x', '.git/config', 'src/a.js', 'SRC/A.JS', 'a\0b', ''), text);
const files = fc.array(fc.record({ path, text }));
const reply = fc.record({ summary: text, confidence, edits, files });

async function readWith(
  task: Parameters<typeof askTask>[0],
  said: unknown,
): Promise<(Reading | undefined)[]> {
  const asked = await askTask(task, scenery);
  expect(asked.length).toBeGreaterThan(0);
  return Promise.all(asked.map((one) => one.read(said)));
}
const patchesOf = (readings: readonly (Reading | undefined)[]) =>
  readings.flatMap((reading) => (reading?.kind === 'offer' ? [...reading.patch] : []));

describe('[T31] whatever a reply says', () => {
  it('a helper for copies changes lines of the change that were shown, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(reply, async (said) => {
        for (const edit of patchesOf(await readWith(refactor, said))) {
          expect([edit.path, edit.creates]).toEqual(['src/a.js', undefined]);
          expect(SOURCE.slice(edit.start, edit.end)).toBe(edit.expect);
        }
      }),
    );
  });

  it('an instruction changes lines of the change that were shown, or begins a file', async () => {
    await fc.assert(
      fc.asyncProperty(reply, async (said) => {
        for (const { path: file, start, end, expect: gone, creates } of patchesOf(
          await readWith(generate, said),
        )) {
          if (creates) expect([start, end, gone]).toEqual([0, 0, '']);
          else expect([file, SOURCE.slice(start, end)]).toEqual(['src/a.js', gone]);
        }
      }),
    );
  });

  it('tests are added to the one file that they are for, and take nothing away', async () => {
    const written = fc.record({ summary: text, confidence, imports: fc.array(text), tests: text });
    await fc.assert(
      fc.asyncProperty(written, async (said) => {
        for (const edit of patchesOf(await readWith(tests, said)))
          expect([edit.path, edit.expect, edit.start]).toEqual(['test/a.test.js', '', edit.end]);
      }),
    );
  });

  it('notes stand on lines that the change adds', async () => {
    const note = fc.record({ quote: text, message: text, confidence });
    await fc.assert(
      fc.asyncProperty(fc.array(note), async (notes) => {
        for (const reading of await readWith(review, { notes })) {
          expect(['notes', 'declined', 'discarded']).toContain(reading?.kind);
          if (reading?.kind !== 'notes') continue;
          for (const { path: file, line, endLine } of reading.notes) {
            expect(file).toBe('src/a.js');
            expect([1 <= line, line <= endLine, endLine <= 6]).toEqual([true, true, true]);
          }
        }
      }),
    );
  });
});
