/** Facts as short lines, so that a test reads like the code it is about; checks every span on the way. */
import { expect } from 'vitest';
import type { ImportFact } from '../../../../src/kit/syntax/facts.ts';
import type { Language } from '../../../../src/kit/syntax/language.ts';
import { factsOf } from '../../../../src/kit/syntax/parse.ts';

/** One line an import: `kind level:specifier imported>local … guarded`. */
export async function importLines(language: Language, text: string): Promise<string[]> {
  const { imports } = await factsOf(text, language);
  for (const fact of imports) expectSpans(fact, text);
  return imports.map((fact) => {
    const names = fact.names.map(({ imported, local }) =>
      imported === local ? imported : `${imported}>${local}`,
    );
    const module = `${'.'.repeat(fact.level)}${fact.specifier}`;
    return [fact.kind, module, ...names, ...(fact.guarded ? ['guarded'] : [])].join(' ');
  });
}

/** One line an export: `kind name` or `kind name<from`. */
export async function exportLines(language: Language, text: string): Promise<string[]> {
  const { exports } = await factsOf(text, language);
  for (const { start, end } of exports) expect(text.slice(start, end)).not.toBe('');
  return exports.map(({ kind, name, from }) => `${kind} ${name}${from === null ? '' : `<${from}`}`);
}

function expectSpans(fact: ImportFact, text: string): void {
  expect(text.slice(fact.start, fact.end)).toBe(fact.specifier);
  for (const { imported, local, span } of fact.names) {
    const whole = imported === '*' || imported === 'default';
    const source = text.slice(span.start, span.end);
    if (whole) expect([imported, local, fact.specifier]).toContain(source);
    else expect(source).toBe(imported);
  }
}
