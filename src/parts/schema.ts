/** The shape of a part file. Nothing in it is believed for having this shape: `merge` works the verdict out anew. */
import { z } from 'zod';
import type { Part } from '../domain/part.ts';
import { MAX_SHARDS } from '../domain/shard.ts';

export const PART_SCHEMA = 'gatewright.part/1';

const MAX_FILES = 1_000_000;
const MAX_TEXT = 20_000;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const commit = z
  .string()
  .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
  .nullable();
const count = z.int().min(0);
const text = z.string().max(MAX_TEXT);
const place = z.int().min(1).max(MAX_SHARDS);

const answer = z
  .strictObject({
    files: z.array(text).max(MAX_FILES).describe('The paths of the files that were asked about.'),
    status: z.enum(['completed', 'crashed', 'timed-out', 'out-of-memory']),
    message: text.describe('Why it did not complete; empty when it did.'),
    observations: z.array(z.unknown()).describe('What the judge saw, as it said it.'),
    failed: z
      .array(z.tuple([text, text]))
      .max(MAX_FILES)
      .describe('Files that it could not judge, each with a sentence.'),
    notes: z.array(text).max(MAX_FILES).optional().describe('What people have to know of how it was judged.'),
  })
  .describe('One answer: of the head first, then of the base where older findings may stand.');

const statement = z
  .strictObject({
    validator: z.string().max(100),
    ms: count.describe('Wall time in milliseconds.'),
    takenBack: text.min(1).nullable().describe('Why what it said is not relied on after all.'),
    answers: z.array(answer).max(2),
  })
  .describe("What one validator's judges said.");

export const partSchema = z
  .strictObject({
    schema: z.literal(PART_SCHEMA),
    shard: z.strictObject({ index: place, of: place }).describe('Which share of the change this is.'),
    tool: z
      .strictObject({ version: z.string().regex(/^[\w.+-]{1,100}$/), digest: sha256 })
      .describe('The Gatewright that judged; another one cannot merge the part.'),
    policy: sha256.describe('SHA-256 over all that the policy decides, with what the run left out.'),
    change: z
      .strictObject({
        base: commit.describe('The commit that the change is measured from; null for none.'),
        head: commit.describe('The commit that was judged; null for a working tree or an index.'),
        files: count.describe('How many paths changed.'),
        digest: sha256.describe('SHA-256 over both ends and every changed path with its content.'),
      })
      .describe('The change, as a whole.'),
    statements: z.array(statement).max(100).describe('One for each validator.'),
    totalMs: count.describe('How long the shard took, in milliseconds.'),
    digest: sha256.describe('SHA-256 of everything before it: it tells damage, not forgery.'),
  })
  .describe(
    'What one shard says about its share of a change (gatewright check --shard), for gatewright merge.',
  );

type PartFile = z.output<typeof partSchema>;

/** The part of a file that has the shape. Paths are compared with the change's own before anything is made of them. */
export function partOf({ shard, tool, policy, change, statements, totalMs }: PartFile): Part {
  return { shard, tool, policy, change, statements, totalMs };
}

/** The schema as JSON Schema (draft 2020-12). */
export function partJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(partSchema, { target: 'draft-2020-12' });
  return { $schema: schema.$schema, title: 'Gatewright part', ...schema };
}
