/** Real judges over `prove/serve.ts`, one for each validator id, that say in their messages what they were given. */
import type { Observation } from '../../../src/domain/finding.ts';
import { repoPath, type RepoPath } from '../../../src/domain/path.ts';
import type { Judgement, Scope, Validator } from '../../../src/domain/validator.ts';
import { serve } from '../../../src/prove/serve.ts';
import { computedFacts } from '../facts.ts';

/** Put in by the bundler: a rule of each validator. */
declare const RULES: Readonly<Record<string, Observation['rule']>>;

const id = process.argv[2] ?? '';
const rule = RULES[id] ?? 'none/such';

function saying(scope: Scope, messages: readonly string[]): Judgement {
  const path = scope.files[0]?.path ?? repoPath('none');
  const observations = messages.map((message, n): Observation => {
    return { rule, at: { path, line: n + 1, column: 1, endLine: n + 1, endColumn: 1 }, message };
  });
  return { observations, failed: new Map() };
}

const judges: Readonly<Record<string, (scope: Scope) => Promise<Judgement>>> = {
  async lint(scope) {
    const sizes = await Promise.all(
      scope.files.map(async ({ path, head }) => {
        scope.at(path);
        const blob = await scope.head.bytes(head?.oid ?? '');
        return blob.kind === 'bytes' ? `${blob.bytes.length}:${blob.bytes.at(-1)}` : blob.kind;
      }),
    );
    const total = sizes.length > 20 ? [`${sizes.length} files`] : sizes;
    return saying(scope, total);
  },

  async imports(scope) {
    if (scope.files.some(({ path }) => path === 'scope.ts')) return saying(scope, scopeOf(scope));
    const [base, head] = [await scope.base.list(), await scope.head.list()];
    const entries = await Promise.all(head.map(({ path }) => scope.base.entry(path)));
    const both = entries.filter((entry) => entry !== undefined);
    const fact = await scope.facts.get('kind', 'oid', () => 42);
    return saying(scope, [`${base.length} ${head.length} ${both.map(({ path }) => path).join()} ${fact}`]);
  },

  async paths(scope) {
    if (scope.files.some(({ path }) => path.includes('throw'))) throw new TypeError('a bug of ours');
    const observations = scope.files.flatMap(({ path }) => manyIn(path));
    const failed = new Map([[scope.files[0]?.path ?? repoPath('none'), 'no reason']]);
    return { observations, failed };
  },
};

function scopeOf({ files, changed, sees }: Scope): string[] {
  const sides = [files, changed, changed.filter(({ path }) => sees(path))];
  return sides.map((side) => side.map(({ path, status }) => `${path} ${status}`).join());
}

function manyIn(path: RepoPath): Observation[] {
  return Array.from({ length: 5000 }, (_, n) => {
    const line = n + 1;
    return { rule, at: { path, line, column: 1, endLine: line, endColumn: 1 }, message: 'm'.repeat(300) };
  });
}

const validator: Validator = {
  id,
  deadline: 0,
  appliesTo: () => true,
  load: async () => judges[id] ?? Promise.reject(new Error(`no judge is called ${id}`)),
};
serve({ validator, openFacts: computedFacts });
