import compiled from 'virtual:prompts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClaude } from '../../../../src/assistant/claude.ts';
import type { TaskId } from '../../../../src/domain/assistant.ts';
import { repoPath } from '../../../../src/domain/path.ts';
import type { Prompt } from '../../../../src/kit/prompt-file.ts';
import { tasks } from '../../../../src/propose/assistant/tasks.ts';
import { breaksOff, says } from '../../../support/anthropic/behaviours.ts';
import { KEY, startAnthropic, type LocalAnthropic } from '../../../support/anthropic/server.ts';
import { ask, type Asking } from '../../../support/asking.ts';
import { findingOf } from '../../../support/report.ts';

const MAINTAINED = { 'CLAUDE.md': 'Prefer `const`.\n', 'AGENTS.md': 'No new dependencies.\n' };

const SUM =
  'export function sum(list) {\n  let all = 0;\n  for (const one of list) all += one;\n  return all;\n}\n';
const TESTED = {
  'src/x.ts': 'export const x = 1;\n',
  'test/x.test.ts': "import { x } from '../src/x.ts';\n\nit('is one', () => expect(x).toBe(1));\n",
};

/** For each task, a change about which it asks exactly one question. */
const SCENES: Readonly<Partial<Record<TaskId, Asking>>> = {
  fix: {
    head: { 'src/a.ts': 'one();\nreturn;\nthree();\n' },
    findings: [findingOf({ rule: 'lint/no-unreachable', at: [3, 1, 3, 9], hint: 'Delete it' })],
  },
  repair: {
    head: { 'src/a.ts': 'export const a = (1 + ;\n' },
    findings: [
      findingOf({
        rule: 'lint/syntax-error',
        at: [1, 23, 1, 24],
        wholeFile: true,
        message: 'The file does not parse: unexpected token',
      }),
    ],
  },
  refactor: {
    base: { 'src/a.ts': SUM },
    head: { 'src/a.ts': SUM, 'src/b.ts': `// Sums.\n${SUM.replace('sum', 'total')}` },
    findings: [
      findingOf({
        rule: 'duplication/renamed-copy',
        path: 'src/b.ts',
        at: [2, 1, 6, 2],
        severity: 'warning',
        message: '`total` (5 lines) repeats `sum` in src/a.ts:1 (but for names and values).',
        related: [
          {
            path: repoPath('src/a.ts'),
            line: 1,
            column: 1,
            endLine: 5,
            endColumn: 2,
            note: 'What it repeats',
          },
        ],
      }),
    ],
  },
  generate: {
    head: { 'src/a.ts': SUM, 'src/b.ts': 'b();\n' },
    instructions: [{ text: 'Let sum in src/a.ts skip what is no number', by: 'ada', url: '' }],
  },
  tests: {
    base: TESTED,
    head: { ...TESTED, 'src/sum.ts': SUM },
    policy: { allow: ['tests'] },
  },
  review: { head: { 'src/a.ts': SUM } },
};

let server: LocalAnthropic;
beforeAll(async () => void (server = await startAnthropic()));
afterAll(() => server.close());

const open = () =>
  openClaude({
    access: { credential: { apiKey: KEY }, baseURL: server.url },
    model: 'claude-test',
    ceilings: { tokens: 1_000_000, dollars: 100 },
    price: { input: 2, output: 10 },
  });

/** The bodies that leave when a task is asked with this version, and the first reply is lost. */
async function bodiesOf({ id, version }: Prompt): Promise<readonly unknown[]> {
  const task = id as TaskId;
  const scene = SCENES[task] ?? { head: {} };
  const before = server.asked().length;
  server.script(breaksOff('{}'), says('summary: Nothing'));
  const policy = { tasks: [task], prompts: new Map([[task, version]]), ...scene.policy };
  await ask({ maintained: MAINTAINED, ...scene, policy, assistant: open() });
  return server
    .asked()
    .slice(before)
    .map(({ body }) => body);
}

const prompts = compiled.filter(({ id }) => tasks.some((task) => task.id === id));

describe('what leaves', () => {
  it('is known for every task', () => {
    expect(Object.keys(SCENES).sort()).toEqual(tasks.map(({ id }) => id).sort());
  });

  it.each(prompts.map((prompt) => [`${prompt.id}-v${prompt.version}`, prompt] as const))(
    'is exactly the golden request of %s',
    async (name, prompt) => {
      const bodies = await bodiesOf(prompt);
      expect(bodies).toHaveLength(prompt.plain === null ? 1 : 2);
      const golden = `../../../golden/requests/${name}.json`;
      await expect(`${JSON.stringify(bodies, null, 2)}\n`).toMatchFileSnapshot(golden);
    },
  );
});
