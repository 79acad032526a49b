/** How a file is to be parsed, told by its name alone: no configuration of the repository is asked. */
import type { RepoPath } from '../../../domain/path.ts';
import { languageOf, type Language } from '../../../kit/syntax/language.ts';

export type Goal = 'module' | 'commonjs';

export interface Form {
  readonly language: Language;
  /** The name that ESLint is told: never the real one, so that no ignore pattern of its own can match. */
  readonly filename: string;
  /** Goals of the grammar to try, in this order; CommonJS also admits `with`, octals and a top-level return. */
  readonly goals: readonly Goal[];
}

/** The form of a path that is known to be a script. */
export function formOf(path: RepoPath): Form {
  const language = languageOf(path) ?? 'javascript';
  const name = path.toLowerCase();
  if (language === 'tsx') return { language, filename: 'file.tsx', goals: ['module'] };
  if (language === 'typescript') {
    const declares = /\.d(\.[^./]+)?\.[cm]?ts$/.test(name);
    return { language, filename: declares ? 'file.d.ts' : 'file.ts', goals: ['module'] };
  }
  if (name.endsWith('.mjs')) return { language, filename: 'file.mjs', goals: ['module'] };
  if (name.endsWith('.cjs')) return { language, filename: 'file.cjs', goals: ['commonjs', 'module'] };
  return { language, filename: 'file.js', goals: ['module', 'commonjs'] };
}

/** JavaScript read by the TypeScript parser, for what espree does not know: Flow, decorators, newer syntax. */
export function typedForm(form: Form): Form {
  return { ...form, filename: 'file.tsx', goals: ['module'] };
}

export const isDeclaration = (form: Form): boolean => form.filename === 'file.d.ts';

export const isTyped = (form: Form): boolean => form.filename.endsWith('ts') || form.filename.endsWith('tsx');
