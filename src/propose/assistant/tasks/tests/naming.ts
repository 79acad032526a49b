/** How a repository names its tests, told from the tests that it has: which file a test for some source belongs in. */
import type { RepoPath } from '../../../../domain/path.ts';
import { groupBy } from '../../../../kit/group-by.ts';
import { cloneLanguageOf } from '../../../../kit/clones/language.ts';
import { between, follow, split, type Habit } from './habit.ts';

export interface TestPlace {
  readonly path: RepoPath;
  /** A test that the repository has: that file itself, or one made by the same habit. */
  readonly sample: RepoPath;
}

/** Same-named sources that are weighed for one test; of more, which one it is about is anybody's guess. */
const MOST_NAMESAKES = 50;
/** What surrounds the name of the source in the name of its test. */
const AFFIXES: readonly RegExp[] = [
  /^(?<prefix>)(?<stem>.+?)(?<suffix>[.-](?:test|spec))\.\w+$/,
  /^(?<prefix>test_)(?<stem>.+)(?<suffix>)\.py$/,
  /^(?<prefix>)(?<stem>.+)(?<suffix>_test)\.(?:py|go)$/,
  /^(?<prefix>)(?<stem>.+)(?<suffix>Tests?)\.java$/,
];

interface Pair {
  readonly source: RepoPath;
  readonly test: RepoPath;
}

type Pairs = readonly [Pair, ...Pair[]];

interface Followed {
  readonly habit: Habit;
  readonly pairs: Pairs;
  /** Two follow it, or the two folders of one have something in common: else it may be chance that names are alike. */
  readonly isSolid: boolean;
}

/**
 * Reads the habits of a repository once. For a source, where its tests go, best first: where the habits of the nearest
 * and most sources meet a file, then where they would make one in a folder that is there.
 */
export function readNaming(paths: readonly RepoPath[]): (source: RepoPath) => TestPlace[] {
  const [present, folders] = [new Set<string>(paths), new Set(paths.map((path) => split(path).folder))];
  const spoken = groupBy(paths, cloneLanguageOf);
  const habits = new Map([...spoken].map(([language, own]) => [language, habitsIn(own)]));
  return (source) => {
    const known = byCloseness(habits.get(cloneLanguageOf(source)) ?? [], source);
    const places = known.flatMap(({ habit, pairs, isSolid }) => {
      const path = follow(habit, source);
      if (path === null || path === source) return [];
      const isThere = present.has(path);
      if (!isThere && !folders.has(split(path).folder)) return [];
      const sample = isThere ? path : nearest(pairs, path);
      return [{ path, sample, rank: (isSolid ? 0 : 2) + Number(!isThere) }];
    });
    return places.sort((a, b) => a.rank - b.rank).map(({ path, sample }) => ({ path, sample }));
  };
}

/** The commonest first. */
function habitsIn(paths: readonly RepoPath[]): Followed[] {
  const byStem = groupBy(paths, (path) => split(path).stem);
  const seen = paths.flatMap((test) => pairOf(test, byStem) ?? []);
  const groups = [...groupBy(seen, ({ habit }) => JSON.stringify(habit)).values()];
  return groups
    .sort((a, b) => b.length - a.length)
    .flatMap(([first, ...rest]) =>
      first
        ? [{ habit: first.habit, pairs: [first, ...rest], isSolid: rest.length > 0 || first.shared > 0 }]
        : [],
    );
}

function byCloseness(habits: readonly Followed[], source: RepoPath): Followed[] {
  const { folder } = split(source);
  return habits
    .map((followed) => {
      const near = followed.pairs.map((pair) => between(folder, split(pair.source).folder).front);
      return { followed, near: near.reduce((a, b) => Math.max(a, b), 0) };
    })
    .sort((a, b) => b.near - a.near)
    .map(({ followed }) => followed);
}

/** Null for what is no test, or a test of nothing that has its name. */
function pairOf(
  test: RepoPath,
  byStem: ReadonlyMap<string, readonly RepoPath[]>,
): (Pair & { readonly habit: Habit; readonly shared: number }) | null {
  const { name, folder } = split(test);
  const affixes = AFFIXES.map((affix) => affix.exec(name)?.groups).find((groups) => groups !== undefined);
  const { stem = '', prefix = '', suffix = '' } = affixes ?? {};
  const namesakes = byStem.get(stem) ?? [];
  if (namesakes.length === 0 || namesakes.length > MOST_NAMESAKES) return null;
  const ways = namesakes.map((source) => ({ source, way: between(split(source).folder, folder) }));
  const { source, way } = ways.reduce((a, b) => (b.way.shared > a.way.shared ? b : a));
  const { from, to, behind, shared } = way;
  return { source, test, habit: { from, to, behind, prefix, suffix }, shared };
}

/** Of these tests the one that shares most folders with a path. */
function nearest(pairs: Pairs, path: RepoPath): RepoPath {
  const closeness = ({ test }: Pair) => between(split(path).folder, split(test).folder).shared;
  return pairs.reduce((a, b) => (closeness(b) > closeness(a) ? b : a)).test;
}
