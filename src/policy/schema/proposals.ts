/** What a policy says of proposals: who makes them, what they may touch, and what becomes of them. */
import { z } from 'zod';
import { TASK_IDS } from '../../domain/assistant.ts';
import { CONFIDENCES } from '../../domain/finding.ts';
import { DEFAULTS } from '../defaults.ts';
import { repositoryPath } from './values.ts';

const TOKENS = { error: 'a number of tokens, from 1 on' };
const DOLLARS = { error: 'an amount in US dollars, above 0' };
export const assistantBudget = z
  .strictObject(
    {
      tokens: z
        .int(TOKENS)
        .min(1, TOKENS)
        .max(100_000_000, TOKENS)
        .default(DEFAULTS.assistant.budget.tokens)
        .describe('Most tokens of one run, input and output together.'),
      dollars: z
        .number(DOLLARS)
        .positive(DOLLARS)
        .max(10_000, DOLLARS)
        .default(DEFAULTS.assistant.budget.dollars)
        .describe('Most US dollars of one run.'),
    },
    { error: 'a mapping with tokens, dollars or both' },
  )
  .describe('What would go beyond is not sent.');
const VERSION = { error: 'a version such as 1, or the path of a prompt' };
const prompt = z.union(
  [
    z.int(VERSION).min(1, VERSION).max(10_000, VERSION),
    z
      .string(VERSION)
      .max(500, { error: 'at most 500 characters' })
      .regex(repositoryPath, { error: 'a path from the root of the repository' }),
  ],
  VERSION,
);
export const assistant = z
  .strictObject(
    {
      model: z
        .string({ error: 'the name of a model' })
        .regex(/^[\w.:@/-]{1,200}$/, { error: 'the name of a model' })
        .default(DEFAULTS.assistant.model)
        .describe('The model that is asked.'),
      budget: assistantBudget.prefault({}),
      tasks: z
        .array(z.enum(TASK_IDS, { error: TASK_IDS.join(', ') }), { error: 'a list of tasks' })
        .max(TASK_IDS.length, { error: `at most ${TASK_IDS.length} tasks` })
        .default([...DEFAULTS.assistant.tasks])
        .describe('What it is asked for.'),
      prompts: z
        .partialRecord(z.enum(TASK_IDS, { error: TASK_IDS.join(', ') }), prompt, {
          error: 'a mapping of tasks to versions or paths',
        })
        .default({})
        .describe('By task: the version of a prompt that ships, or the path of a prompt in this repository.'),
      confidence: z
        .enum(CONFIDENCES, { error: 'high, medium or low' })
        .default(DEFAULTS.assistant.confidence)
        .describe('What a proposal must reach to be shown.'),
      allow: z
        .array(z.enum(['tests', 'new-files'], { error: 'tests or new-files' }), {
          error: 'a list of tests, new-files or both',
        })
        .default([...DEFAULTS.assistant.allow])
        .describe('What its proposals may write besides code that is there.'),
    },
    { error: 'a mapping' },
  )
  .describe(
    'What the assistant may use where a run switches it on, which no policy can (docs/assistant.md).',
  );

// Of an app: its slug and [bot].
const agent = z
  .string({ error: 'the login of an account' })
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\[bot\])?$/, { error: 'the login of one account, without @' });
export const rollBack = z
  .strictObject(
    {
      agents: z
        .array(agent, { error: 'a list of logins' })
        .max(100, { error: 'at most 100 logins' })
        .default([])
        .describe('Accounts whose push is reverted, exactly as far as it reached, when the change blocks.'),
    },
    { error: 'a mapping with agents' },
  )
  .describe('Whose commits are reverted besides those that Gatewright published.');
