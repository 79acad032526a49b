/** Names of a repository: where they stand, and all of a transaction or none of it. */
import type { Move } from '../../domain/branch.ts';
import type { Oid } from '../../domain/tree.ts';
import type { Git } from './git.ts';
import type { Setting } from './profile.ts';

/** What is committed, and what names it, survives a power cut (git 2.36; an older one flushes what it did before). */
export const DURABLE: readonly Setting[] = [['core.fsync', 'committed,reference']];

/** Where names stand now; one that is not there is not in the answer. */
export async function tipsOf(git: Git, refs: readonly string[]): Promise<ReadonlyMap<string, Oid>> {
  const format = '--format=%(refname) %(objectname)';
  const lines = (await git.text(['for-each-ref', format, '--', ...refs])).split('\n').filter(Boolean);
  const tips = lines.map((line) => line.split(' ') as [string, Oid]);
  // A pattern also matches the names below it.
  return new Map(tips.filter(([ref]) => refs.includes(ref)));
}

/**
 * Null when all of them moved; else git's words, and none did. Git writes them one after the other, in this order: a
 * power cut leaves notes of commits that no branch has, never the other way round.
 */
export async function updateRefs(
  git: Git,
  moves: readonly Move[],
  person: Readonly<Record<string, string>>,
): Promise<string | null> {
  const ordered = [...moves].sort((a, b) => Number(isNote(b)) - Number(isNote(a)));
  const input = Buffer.from(ordered.map(commandOf).join(''));
  const args = ['update-ref', '-m', 'gatewright', '--no-deref', '--stdin', '-z'];
  const { code, stderr } = await git.run(args, {
    input,
    settings: DURABLE,
    env: person,
    answers: [0, 1, 128],
  });
  return code === 0 ? null : `git could not move ${ordered.map(({ ref }) => ref).join(', ')}: ${stderr}`;
}

const isNote = ({ ref }: Move): boolean => ref.startsWith('refs/notes/');

/** A new value of nothing deletes; an old one of zeros says that the name is not there yet. */
function commandOf({ ref, from, to }: Move): string {
  if (to === null) return `delete ${ref}\0${from ?? ''}\0`;
  return from === null ? `create ${ref}\0${to}\0` : `update ${ref}\0${to}\0${from}\0`;
}
