/** The profile: which of ESLint's rules stands behind each of ours, read from the rule data. */
import { createHash } from 'node:crypto';
import { version as eslint } from 'eslint/package.json' with { type: 'json' };
import { version as security } from 'eslint-plugin-security/package.json' with { type: 'json' };
import { version as parser } from '@typescript-eslint/parser/package.json' with { type: 'json' };
import { version as plugin } from '@typescript-eslint/eslint-plugin/package.json' with { type: 'json' };
import type { Rule } from '../../../domain/rule.ts';
import { rulesOf } from '../../../kit/rules.ts';
import { isDeclaration, type Form } from './form.ts';

/** Raised when the code around ESLint changes what it makes of the same text. */
const REVISION = 1;

/** The `engine` of a lint rule; empty for rules about the file as a whole. */
interface Engine {
  readonly eslint?: string;
  /** ESLint's rule for TypeScript, where the one for JavaScript would be wrong. */
  readonly typescript?: string;
  readonly options?: readonly unknown[];
  readonly when?: string;
  /** False: not in declaration files, which write down names that others gave. */
  readonly declarations?: boolean;
}

export interface Entry {
  readonly rule: Rule;
  /** ESLint's name of the rule, plugin prefix included. */
  readonly eslint: string;
  readonly options: readonly unknown[];
  /** Name of the refinement that must accept what ESLint reported. */
  readonly when: string | undefined;
}

/** Our rules that ESLint runs for a form; two of ours may refine one of ESLint's. */
export function profileOf(form: Form): Entry[] {
  return rulesOf('lint').flatMap((rule) => {
    const { eslint, typescript, options = [], when, declarations } = rule.engine as Engine;
    const { language } = form;
    if (!eslint || !rule.languages.includes(language)) return [];
    if (declarations === false && isDeclaration(form)) return [];
    const name = language === 'typescript' || language === 'tsx' ? (typescript ?? eslint) : eslint;
    return [{ rule, eslint: name, options, when }];
  });
}

/** Names all that a finding depends on besides the text: facts under another name are never read. */
export const profileDigest: string = createHash('sha256')
  .update(JSON.stringify({ REVISION, eslint, security, parser, plugin }))
  .update(
    JSON.stringify(
      rulesOf('lint').map(({ id, severity, languages, engine }) => ({ id, severity, languages, engine })),
    ),
  )
  .digest('hex')
  .slice(0, 16);
