/** What becomes of a source's folder and name when somebody names its test. */
import { repoPath, type RepoPath } from '../../../../domain/path.ts';

/** From a source to its test: what becomes of its folder, and of its name. */
export interface Habit {
  /** These folders of the source's path … */
  readonly from: string;
  /** … are these of the test's; where `from` is empty, they go before all folders or behind them. */
  readonly to: string;
  readonly behind: boolean;
  readonly prefix: string;
  readonly suffix: string;
}

export interface Way extends Pick<Habit, 'from' | 'to' | 'behind'> {
  /** Folders that begin both, and those that begin or end both. */
  readonly front: number;
  readonly shared: number;
}

/** What two folders differ in, between what begins and what ends both. */
export function between(source: string, test: string): Way {
  const [a, b] = [parts(source), parts(test)];
  const most = Math.min(a.length, b.length);
  let front = 0;
  while (front < most && a[front] === b[front]) front++;
  let back = 0;
  while (back < most - front && a.at(-1 - back) === b.at(-1 - back)) back++;
  // What is only put in between is put behind the folder before it.
  const start = front > 0 && back > 0 && front + back === a.length ? front - 1 : front;
  const [from, to] = [a, b].map((all) => all.slice(start, all.length - back).join('/')) as [string, string];
  return { from, to, behind: back === 0, front, shared: front + back };
}

/** Null where the source does not lie where the habit's sources do. */
export function follow({ from, to, behind, prefix, suffix }: Habit, source: RepoPath): RepoPath | null {
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

/** The folder of a path, its name, and that without its extension. */
export function split(path: string): {
  readonly folder: string;
  readonly name: string;
  readonly stem: string;
} {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const dot = name.lastIndexOf('.');
  return { folder: path.slice(0, Math.max(0, slash)), name, stem: dot > 0 ? name.slice(0, dot) : name };
}

const parts = (folder: string): string[] => (folder === '' ? [] : folder.split('/'));
