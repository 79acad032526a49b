/** A small prover for tests of trials: rules are functions of the texts of a tree, everything else is as in a real run. */
import { createHash } from 'node:crypto';
import { touches, type Change, type ChangedFile } from '../../src/domain/change.ts';
import type { Evidence, Handling, OutcomeStatus } from '../../src/domain/evidence.ts';
import type { Finding, RuleId, Standing } from '../../src/domain/finding.ts';
import { comparePaths, repoPath, type RepoPath } from '../../src/domain/path.ts';
import type { Edit, Patch, Proposal } from '../../src/domain/proposal.ts';
import type { Tree } from '../../src/domain/tree.ts';
import type { Prove } from '../../src/domain/validator.ts';
import { decode, Lines } from '../../src/kit/text.ts';

/** Offsets and lengths of what a rule finds in one file; `all` holds every file of the tree. */
export type Find = (
  text: string,
  all: ReadonlyMap<string, string>,
  path: string,
) => readonly (readonly [number, number])[];
export type Script = Readonly<Record<RuleId, Find>>;

/** Finds every occurrence of a word. */
export function word(wanted: string): Find {
  return (text) =>
    [...text.matchAll(new RegExp(wanted, 'g'))].map((match) => [match.index, wanted.length] as const);
}

/** Proves a change with the rules of the script; validators are the rules' prefixes. */
export function scriptedProver(script: Script, hooks: Hooks = {}): Prove {
  return async (change) => {
    hooks.onProve?.(change);
    const heads = await textsOf(change.head);
    const bases = await textsOf(change.base);
    const findings: Finding[] = [];
    for (const file of change.files) {
      const text = heads.get(file.path);
      if (text === undefined) continue;
      for (const [rule, find] of Object.entries(script) as [RuleId, Find][]) {
        const before = new Set(linesWith(find, bases, file.path));
        findings.push(...findingsIn({ rule, find, file, text, heads, before }));
      }
    }
    findings.sort(
      (a, b) => comparePaths(a.at.path, b.at.path) || a.at.line - b.at.line || a.at.column - b.at.column,
    );
    const ids = [...new Set(Object.keys(script).map((rule) => rule.split('/')[0] ?? ''))];
    return withOutcomes(change, ids, findings, hooks);
  };
}

export interface Hooks {
  readonly onProve?: (change: Change) => void;
  readonly status?: (validator: string, change: Change) => OutcomeStatus;
  readonly handling?: (validator: string, path: RepoPath, change: Change) => Handling;
}

function withOutcomes(
  change: Change,
  ids: readonly string[],
  findings: readonly Finding[],
  hooks: Hooks,
): Evidence {
  const handled = (id: string) =>
    new Map(
      change.files.map(({ path }) => [
        path,
        hooks.handling?.(id, path, change) ?? { kind: 'judged' as const },
      ]),
    );
  const outcomes = ids.map((id) => {
    const status = hooks.status?.(id, change) ?? 'completed';
    return { validator: id, required: true, status, message: '', ms: 1, handled: handled(id) };
  });
  const done = new Set(
    outcomes.filter((outcome) => outcome.status === 'completed').map(({ validator }) => validator),
  );
  return { outcomes, findings: findings.filter((finding) => done.has(finding.validator)) };
}

interface Looking {
  readonly rule: RuleId;
  readonly find: Find;
  readonly file: ChangedFile;
  readonly text: string;
  readonly heads: ReadonlyMap<string, string>;
  readonly before: ReadonlySet<string>;
}

function findingsIn({ rule, find, file, text, heads, before }: Looking): Finding[] {
  const lines = new Lines(text);
  const seen = new Map<string, number>();
  return find(text, heads, file.path).map(([offset, length]) => {
    const [start, end] = [lines.position(offset), lines.position(offset + length)];
    const snippet = lines.line(start.line);
    const ordinal = seen.get(snippet) ?? 0;
    seen.set(snippet, ordinal + 1);
    const touched = touches(file.hunks, start.line, end.line);
    const standing: Standing = !touched && before.has(snippet) ? 'outside-diff' : 'new';
    const at = {
      path: file.path,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
    };
    return {
      rule,
      at,
      message: `${rule} at ${start.line}`,
      validator: rule.split('/')[0] ?? '',
      severity: 'error',
      confidence: 'high',
      standing,
      snippet,
      fingerprint: sha(`${rule}\n${file.path}\n${snippet}\n${ordinal}`),
      lineHash: '',
    };
  });
}

function linesWith(find: Find, texts: ReadonlyMap<string, string>, path: string): string[] {
  const text = texts.get(path);
  if (text === undefined) return [];
  const lines = new Lines(text);
  return find(text, texts, path).map(([offset]) => lines.line(lines.position(offset).line));
}

/** Every text of a tree. */
export async function textsOf(tree: Tree): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const { path, oid } of await tree.list()) {
    const blob = await tree.bytes(oid);
    if (blob.kind === 'bytes') texts.set(path, decode(blob.bytes).text);
  }
  return texts;
}

/** Edits that replace the nth occurrence (from 0) of a word in a text. */
export function replaceIn(path: string, text: string, wanted: string, replace: string, nth = 0): Edit {
  let start = text.indexOf(wanted);
  for (let i = 0; i < nth; i++) start = text.indexOf(wanted, start + 1);
  if (start === -1) throw new Error(`no ${wanted} in ${path}`);
  return { path: repoPath(path), start, end: start + wanted.length, expect: wanted, replace };
}

let unnamed = 0;

/** A proposal with these edits for these findings. */
export function proposalFor(
  findings: readonly Finding[],
  edits: readonly Edit[],
  more: Partial<Proposal> = {},
): Proposal {
  return {
    id: `p${++unnamed}`,
    source: 'fixer:test',
    title: 'A test',
    addresses: findings.map((finding) => finding.fingerprint),
    patch: edits as Patch,
    key: `k${unnamed}`,
    ...more,
  };
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
