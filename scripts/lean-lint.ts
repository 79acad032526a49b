/** Leaves out of the bundle what lint never runs: most of ESLint's rules, type checking, and most of TypeScript. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';
import { readRules } from './rules-plugin.ts';
import { typescriptParser } from './typescript-parser.ts';

const MODULES = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** Lint parses without a project: no program is made, no type is asked for, and no ESLint class but the Linter is used. */
const LEFT_OUT =
  /\/typescript-estree\/dist\/(?:create-program\/(?:createIsolatedProgram|createProjectProgram|getWatchProgramsForProjects|useProvidedPrograms|validateDefaultProjectForFilesGlob)|nativeParserRegistry|semantic-or-syntactic-errors|useProgramFromProjectService)\.js$|\/@typescript-eslint\/(?:project-service|tsconfig-utils)\/dist\/index\.js$|\/@typescript-eslint\/utils\/dist\/ts-eslint\/(?:Linter|RuleTester|SourceCode|eslint\/\w+)\.js$/;
const ABSENT = `module.exports = new Proxy({}, {
  get: (_, name) => function () { throw new Error(String(name) + ' is not in the bundle: see scripts/lean-lint.ts'); },
});`;

const TYPESCRIPT = /\/typescript\/lib\/typescript\.js$/;
/** Where a plugin or ESLint itself lists its rules: `name: () => require('./name')`. */
const LISTS = /\/(?:eslint\/lib|@typescript-eslint\/eslint-plugin\/dist)\/rules\/index\.js$/;
const LISTED = /^\s*["']?([\w-]+)["']?: \(\) =>\s*require\([^)]*\),\n/gm;
/** Packages of which something else is taken: the plugin's rules come to ESLint's own through a door that opens more. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  [
    'eslint/use-at-your-own-risk',
    `module.exports = { builtinRules: require('${MODULES}eslint/lib/rules/index.js') };`,
  ],
  ['tinyglobby', ABSENT],
]);

/** A plugin for rolldown. */
export function leanLint(): Plugin {
  const rules = rulesInUse();
  return {
    name: 'lean-lint',
    resolveId: (source) => (INSTEAD.has(source) ? `\0${source}` : undefined),
    load(id) {
      const instead = INSTEAD.get(id.slice(1));
      if (instead !== undefined) return instead;
      const at = id.replaceAll('\\', '/');
      if (LEFT_OUT.test(at)) return ABSENT;
      if (TYPESCRIPT.test(at)) return typescriptParser(fs.readFileSync(id, 'utf8'), namesAsked(rules));
      if (!LISTS.test(at)) return undefined;
      return fs
        .readFileSync(id, 'utf8')
        .replace(LISTED, (line, name: string) => (rules.has(name) ? line : ''));
    },
  };
}

/** Names of ESLint's rules, without the plugin's prefix. */
function rulesInUse(): Set<string> {
  const engines = readRules().map(({ engine }) => engine as { eslint?: string; typescript?: string });
  const names = engines.flatMap(({ eslint, typescript }) => [eslint, typescript]);
  return new Set(names.flatMap((name) => (name === undefined ? [] : [name.replace(/^.*\//, '')])));
}

/** Every member of TypeScript's library that the code around the parser mentions. */
function namesAsked(rules: ReadonlySet<string>): Set<string> {
  const names = new Set<string>();
  for (const folder of ['@typescript-eslint', 'ts-api-utils']) {
    for (const file of fs.readdirSync(path.join(MODULES, folder), { recursive: true, encoding: 'utf8' })) {
      const at = `/${folder}/${file.replaceAll('\\', '/')}`;
      const rule = /\/rules\/([\w-]+)\.js$/.exec(at)?.[1];
      if (!/\.c?js$/.test(at) || LEFT_OUT.test(at) || at.includes('/native/')) continue;
      if (rule !== undefined && !rules.has(rule)) continue;
      const code = fs.readFileSync(path.join(MODULES, folder, file), 'utf8');
      for (const [, name = ''] of code.matchAll(
        /\b(?:ts\d*|typescript_1|import_typescript\d*\.default)\??\.(\w+)/g,
      ))
        names.add(name);
    }
  }
  return names;
}
