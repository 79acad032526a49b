/** Lint for the bench: bundled as in `dist/`, run over the scripts of a checkout. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { rulesPlugin } from '../scripts/rules-plugin.ts';
import type { Change } from '../src/domain/change.ts';
import type { Observation } from '../src/domain/finding.ts';
import type { RepoPath } from '../src/domain/path.ts';
import type { Rule } from '../src/domain/rule.ts';
import type { Judgement, Validator } from '../src/domain/validator.ts';
import { computedFacts } from '../test/support/facts.ts';
import { changeOf } from '../test/support/trees.ts';

const SCRIPT = /\.([cm]?[jt]s|[jt]sx)$/;
const SKIPPED = /(^|\/)(node_modules|dist|\.git)\//;

export interface Lint {
  readonly rules: ReadonlyMap<string, Rule>;
  judge(files: Readonly<Record<string, string>>): Promise<Judgement>;
}

/** Builds the validator alone, the way the whole is built, and loads it. */
export async function loadLint(): Promise<Lint> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-bench-'));
  const root = path.join(import.meta.dirname, '..');
  const build = await rolldown({
    cwd: root,
    input: { lint: 'src/prove/validators/lint/lint.ts', rules: 'src/kit/rules.ts' },
    platform: 'node',
    plugins: [rulesPlugin()],
    transform: {
      target: 'node20',
      define: { __filename: 'import.meta.filename', __dirname: 'import.meta.dirname' },
    },
    onLog: () => {},
  });
  await build.write({ dir, format: 'esm' });
  await build.close();
  fs.writeFileSync(path.join(dir, 'package.json'), '{ "type": "module" }\n');
  process.on('exit', () => fs.rmSync(dir, { recursive: true, force: true }));
  const load = (name: string) => import(pathToFileURL(path.join(dir, name)).href);
  const { lint } = (await load('lint.js')) as { lint: Validator };
  const { rules } = (await load('rules.js')) as { rules: Map<string, Rule> };
  const judge = await lint.load();
  return { rules, judge: async (files) => judge(scopeOf(await changeOf({}, files), lint)) };
}

function scopeOf(change: Change, lint: Validator) {
  const files = change.files.filter((file) => lint.appliesTo(file) === true);
  const facts = computedFacts();
  const ends = { base: change.base, head: change.head, changed: change.files };
  return { ...ends, files, sees: () => true, facts, at: (_path: RepoPath) => {} };
}

/** The scripts of a checkout, text by path. */
export function scriptsOf(dir: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of fs.readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort()) {
    const full = path.join(dir, file);
    const name = file.replaceAll('\\', '/');
    if (!SCRIPT.test(name) || SKIPPED.test(`/${name}`) || !fs.lstatSync(full).isFile()) continue;
    found.set(name, fs.readFileSync(full, 'utf8'));
  }
  return found;
}

/** Lines that are not blank: what findings are counted against. */
export const weigh = (text: string): number => text.split('\n').filter((line) => line.trim()).length;

export const show = ({ rule, at, message }: Observation, text: string): string =>
  `${rule}\t${at.path}:${at.line}\t${message}\t${text.split('\n')[at.line - 1]?.trim().slice(0, 140) ?? ''}`;
