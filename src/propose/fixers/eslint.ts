/** Offers the fixes that ESLint's rules make themselves. */
import { fixerOf } from './from-findings.ts';

export const eslintFixer = fixerOf('eslint', 'lint', ({ rule }) => `Apply ESLint's fix for ${rule}`);
