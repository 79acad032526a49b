/** The shape of the audit's lines: what a run writes, and what is believed of a note that somebody else may have written. */
import { z } from 'zod';
import { TASK_IDS } from '../../domain/assistant.ts';
import { CONFIDENCES } from '../../domain/finding.ts';
import { PUBLISHED_KINDS } from '../../domain/published.ts';

export const AUDIT_SCHEMA = 'gatewright.audit/1';

const MAX_TEXT = 20_000;
const MOST = 10_000;

const text = z.string().max(MAX_TEXT);
const count = z.int().min(0);
const digest = z.string().regex(/^(?:[0-9a-f]{64})?$/);
const oid = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
const validator = z.string().max(100);
const confidence = z.enum(CONFIDENCES);
const spending = z.strictObject({ tokens: z.number().min(0), dollars: z.number().min(0) });

const common = {
  schema: z.literal(AUDIT_SCHEMA),
  run: text.describe('The address of the run; empty on a command line.'),
};

const prompt = z
  .strictObject({
    id: z.enum(TASK_IDS),
    version: count,
    digest: digest.describe('SHA-256 of the whole file.'),
  })
  .describe('What the assistant was told.');

const asking = z
  .strictObject({
    prompt,
    model: text,
    requestId: text.nullable().describe("The provider's id of the last request."),
    from: z.enum(['model', 'cache', 'recording']).describe('Who answered.'),
    attempts: count.describe('Requests that could cost something.'),
    ...spending.shape,
    ms: z.number().min(0).describe('Wall time in milliseconds.'),
    plain: z.boolean().describe('Asked a second time, about less and in plain text.'),
  })
  .describe('One question to the assistant, and what it took.');

const published = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(PUBLISHED_KINDS),
    branch: text,
    commits: z.array(z.strictObject({ id: oid, proposals: z.array(text), reverts: z.array(oid) })).max(MOST),
    url: text,
    note: text,
  }),
  z.strictObject({
    kind: z.literal('nothing'),
    wanted: z.enum(PUBLISHED_KINDS),
    note: text,
  }),
]);

const runLine = z
  .strictObject({
    ...common,
    kind: z.literal('run'),
    tool: z.strictObject({ version: text, digest }),
    policy: z.strictObject({ source: text, digest }),
    base: oid.nullable(),
    head: oid.nullable().describe('What was judged; null for a working tree or an index.'),
    decision: z.enum(['pass', 'block', 'could-not-judge', 'config', 'stale']),
    assistant: z
      .strictObject({ model: text, ceilings: spending, spent: spending, questions: count, unasked: count })
      .nullable(),
    proposals: count,
    published: z.array(published).max(MOST).describe('What this run wrote to branches, or why it did not.'),
    ms: z.number().min(0),
  })
  .describe('The run itself, last.');

const proposalLine = z
  .strictObject({
    ...common,
    kind: z.literal('proposal'),
    head: oid.nullable().describe('What was judged, and what it would change.'),
    id: text,
    key: text.describe('The same where lines moved; the trailer Gatewright-Proposal has it.'),
    source: z.string().regex(/^(?:fixer|assistant):[\w-]{1,100}$/),
    title: text,
    addresses: z.array(text).max(MOST).describe('Fingerprints of the findings that it is meant to end.'),
    files: z.array(text).max(MOST).describe('What it changes.'),
    fate: z.enum(['kept', 'refused', 'rolled-back']),
    reason: text.nullable().describe('Why it was not kept.'),
    undone: z
      .strictObject({ how: z.enum(['reverted', 'dismissed', 'rolled-back']), by: text })
      .nullable()
      .describe('What became of it where it was published before, and by whom as far as that is known.'),
    unsure: z.boolean().describe("Refused because it did not reach the policy's confidence."),
    confidence,
    stated: confidence.nullable().describe('What its author said of it.'),
    salvaged: z
      .array(text)
      .max(MOST)
      .describe('What was mended in it before it was tried, or before it held.'),
    tried: z
      .array(
        z.strictObject({
          validator,
          status: z.enum(['completed', 'crashed', 'timed-out', 'out-of-memory', 'off']),
          opened: count.describe('New findings that it would open.'),
        }),
      )
      .max(MOST)
      .describe('What each validator made of it alone; empty when it was not tried.'),
    asking: asking.nullable().describe('Null for a fixer, and where the question is not on record.'),
    commit: oid.nullable().describe('The commit that holds it, where it was published as one.'),
    lines: z
      .array(z.strictObject({ path: text, from: z.int().min(1), to: z.int().min(1) }))
      .max(MOST)
      .describe('The lines of that commit that it wrote; none when it was not published.'),
  })
  .describe('One proposal and its end.');

const questionLine = z
  .strictObject({
    ...common,
    kind: z.literal('question'),
    head: oid.nullable(),
    path: text,
    line: z.int().min(1),
    endLine: z.int().min(1),
    end: z.enum(['noted', 'declined', 'discarded', 'failed', 'offered']),
    message: text.nullable().describe('Why nothing came of it.'),
    asking,
  })
  .describe('One question that became no proposal.');

export const auditLine = z.discriminatedUnion('kind', [proposalLine, questionLine, runLine]);

export type AuditLine = z.output<typeof auditLine>;
export type ProposalLine = z.output<typeof proposalLine>;
export type RunLine = z.output<typeof runLine>;
export type QuestionLine = z.output<typeof questionLine>;
export type Asking = z.output<typeof asking>;

/** The schema of one line as JSON Schema (draft 2020-12). */
export function auditJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(auditLine, { target: 'draft-2020-12' });
  const description = 'One line of audit.jsonl: proposals, then questions that became none, then the run.';
  return { $schema: schema.$schema, title: 'Gatewright audit', description, ...schema };
}
