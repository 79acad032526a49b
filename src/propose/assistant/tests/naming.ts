/** How a repository names its tests, told from the tests that it has: which file a test for some source belongs in. */
import { repoPath, type RepoPath } from '../../../domain/path.ts';
import { groupBy } from '../../../kit/group-by.ts';
import { cloneLanguageOf } from '../../../kit/clones/language.ts';

/** From a source to its test: what becomes of its folder, and of its name. */
interface Habit {
  /** These folders of the source's path … */
  readonly from: string;
  /** … are these of the test's; where `from` is empty, they go before all folders or behind them. */
  readonly to: string;
  readonly behind: boolean;
  readonly prefix: string;
  readonly suffix: string;
}

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

/** Where tests for `source` go, best first: where the repository's habits meet a file, then where they would make one. */
export function testPlaces(source: RepoPath, paths: readonly RepoPath[]): TestPlace[] {
  const language = cloneLanguageOf(source);
  const spoken = paths.filter((path) => cloneLanguageOf(path) === language);
  const habits = habitsOf(spoken);
  const [present, folders] = [new Set<string>(paths), new Set(paths.map((path) => split(path).folder))];
  const places = habits.flatMap(({ habit, tests }) => {
    const path = follow(habit, source);
    if (path === null || path === source) return [];
    return [{ path, sample: present.has(path) ? path : nearest(tests, path) }];
  });
  const isThere = ({ path }: TestPlace) => present.has(path);
  return [
    ...places.filter(isThere),
    ...places.filter((place) => !isThere(place) && folders.has(split(place.path).folder)),
  ];
}

/** Each habit with the tests that follow it, the commonest first. */
function habitsOf(
  paths: readonly RepoPath[],
): { readonly habit: Habit; readonly tests: readonly [RepoPath, ...RepoPath[]] }[] {
  const byStem = groupBy(paths, (path) => split(path).stem);
  const seen = paths.flatMap((test) => {
    const habit = habitOf(test, byStem);
    return habit ? [{ test, habit }] : [];
  });
  return [...groupBy(seen, ({ habit }) => JSON.stringify(habit)).values()]
    .sort((a, b) => b.length - a.length)
    .flatMap(([first, ...rest]) =>
      first ? [{ habit: first.habit, tests: [first.test, ...rest.map(({ test }) => test)] as const }] : [],
    );
}

/** Null for what is no test, or a test of nothing that has its name. */
function habitOf(test: RepoPath, byStem: ReadonlyMap<string, readonly RepoPath[]>): Habit | null {
  const { name, folder } = split(test);
  const affixes = AFFIXES.map((affix) => affix.exec(name)?.groups).find((groups) => groups !== undefined);
  const { stem = '', prefix = '', suffix = '' } = affixes ?? {};
  const namesakes = byStem.get(stem) ?? [];
  if (namesakes.length === 0 || namesakes.length > MOST_NAMESAKES) return null;
  const ways = namesakes.map((source) => between(split(source).folder, folder));
  const best = ways.reduce((a, b) => (b.shared > a.shared ? b : a));
  return { from: best.from, to: best.to, behind: best.behind, prefix, suffix };
}

/** What two folders differ in, between what begins and what ends both. */
function between(
  source: string,
  test: string,
): Pick<Habit, 'from' | 'to' | 'behind'> & { readonly shared: number } {
  const [a, b] = [parts(source), parts(test)];
  const most = Math.min(a.length, b.length);
  let front = 0;
  while (front < most && a[front] === b[front]) front++;
  let back = 0;
  while (back < most - front && a.at(-1 - back) === b.at(-1 - back)) back++;
  const [from, to] = [a, b].map((all) => all.slice(front, all.length - back).join('/')) as [string, string];
  return { from, to, behind: back === 0, shared: front + back };
}

/** Null where the source does not lie where the habit's sources do. */
function follow({ from, to, behind, prefix, suffix }: Habit, source: RepoPath): RepoPath | null {
  const { folder, name } = split(source);
  const dot = name.lastIndexOf('.');
  const file = `${prefix}${name.slice(0, dot)}${suffix}${name.slice(dot)}`;
  const at = `/${folder}/`.indexOf(`/${from}/`);
  if (from !== '' && at === -1) return null;
  const rest = behind ? [folder, to] : [to, folder];
  const folders =
    from === '' ? rest : [folder.slice(0, Math.max(0, at - 1)), to, folder.slice(at + from.length + 1)];
  return repoPath([...folders.filter(Boolean), file].join('/'));
}

/** Of these tests the one that shares most folders with a path. */
function nearest(tests: readonly [RepoPath, ...RepoPath[]], path: RepoPath): RepoPath {
  const closeness = (test: RepoPath) => between(split(path).folder, split(test).folder).shared;
  return tests.reduce((a, b) => (closeness(b) > closeness(a) ? b : a));
}

function split(path: string): { readonly folder: string; readonly name: string; readonly stem: string } {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const dot = name.lastIndexOf('.');
  return { folder: path.slice(0, Math.max(0, slash)), name, stem: dot > 0 ? name.slice(0, dot) : name };
}

const parts = (folder: string): string[] => (folder === '' ? [] : folder.split('/'));
