/** Judges the files of a scope one by one; trouble with one is never the end of the others. */
import type { ChangedFile } from '../../../domain/change.ts';
import type { Observation } from '../../../domain/finding.ts';
import type { RepoPath } from '../../../domain/path.ts';
import type { Judgement, Scope } from '../../../domain/validator.ts';
import { rules } from '../../../kit/rules.ts';
import { formOf } from './form.ts';
import type { Seen } from './inspection.ts';
import { inspectMuted, isSilenced, readSource, type Source } from './source.ts';
import { observe, observeFile } from './observe.ts';
import { isTestInput } from './test-input.ts';
import { judgeUnparsed } from './unparsed.ts';

/** What deceives whoever reads the file counts wherever it lies. */
const DECEIVES = new Set(['lint/detect-bidi-characters', 'lint/detect-invisible-characters']);

export async function judge(scope: Scope): Promise<Judgement> {
  const observations: Observation[] = [];
  const failed = new Map<RepoPath, string>();
  for (const file of scope.files) {
    scope.at(file.path);
    try {
      observations.push(...(await judgeFile(scope, file)));
    } catch (error) {
      failed.set(file.path, sentenceOf(error));
    }
  }
  return { observations, failed };
}

async function judgeFile(scope: Scope, file: ChangedFile): Promise<Observation[]> {
  if (!file.head) throw new Error('the file is not in the head');
  const source = await readSource(scope, scope.head, { entry: file.head, form: formOf(file.path) });
  const isPlain = source.inspection.parsed === 'plain';
  const before = isPlain && !isSilenced(source) ? null : await sourceAtBase(scope, file);
  const muted = await inspectMuted(scope, source, before);
  const seen = isTestInput(file.path) ? muted.map(doubt) : muted;
  const observations = seen.map((one) => observe(one, file.path, source));
  const refused = isPlain ? null : await refusalOf(scope, file.path, { source, before });
  return refused ? [refused, ...observations] : observations;
}

/** What would block elsewhere may be what a test is about. */
function doubt(seen: Seen): Seen {
  if (rules.get(seen.rule)?.severity !== 'error' || DECEIVES.has(seen.rule)) return seen;
  return { ...seen, rule: 'lint/defect-in-test-input', message: `${seen.message} (${seen.rule})` };
}

async function refusalOf(
  scope: Scope,
  path: RepoPath,
  { source, before }: { source: Source; before: Source | null },
): Promise<Observation | null> {
  const { text, inspection } = source;
  const parsedBefore = before?.inspection.parsed ?? null;
  const verdict = judgeUnparsed({
    path,
    text,
    inspection,
    before: parsedBefore,
    flow: await usesFlow(scope),
  });
  return verdict && observeFile(verdict, path, source);
}

/** The file, or the one it was renamed from, as it was at base; null when there was none that can be read. */
async function sourceAtBase(scope: Scope, file: ChangedFile): Promise<Source | null> {
  const origin = file.origin ?? file.path;
  const entry = file.base ?? (await scope.base.entry(origin));
  if (!entry || (entry.mode !== 'file' && entry.mode !== 'executable')) return null;
  try {
    return await readSource(scope, scope.base, { entry, form: formOf(file.path) });
  } catch {
    // What could not be judged at base proves nothing: the head is then weighed as a new file.
    return null;
  }
}

async function usesFlow(scope: Scope): Promise<boolean> {
  return (await scope.base.list()).some(({ path }) => /(^|\/)\.flowconfig$/.test(path));
}

function sentenceOf(error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
  if (!/call stack/i.test(message)) return `ESLint could not finish on this file: ${message.slice(0, 200)}`;
  return 'the file is nested too deeply for ESLint: split it, or exempt it as generated in the policy';
}
