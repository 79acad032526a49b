/** Which files the duplication validator takes for the product, on layouts as real repositories have them. */
import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../../src/domain/path.ts';
import { outsideProduct } from '../../../../src/prove/validators/duplication/product.ts';

describe('product code', () => {
  it.each([
    'src/index.ts',
    'lib/reply.js',
    'app/test-runner/run.ts',
    'src/ab-test.ts',
    'src/latest/index.js',
    'src/contest/rank.py',
    'app/examples/page.tsx',
    'src/demo/tour.ts',
    'app/fixtures/[id]/page.tsx',
    'src/templates/Invoice.tsx',
    'apps/web/src/docs/search.ts',
    'web/src/components/Stories.tsx',
    'packages/vite/src/node/build.ts',
    'internal/spec/parse.go',
    'middleware/compress.go',
    'shop/orders/models.py',
    'shop/testing.py',
    'gson/src/main/java/com/google/gson/internal/test/Excluder.java',
    'service/src/main/java/org/acme/example/LoadTest.java',
    'src/attestation.py',
    'src/protest.go',
  ])('%s is', (path) => {
    expect(outsideProduct(repoPath(path))).toBeNull();
  });

  it.each([
    ['tree_test.go', 'test'],
    ['shop/order/migrations/tasks/v3.py', 'migration'],
    ['src/db/migrations/0001_start.ts', 'migration'],
    ['pkg/testdata/a.go', 'test'],
    ['gson/src/test/java/com/google/gson/GsonTest.java', 'test'],
    ['src/com/acme/FooTest.java', 'test'],
    ['integration-tests/src/main/java/Foo.java', 'test'],
    ['tests/test_basic.py', 'test'],
    ['shop/orders/tests/fixtures/order.py', 'test'],
    ['shop/tests.py', 'test'],
    ['shop/conftest.py', 'test'],
    ['shop/test_views.py', 'test'],
    ['src/__tests__/a.ts', 'test'],
    ['src/__mocks__/fs.js', 'test'],
    ['src/mocks/handlers.ts', 'test'],
    ['src/a.spec.tsx', 'test'],
    ['src/a.test.mjs', 'test'],
    ['src/mod_test.ts', 'test'],
    ['src/testing/test-utils.tsx', 'test'],
    ['src/setupTests.ts', 'test'],
    ['public/mockServiceWorker.js', 'written by a tool'],
    ['src/Button.stories.tsx', 'test'],
    ['e2e/login.ts', 'test'],
    ['apps/web/cypress/support/commands.js', 'test'],
    ['runtime-tests/deno/hono.ts', 'test'],
    ['playground/hmr/hmr.ts', 'sample'],
    ['examples/todo/src/main.ts', 'sample'],
    ['_examples/rest/main.go', 'sample'],
    ['packages/kit/examples/a.ts', 'sample'],
    ['apps/docs/app/page.tsx', 'sample'],
    ['docs/conf.py', 'sample'],
    ['benchmarks/jsx/src/page.ts', 'sample'],
    ['packages/create-app/template-react/src/App.jsx', 'sample'],
    ['dist/index.js', 'build'],
    ['.storybook/main.ts', 'build'],
    ['types/hooks.d.ts', 'declarations'],
    ['src/client.d.mts', 'declarations'],
    ['stubs.pyi', 'declarations'],
  ])('%s is not', (path, reason) => {
    expect(outsideProduct(repoPath(path))).toContain(reason);
  });
});
