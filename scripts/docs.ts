/** Writes a docs page for every rule from the rule's own data. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { categoriesOf, type Example, type Rule } from '../src/domain/rule.ts';
import { groupBy } from '../src/kit/group-by.ts';
import { screen } from '../src/kit/secrets/screen.ts';
import { readRules } from './rules-plugin.ts';

const DOCS = fileURLToPath(new URL('../docs/rules', import.meta.url));

/** Every page by its path below docs/rules, the index included. */
export function rulePages(): ReadonlyMap<string, string> {
  const rules = readRules();
  const pages = new Map(rules.map((rule) => [`${rule.id}.md`, page(rule)]));
  return pages.set('README.md', index(rules));
}

function index(rules: readonly Rule[]): string {
  const row = (rule: Rule) => `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${inline(rule.title)} |`;
  return `# Rules\n\nGenerated from \`rules/\` by \`npm run docs\`. Errors block by default; warnings and notes do not.\n\n| rule | severity | what it finds |\n| --- | --- | --- |\n${rules.map(row).join('\n')}\n`;
}

function page(rule: Rule): string {
  const facts = [`severity: ${rule.severity}`, `confidence: ${rule.confidence}`];
  if (rule.languages.length > 0) facts.push(`languages: ${rule.languages.join(', ')}`);
  if (categoriesOf(rule).length > 0) facts.push(categoriesOf(rule).join(', '));
  const parts = [
    `# ${rule.id}`,
    `${inline(rule.title)}.`,
    facts.join(' · '),
    `## Why`,
    rule.why,
    '## What to do',
    rule.fix,
  ];
  return `${[...parts, ...examples('Found', rule, 'bad'), ...examples('Not found', rule, 'good')].join('\n\n')}\n`;
}

/** Where a rule is about several languages, each has its own heading. */
function examples(title: string, rule: Rule, kind: 'bad' | 'good'): string[] {
  if (rule[kind].length === 0) return [];
  const byLanguage = groupBy(rule[kind], (example) => (rule.languages.length > 0 ? languageOf(example) : ''));
  const parts = [...byLanguage].flatMap(([language, some]) => [
    ...(byLanguage.size > 1 ? [`### ${language}`] : []),
    ...some.flatMap((example) => Object.entries(example).map(fence)),
  ]);
  return [`## ${title}`, ...parts];
}

const LANGUAGES: readonly (readonly [string, RegExp])[] = [
  ['JavaScript and TypeScript', /\.[cm]?[jt]sx?$/],
  ['Python', /\.pyi?$/],
  ['Java', /\.java$/],
  ['Go', /\.go$/],
];

/** What is not in one of them is in the last group. */
function languageOf(example: Example): string {
  const files = Object.keys(example);
  return LANGUAGES.find(([, extension]) => files.some((file) => extension.test(file)))?.[0] ?? 'Others';
}

function fence([file, text]: [string, string]): string {
  const ticks = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)));
  // An example of a secret is shown as a report would show it: scanners of pushes read these pages too.
  const shown = screen(text.trimEnd()).text;
  return `${ticks}${path.extname(file).slice(1)} title=${JSON.stringify(file)}\n${shown}\n${ticks}`;
}

const inline = (text: string): string => text.replace(/[|<]/g, '\\$&');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  fs.rmSync(DOCS, { recursive: true, force: true });
  for (const [file, text] of rulePages()) {
    fs.mkdirSync(path.dirname(path.join(DOCS, file)), { recursive: true });
    fs.writeFileSync(path.join(DOCS, file), text);
  }
  console.log(`docs/rules: ${rulePages().size} pages`);
}
