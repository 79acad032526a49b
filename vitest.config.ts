/** Tests run from source for units, and from the committed `dist/` for cases and end-to-end tests. */
import { defineConfig } from 'vitest/config';
import { dataPlugins } from './scripts/data-plugins.ts';

const report = process.env['GATEWRIGHT_TEST_REPORT'];

export default defineConfig({
  plugins: dataPlugins(),
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
