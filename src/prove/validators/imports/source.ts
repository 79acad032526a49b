/** A source file of the head: its text, and the facts of its syntax; a grammar is loaded only for unknown blobs. */
import type { RepoPath } from '../../../domain/path.ts';
import type { Entry } from '../../../domain/tree.ts';
import type { Scope } from '../../../domain/validator.ts';
import type { FileFacts } from '../../../kit/syntax/facts.ts';
import { languageOf } from '../../../kit/syntax/language.ts';
import { decode } from '../../../kit/text.ts';

export interface Source {
  readonly path: RepoPath;
  readonly text: string;
  readonly facts: FileFacts;
}

/** Named by what the facts hold; a change of their shape or meaning wants another number. */
const KIND = 'syntax/1';

/** Reads a file; a sentence when it cannot be read. */
export async function readSource(scope: Scope, entry: Entry): Promise<Source | string> {
  const language = languageOf(entry.path);
  if (!language) return 'no grammar reads it';
  const blob = await scope.head.bytes(entry.oid);
  if (blob.kind === 'too-large') return `it is too large to be read (${blob.size} bytes)`;
  if (blob.kind === 'unreadable') return blob.reason;
  const { text } = decode(blob.bytes);
  try {
    const facts = await scope.facts.get(`${KIND}/${language}`, entry.oid, async () => {
      return (await import('../../../kit/syntax/parse.ts')).factsOf(text, language);
    });
    return { path: entry.path, text, facts };
  } catch (error) {
    // The parser says so of text that is nested too deeply for the stack; one such file ends no other's judgement.
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return `it could not be parsed: ${reason}`;
  }
}
