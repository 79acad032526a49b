/** The judgement of the secrets validator: what stands on added lines, without a word of what it is. */
import { touches, type ChangedFile } from '../../../domain/change.ts';
import type { Observation } from '../../../domain/finding.ts';
import type { RepoPath } from '../../../domain/path.ts';
import type { Judgement, Scope } from '../../../domain/validator.ts';
import { findSecrets } from '../../../kit/secrets/find.ts';
import type { Secret } from '../../../kit/secrets/format.ts';
import { decode, Lines } from '../../../kit/text.ts';
import { isLock, isOfTests } from '../../../kit/places.ts';
import { ruleOf } from './rule-of.ts';

export async function judgeSecrets({ head, files, at }: Scope): Promise<Judgement> {
  const observations: Observation[] = [];
  const failed = new Map<RepoPath, string>();
  for (const file of files) {
    at(file.path);
    if (!file.head) continue;
    const blob = await head.bytes(file.head.oid);
    if (blob.kind === 'unreadable') failed.set(file.path, blob.reason);
    else if (blob.kind === 'too-large') observations.push(unread(file.path, blob.size));
    else if (isText(blob.bytes)) observations.push(...observe(file, decode(blob.bytes).text));
  }
  return { observations, failed };
}

/** As git tells text: no NUL near the beginning, unless a byte order mark says that it is UTF-16. */
function isText(bytes: Uint8Array): boolean {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isWide || !bytes.subarray(0, 8000).includes(0);
}

function observe({ path, hunks }: ChangedFile, text: string): Observation[] {
  const secrets = findSecrets(text).filter((secret) => counts(secret, path));
  if (secrets.length === 0) return [];
  const lines = new Lines(text);
  const said = new Set<string>();
  return secrets.flatMap((secret): Observation[] => {
    const [from, to] = [lines.position(secret.start), lines.position(secret.end)];
    const rule = ruleOf(secret, path);
    const words = `${rule} ${from.line}`;
    // Of several on a line one is enough: whoever goes there sees the others.
    if (!touches(hunks, from.line, to.line) || said.has(words)) return [];
    said.add(words);
    const at = { path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
    return [{ rule, at, message: sentence(secret) }];
  });
}

/** A guess is worth no word where made-up credentials are at home, nor among the hashes of a lockfile. */
function counts({ certain }: Secret, path: RepoPath): boolean {
  return certain || !(isOfTests(path) || isLock(path));
}

function sentence({ what, certain }: Secret): string {
  const subject = what.charAt(0).toUpperCase() + what.slice(1);
  return certain ? `${subject} is written into this file.` : `${subject} may be written into this file.`;
}

function unread(path: RepoPath, size: number): Observation {
  const message = `The file was not searched for secrets: it is too large (${size} bytes).`;
  const at = { path, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { rule: 'secrets/not-searched', at, message, wholeFile: true };
}
