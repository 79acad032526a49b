/** ESLint as a user has it who has just read its manual: what it and typescript-eslint recommend. */
import js from '@eslint/js';
import ts from 'typescript-eslint';

export default [{ ignores: ['**/*.d.ts'] }, js.configs.recommended, ...ts.configs.recommended];
