/** Tests run from source for units, and from the committed `dist/` for cases and end-to-end tests. */
import { defineConfig } from 'vitest/config';
import { promptsPlugin } from './scripts/prompts-plugin.ts';
import { examplesPlugin, rulesPlugin } from './scripts/rules-plugin.ts';
import { securityFilesPlugin } from './scripts/security-files-plugin.ts';
import { securityPlugin } from './scripts/security-plugin.ts';
import { workflowsPlugin } from './scripts/workflows-plugin.ts';

const report = process.env['GATEWRIGHT_TEST_REPORT'];

export default defineConfig({
  plugins: [
    rulesPlugin(),
    examplesPlugin(),
    securityPlugin(),
    securityFilesPlugin(),
    promptsPlugin(),
    workflowsPlugin(),
  ],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
