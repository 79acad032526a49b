/** The shape of the policy file: what editors complete and what the loader accepts are this one schema. */
import { z } from 'zod';
import { TASK_IDS } from '../domain/assistant.ts';
import { VALIDATOR_IDS } from '../domain/policy.ts';
import { LANGUAGE_NAMES } from '../kit/language-names.ts';
import { DEFAULT_BASELINE } from './defaults.ts';
import { assistant, assistantBudget, rollBack } from './schema/proposals.ts';
import { limit, limited, validator } from './schema/validators.ts';
import { globs, repositoryPath } from './schema/values.ts';

const MAX_SECONDS = 21_600;

// Every `error` is what was expected, as a phrase that follows "expected".
const BUDGET = { error: `seconds from 1 to ${MAX_SECONDS}, or a time like 90s or 5m` };
const budget = z.union(
  [
    z.int(BUDGET).min(1, BUDGET).max(MAX_SECONDS, BUDGET),
    z
      .string(BUDGET)
      .regex(/^[1-9]\d{0,4}[sm]$/, BUDGET)
      .refine((text) => secondsOf(text) <= MAX_SECONDS, BUDGET),
  ],
  BUDGET,
);

const ruleGlob = z
  .string({ error: 'the id of a rule, or a glob of ids, in quotes' })
  .max(100, { error: 'at most 100 characters' });
// A managed user's login ends in an underscore and the enterprise's short code. Teams: see docs/escalation.md.
const login = z
  .string({ error: 'the login of a person' })
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, { error: 'the login of one person, without @' });
const escalation = z
  .strictObject(
    {
      rules: z
        .array(ruleGlob, { error: 'a list of rules' })
        .min(1, { error: 'at least one rule' })
        .max(100, { error: 'at most 100 rules' })
        .describe('Ids of rules, or globs of them (security/*).'),
      to: z
        .array(login, { error: 'a list of logins' })
        .min(1, { error: 'at least one login' })
        .max(100, { error: 'at most 100 logins' })
        .describe('Logins of people with write access; the author of a change never counts.'),
    },
    { error: 'a mapping with rules and to' },
  )
  .describe('New findings of these rules block until one of these people has approved the very head.');

export const policySchema = z
  .strictObject(
    {
      mode: z
        .enum(['gate', 'observe'], { error: 'gate or observe' })
        .default('gate')
        .describe('observe: everything is reported and findings fail nothing.'),
      threshold: z
        .enum(['error', 'warning', 'note'], { error: 'error, warning or note' })
        .default('error')
        .describe('The least severity at which a new finding blocks.'),
      'time-budget': budget
        .default(300)
        .describe('Time for the whole run: seconds, or a time like 90s or 5m.'),
      'must-judge': z
        .array(
          z.enum(LANGUAGE_NAMES as [string, ...string[]], { error: `one of ${LANGUAGE_NAMES.join(', ')}` }),
          {
            error: 'a list of languages',
          },
        )
        .default([])
        .describe('Languages in which a changed file that no validator can judge stops the change.'),
      generated: globs.default([]).describe('Globs of generated or vendored files, besides the known ones.'),
      accept: z
        .enum(['writers', 'nobody'], { error: 'writers or nobody' })
        .default('writers')
        .describe('Who may answer for a finding with /gatewright accept in a comment.'),
      escalate: z
        .array(escalation, { error: 'a list of mappings with rules and to' })
        .max(50, { error: 'at most 50 entries' })
        .default([])
        .describe('Rules whose findings certain people have to approve, whatever their level.'),
      assistant: assistant.prefault({}),
      fix: z
        .enum(['off', 'suggest', 'commit', 'pr'], { error: 'off, suggest, commit or pr' })
        .default('suggest')
        .describe('What becomes of proposals that passed their trial on a pull request (docs/fix.md).'),
      'on-failure': z
        .enum(['block', 'roll-back'], { error: 'block or roll-back' })
        .default('block')
        .describe('roll-back: a block also reverts what Gatewright published (docs/roll-back.md).'),
      'roll-back': rollBack.prefault({}),
      protected: globs.default([]).describe('Globs of files and folders that no proposal touches.'),
      validators: z
        .strictObject(
          {
            lint: validator.prefault({}),
            imports: validator.prefault({}),
            paths: validator.prefault({}),
            duplication: limited.prefault({}),
            security: validator.prefault({}),
            tampering: validator.prefault({}),
            secrets: validator.prefault({}),
          } satisfies Record<(typeof VALIDATOR_IDS)[number], unknown>,
          { error: 'a mapping of validators' },
        )
        .prefault({})
        .describe('Settings by validator.'),
      rules: z
        .array(
          z
            .string({ error: 'a path in quotes' })
            .max(500, { error: 'at most 500 characters' })
            .regex(repositoryPath, { error: 'a path from the root of the repository' }),
          { error: 'a list of paths' },
        )
        .max(50, { error: 'at most 50 paths' })
        .default([])
        .describe(
          "Files and folders with rules of your own in Semgrep's format, which security runs besides its own.",
        ),
      baseline: z
        .string({ error: 'a path' })
        .max(500, { error: 'at most 500 characters' })
        .regex(repositoryPath, { error: 'a path from the root of the repository' })
        .optional()
        .describe(`Where the baseline is (default: ${DEFAULT_BASELINE}).`),
    },
    { error: 'a mapping of keys to values' },
  )
  .describe('The policy of Gatewright, read from the base of a change: .github/gatewright.yml');

export type PolicyFile = z.output<typeof policySchema>;

/** `90`, `90s` or `5m` as seconds. */
export function secondsOf(budget: number | string): number {
  return typeof budget === 'number' ? budget : Number.parseInt(budget, 10) * (budget.endsWith('m') ? 60 : 1);
}

/** The keys that may stand at a place of the file; empty where keys are free. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(policySchema.shape);
  if (path[0] === 'escalate' && path.length === 2) return Object.keys(escalation.shape);
  if (path[0] === 'assistant') return assistantKeys(path);
  if (path[0] === 'roll-back') return Object.keys(rollBack.shape);
  if (path[0] !== 'validators') return [];
  if (path.length === 1) return VALIDATOR_IDS;
  const keys = path[1] === 'duplication' ? limited.shape : validator.shape;
  if (path.length === 2) return Object.keys(keys);
  return path[2] === 'limit' ? Object.keys(limit.shape) : [];
}

function assistantKeys(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 1) return Object.keys(assistant.shape);
  return path[1] === 'prompts' ? TASK_IDS : Object.keys(assistantBudget.shape);
}

/** The schema as JSON Schema, for editors (draft 2020-12). */
export function policyJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(policySchema, { io: 'input', target: 'draft-2020-12' });
  return { $schema: schema.$schema, title: 'Gatewright policy', ...schema };
}
