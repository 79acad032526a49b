/** Lint for Gatewright's own source. */
import tsParser from '@typescript-eslint/parser';
import tsPlugin from '@typescript-eslint/eslint-plugin';

export default [
  { ignores: ['dist/', 'node_modules/', 'docs/', 'test/support/judges/'] },
  {
    files: ['**/*.{ts,js,mjs}'],
    languageOptions: { parser: tsParser, ecmaVersion: 'latest', sourceType: 'module' },
    plugins: { '@typescript-eslint': tsPlugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      'no-console': 'error',
      'prefer-const': 'error',
      'no-unreachable': 'error',
      'no-self-compare': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['test/**', 'scripts/**', 'bench/**', '*.config.*', '.dependency-cruiser.mjs'],
    rules: {
      'max-lines-per-function': 'off',
      'max-params': 'off',
      'no-console': 'off',
      'no-restricted-exports': 'off',
      'max-lines': 'off',
    },
  },
  { files: ['src/virtual.d.ts'], rules: { 'no-restricted-exports': 'off' } },
];
