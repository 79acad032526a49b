/** ESLint's Linter, told everything by us: rules, parser and plugins; no file of a repository configures it. */
import type { Linter as Eslint, SourceCode } from 'eslint';
import { Linter } from 'eslint/universal';
import * as typescriptPlugin from '@typescript-eslint/eslint-plugin';
import * as typescriptParser from '@typescript-eslint/parser';
// @ts-expect-error The plugin ships no types.
import * as securityPlugin from 'eslint-plugin-security';
import { isTyped, type Form, type Goal } from './form.ts';
import type { Entry } from './profile.ts';

const PLUGINS = { '@typescript-eslint': typescriptPlugin, security: securityPlugin } as unknown;

/** Globals that rules look up by scope; everything else a file may use is none of lint's business. */
const TIMERS = { setTimeout: false, setInterval: false } as const;

/** One text and one way to parse it. */
export interface Run {
  readonly text: string;
  readonly form: Form;
  readonly goal: Goal;
  readonly entries: readonly Entry[];
  /** Whether comments in the text may configure and silence rules. */
  readonly directives: boolean;
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
  const messages = linter.verify(run.text, [configOf(run)], {
    filename: run.form.filename,
    allowInlineConfig: run.directives,
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

function configOf({ form, goal, entries }: Run): Eslint.Config {
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
    rules: Object.fromEntries(entries.map(({ eslint, options }) => [eslint, ['error', ...options]])),
  };
}
