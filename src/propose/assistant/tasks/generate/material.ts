/** The code that an instruction is about: the files that it names, or else what the change touches; cut into questions. */
import type { Change } from '../../../../domain/change.ts';
import type { RepoPath } from '../../../../domain/path.ts';
import { isTest } from '../../../../kit/protected-path.ts';
import { Lines } from '../../../../kit/text.ts';
import type { Stretch } from '../../excerpt.ts';
import { MOST_SURROUNDING } from '../../places.ts';
import { sourceOf } from '../../source-of.ts';
import type { Scene } from '../../task.ts';

/** An instruction names no more files than this. */
const MOST_NAMED = 10;
/** Around the lines that a change adds. */
const AROUND = 10;

/** Several stretches together where they are short: each list is shown in at most so many lines. */
export async function materialFor(
  text: string,
  { change, policy, protection }: Pick<Scene, 'change' | 'policy' | 'protection'>,
  most: number,
): Promise<Stretch[][]> {
  const mayShow = (path: RepoPath) =>
    protection(path) === null && (policy.allow.includes('tests') || !isTest(path));
  const named = await namedIn(text, change);
  const stretches =
    named.length > 0 ? await wholeFiles(named.filter(mayShow), change) : touched(change, mayShow);
  return packed(stretches, most);
}

/** Files that stand in the head, named by their whole path. */
async function namedIn(text: string, { head }: Change): Promise<RepoPath[]> {
  const words = new Set(text.split(/[\s"'`(),;]+/u).flatMap((word) => [word, word.replace(/[.:!?]+$/u, '')]));
  const entries = (await head.list()).filter(({ path }) => words.has(path));
  return entries.slice(0, MOST_NAMED).map(({ path }) => path);
}

async function wholeFiles(paths: readonly RepoPath[], { head }: Change): Promise<Stretch[]> {
  const files = paths.map(async (path) => {
    const text = await sourceOf(head, path);
    return text === null ? [] : [{ path, first: 1, last: Math.max(1, new Lines(text).count) }];
  });
  return (await Promise.all(files)).flat();
}

function touched({ files }: Change, mayShow: (path: RepoPath) => boolean): Stretch[] {
  return files
    .filter(({ path, exempt }) => exempt === null && mayShow(path))
    .flatMap(({ path, hunks }) => {
      const stretches: { path: RepoPath; first: number; last: number }[] = [];
      for (const { start, count } of hunks) {
        const [first, last] = [Math.max(1, start - AROUND), start + count - 1 + AROUND];
        const before = stretches.at(-1);
        if (before && first <= before.last + 1) before.last = last;
        else stretches.push({ path, first, last });
      }
      return stretches;
    });
}

/** What fits into one question together, with what is shown around each stretch. */
export function packed(stretches: readonly Stretch[], most: number): Stretch[][] {
  const packs: { readonly stretches: Stretch[]; lines: number }[] = [];
  for (const stretch of stretches.flatMap((long) => cut(long, most - MOST_SURROUNDING))) {
    const lines = stretch.last - stretch.first + 1 + MOST_SURROUNDING;
    const last = packs.at(-1);
    if (last && last.lines + lines <= most) {
      last.stretches.push(stretch);
      last.lines += lines;
    } else packs.push({ stretches: [stretch], lines });
  }
  return packs.map(({ stretches: pack }) => pack);
}

function cut({ path, first, last }: Stretch, most: number): Stretch[] {
  const parts = Math.ceil((last - first + 1) / most);
  return Array.from({ length: parts }, (_, at) => ({
    path,
    first: first + at * most,
    last: Math.min(last, first + (at + 1) * most - 1),
  }));
}
