/** What a policy says of validators. */
import { z } from 'zod';
import { globs } from './values.ts';

// Every `error` is what was expected, as a phrase that follows "expected".
const level = z.enum(['block', 'warn', 'off'], { error: 'block, warn or off' });

export const validator = z
  .strictObject(
    {
      level: level
        .default('block')
        .describe(
          'block: findings count with the severity of their rule. warn: they never block. off: it does not run.',
        ),
      required: z
        .boolean({ error: 'true or false' })
        .optional()
        .describe('Whether the change can only pass when this validator came to an end (default: true).'),
      paths: globs.default([]).describe('Globs of the files to judge; none means every file.'),
      ignore: globs.default([]).describe('Globs of files to leave out.'),
      rules: z
        .record(z.string(), level, { error: 'a mapping of rules to block, warn or off' })
        .default({})
        .describe(
          'Levels of single rules, by id (lint/no-unreachable) or short name (no-unreachable). block makes every finding of the rule an error.',
        ),
    },
    { error: 'a mapping' },
  )
  .describe('How one validator is used.');

const lines = { error: 'a number of lines, from 1 on' };
const percent = { error: 'a number from 0 to 100' };
export const limit = z
  .strictObject(
    {
      lines: z.int(lines).min(1, lines).optional().describe('Most added lines in one copy.'),
      share: z
        .number(percent)
        .min(0, percent)
        .max(100, percent)
        .optional()
        .describe('Most percent of the added lines, in the files judged, that may stand in copies.'),
    },
    { error: 'a mapping with lines, share or both' },
  )
  .describe('Copies above it are errors; without it they are warnings.');

export const limited = validator.extend({ limit: limit.optional() }).describe('How one validator is used.');
