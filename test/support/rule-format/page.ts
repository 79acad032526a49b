/** The page about what of Semgrep's rule format is done, made of what is tested. */
import type { Group } from './feature.ts';

/** Rules that are right, and that nothing here runs. */
export const NOT_RUN: readonly { readonly name: string; readonly why: string; readonly rule: string }[] = [
  { name: '`mode: join`', why: 'it joins findings of several files', rule: 'mode: join' },
  { name: '`mode: extract`', why: 'it cuts files of other languages out', rule: 'mode: extract' },
  {
    name: '`pattern-where-python`',
    why: 'it runs code',
    rule: 'patterns: [{ pattern: a }, { pattern-where-python: "True" }]',
  },
  {
    name: '`at-exit`',
    why: 'it asks for what is left at the end of a function',
    rule: 'mode: taint\npattern-sources: [{ pattern: a }]\npattern-sinks: [{ pattern: b, at-exit: true }]',
  },
  {
    name: '`control`',
    why: 'it asks which code is run, not which values flow',
    rule: 'mode: taint\npattern-sources: [{ pattern: a, control: true }]\npattern-sinks: [{ pattern: b }]',
  },
  {
    name: '`requires` of several variables',
    why: 'it asks for labels of each',
    rule: 'mode: taint\npattern-sources: [{ pattern: a }]\npattern-sinks: [{ pattern: b, requires: [{ $X: A }] }]',
  },
  {
    name: 'other analyzers',
    why: 'there are `entropy` and `redos`',
    rule: 'patterns: [{ pattern: $X }, { metavariable-analysis: { metavariable: $X, analyzer: other } }]',
  },
];

export function supportPage(groups: readonly Group[]): string {
  const parts = groups.map(({ title, features }) => {
    const rows = features.map(({ name, does }) => `- ${code(name)} ${does}`);
    return `## ${title}\n\n${rows.join('\n')}`;
  });
  const notRun = NOT_RUN.map(({ name, why }) => `- ${name}: ${why}`);
  return `${[
    '# What of Semgrep’s rule format is understood',
    'Every line stands for a test that passes; `npm run docs` writes this page. Rules are about JavaScript, TypeScript,\nPython, Java and Go, or about any text (`generic`, `regex`). Both ways to write them are read, `pattern…` and\n`match`. Taint stays inside one function.',
    ...parts,
    `## Not run\n\nA rule that asks for one of these is listed with the reason, and the others run.\n\n${notRun.join('\n')}`,
  ].join('\n\n')}\n`;
}

function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
