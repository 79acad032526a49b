/** What of a SARIF log is read that a program of others printed; whatever else it holds is passed over. */
import { z } from 'zod';

/** No text has more lines, and no line more columns, than JavaScript has numbers for. */
const number = z
  .int()
  .min(1)
  .max(2 ** 31);
const text = z.string().min(1).max(20_000);

const region = z.object({
  startLine: number,
  startColumn: number.default(1),
  endLine: number.optional(),
  endColumn: number.optional(),
});

const location = z.object({
  physicalLocation: z.object({ artifactLocation: z.object({ uri: text }), region }),
});

const threadFlow = z.object({ locations: z.array(z.object({ location })).max(10_000) });

const replacement = z.object({
  deletedRegion: region,
  insertedContent: z.object({ text: z.string() }).optional(),
});

const fix = z.object({
  artifactChanges: z.array(
    z.object({ artifactLocation: z.object({ uri: text }), replacements: z.array(replacement) }),
  ),
});

const result = z.object({
  ruleId: text,
  message: z.object({ text: z.string().min(1) }),
  locations: z.tuple([location], location),
  codeFlows: z.array(z.object({ threadFlows: z.array(threadFlow) })).default([]),
  fixes: z.array(fix).default([]),
});

const notification = z.object({
  descriptor: z.object({ id: z.string() }).optional(),
  level: z.enum(['none', 'note', 'warning', 'error']).default('warning'),
  message: z.object({ text: z.string() }),
});

const invocation = z.object({
  executionSuccessful: z.boolean().default(true),
  toolExecutionNotifications: z.array(notification).default([]),
  toolConfigurationNotifications: z.array(notification).default([]),
});

const log = z.object({
  version: z.literal('2.1.0'),
  runs: z.array(z.object({ results: z.array(result), invocations: z.array(invocation).default([]) })).min(1),
});

export type Log = z.infer<typeof log>;
export type Region = z.infer<typeof region>;
export type Result = z.infer<typeof result>;
export type Notification = z.infer<typeof notification>;

/** The log, or what is wrong with the text. */
export function readLog(printed: string): Log | string {
  const read = readJson(printed);
  if ('problem' in read) return read.problem;
  const parsed = log.safeParse(read.value);
  return parsed.success ? parsed.data : `it is no SARIF: ${first(parsed.error)}`;
}

const account = z.object({ paths: z.object({ scanned: z.array(z.string()) }) });

/** The files that an account of a run says it looked at, or what is wrong with it. */
export function readScanned(written: string): readonly string[] | string {
  const read = readJson(written);
  if ('problem' in read) return read.problem;
  const parsed = account.safeParse(read.value);
  return parsed.success ? parsed.data.paths.scanned : `its account is wrong: ${first(parsed.error)}`;
}

function readJson(printed: string): { readonly value: unknown } | { readonly problem: string } {
  if (printed.trim() === '') return { problem: 'it is empty' };
  try {
    return { value: JSON.parse(printed) as unknown };
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
    const what = /[}\]]\s*$/.test(printed) ? 'it is no JSON' : 'it ends before it is complete';
    return { problem: `${what}: ${error.message}` };
  }
}

function first({ issues }: z.ZodError): string {
  const [issue] = issues;
  return issue ? `${issue.path.join('.')}: ${issue.message}` : 'it is wrong';
}
