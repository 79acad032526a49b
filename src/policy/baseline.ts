/** The baseline: findings that the maintainers know of and have decided to live with for now. */
import { z } from 'zod';
import type { Finding } from '../domain/finding.ts';
import { comparePaths } from '../domain/path.ts';
import { UserError } from '../errors.ts';
import { shown } from './problem.ts';

const SCHEMA = 'gatewright.baseline/1';
const MAX_ENTRIES = 50_000;
const REMEDY = 'Write it anew with gatewright baseline.';

const entry = z.object({
  fingerprint: z.string().regex(/^[0-9a-f]{32}$/, { error: '32 hex digits' }),
  rule: z.string(),
  path: z.string(),
  line: z.int().min(1).optional(),
  message: z.string(),
});
const shape = z.object({ schema: z.literal(SCHEMA), findings: z.array(entry).max(MAX_ENTRIES) });

/** The fingerprints that a baseline holds; throws a UserError that names the first thing that is wrong. */
export function parseBaseline(file: string, text: string): ReadonlySet<string> {
  const parsed = shape.safeParse(parseJson(file, text));
  if (parsed.success) return new Set(parsed.data.findings.map(({ fingerprint }) => fingerprint));
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'the whole';
  throw new UserError(`${file} is not a baseline: ${where}: ${issue?.message}. ${REMEDY}`);
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new UserError(`${file} is not JSON: ${shown(said)}. ${REMEDY}`);
  }
}

/** The baseline's text for these findings: the same for the same findings in any order, one entry for each. */
export function renderBaseline(findings: readonly Finding[]): string {
  const entries = [...findings]
    .sort(
      (a, b) => comparePaths(a.at.path, b.at.path) || a.at.line - b.at.line || compare(keyOf(a), keyOf(b)),
    )
    .map(({ fingerprint, rule, at, message }) => ({
      fingerprint,
      rule,
      path: at.path,
      line: at.line,
      message,
    }));
  const once = new Map(entries.toReversed().map((one) => [one.fingerprint, one]));
  const kept = entries.filter((one) => once.get(one.fingerprint) === one);
  return `${JSON.stringify({ schema: SCHEMA, findings: kept }, null, 2)}\n`;
}

function keyOf({ rule, fingerprint, message }: Finding): string {
  return `${rule}\0${fingerprint}\0${message}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
