/** ESLint's Linter, told everything by us: rules, parser and plugins; no file of a repository configures it. */
import type { Linter as Eslint, SourceCode } from 'eslint';
import { Linter } from 'eslint/universal';
// @ts-expect-error No door of the package leads to it: the Linter makes one of these for each text it is given.
import { FlatConfigArray } from '../../../../node_modules/eslint/lib/config/flat-config-array.js';
import * as typescriptPlugin from '@typescript-eslint/eslint-plugin';
import * as typescriptParser from '@typescript-eslint/parser';
// @ts-expect-error The plugin ships no types.
import * as securityPlugin from 'eslint-plugin-security';
import { isTyped, type Form, type Goal } from './form.ts';
import type { Entry } from './profile.ts';

const PLUGINS = { '@typescript-eslint': typescriptPlugin, security: securityPlugin } as unknown;

/** Globals that rules look up by scope; everything else a file may use is none of lint's business. */
const TIMERS = { setTimeout: false, setInterval: false } as const;

/** ESLint's number for the severity "error". */
const ON = 2;

/** One text and one way to parse it. */
export interface Run {
  readonly text: string;
  readonly form: Form;
  readonly goal: Goal;
  readonly entries: readonly Entry[];
  /** Whether comments in the text may configure and silence rules. */
  readonly directives: boolean;
  /** The rules of the entries that are run; all when not said. */
  readonly only?: ReadonlySet<string>;
}

export interface Ran {
  readonly messages: readonly Eslint.LintMessage[];
  readonly suppressed: readonly Eslint.SuppressedLintMessage[];
  /** Null when the text did not parse. */
  readonly source: SourceCode | null;
}

/** ESLint's type declarations leave this method out. */
interface Suppressing {
  getSuppressedMessages(this: unknown): Eslint.SuppressedLintMessage[];
}

/** Runs ESLint. Throws when a rule crashes or the parser runs out of stack. */
export function runEslint(run: Run): Ran {
  const linter = new Linter({ configType: 'flat' });
  const { only } = run;
  const messages = linter.verify(run.text, configOf(run), {
    filename: run.form.filename,
    allowInlineConfig: run.directives,
    ...(only ? { ruleFilter: ({ ruleId }: { ruleId: string }) => only.has(ruleId) } : {}),
  });
  const fatal = messages.find((message) => message.fatal);
  // A parser that says where it stopped refuses the text; one that does not has failed itself.
  if (fatal && !fatal.line) throw new Error(fatal.message);
  if (!fatal && !linter.getSourceCode()) throw new Error(messages[0]?.message ?? 'ESLint gave no answer');
  const { getSuppressedMessages } = linter as unknown as Suppressing;
  return {
    messages,
    suppressed: getSuppressedMessages.call(linter),
    source: fatal ? null : linter.getSourceCode(),
  };
}

/** What ESLint makes of a configuration; its declarations leave both classes out. */
interface Config {
  readonly rules: Record<string, [severity: number, ...options: unknown[]]>;
}

type Configs = Eslint.Config[] & { normalizeSync(): Configs; getConfig(filename: string): Config };

const configs = new Map<string, Configs>();

/** One for each way to parse; its entries follow from the same words. */
function configOf(run: Run): Configs {
  const { form, goal } = run;
  const name = `${form.language} ${form.filename} ${goal}`;
  const config = configs.get(name) ?? makeConfig(run);
  configs.set(name, config);
  return config;
}

/**
 * Every rule is off while the configuration is made and on afterwards: ESLint would compile the schema of each to check
 * its options, a tenth of the time that ten files take. They are ours, and their test lets ESLint check them.
 */
function makeConfig(run: Run): Configs {
  const made = (new FlatConfigArray([settingsOf(run)]) as Configs).normalizeSync();
  for (const rule of Object.values(made.getConfig(run.form.filename).rules)) rule[0] = ON;
  return made;
}

function settingsOf({ form, goal, entries }: Run): Eslint.Config {
  const parse = isTyped(form)
    ? { parser: typescriptParser, parserOptions: { ecmaFeatures: { jsx: form.filename.endsWith('x') } } }
    : { ecmaVersion: 'latest', parserOptions: { ecmaFeatures: { jsx: true } } };
  return {
    // A pattern that matches everything would not count as a configuration for the file.
    files: ['**/*.{js,cjs,mjs,ts,tsx}'],
    plugins: PLUGINS as NonNullable<Eslint.Config['plugins']>,
    linterOptions: { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' },
    languageOptions: { ...parse, sourceType: goal, globals: TIMERS } as NonNullable<
      Eslint.Config['languageOptions']
    >,
    rules: Object.fromEntries(entries.map(({ eslint, options }) => [eslint, ['off', ...options]])),
  };
}
