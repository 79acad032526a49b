/** Finds the smallest set of proposals that must go so that the others hold together. */

interface Failure<T> {
  readonly holds: false;
  readonly reason: string;
  /** Those that the failure points at. */
  readonly suspects: readonly T[];
}

/** What a probe of a set says. */
export type Probed<T> = { readonly holds: true } | Failure<T>;

export interface Search<T> {
  /** Holds by a probe of exactly this set. */
  readonly kept: readonly T[];
  /** Why each of the others had to go: what it does not go with, and what happens then. */
  readonly culprits: ReadonlyMap<T, Conflict<T>>;
}

export interface Conflict<T> {
  /** A set that fails, and of which every smaller part that was probed holds. */
  readonly members: readonly T[];
  readonly reason: string;
}

/** Beyond this many conflicts the search for the smallest set costs more than it gives. */
const MAX_CONFLICTS = 12;

/**
 * Reiter's hitting sets: leave out the smallest set that breaks every known conflict, probe the rest, and when that
 * fails narrow it down to one more conflict (QuickXplain). Each item must hold alone. When more text never mends a
 * failure, the result leaves out as few items as possible; when it can, what is kept was still probed as it is.
 * Null when the probes ran out: `probe` answers null from then on.
 */
export async function leastCulprits<T>(
  items: readonly T[],
  probe: (set: readonly T[]) => Promise<Probed<T> | null>,
): Promise<Search<T> | null> {
  const conflicts: Conflict<T>[] = [];
  while (conflicts.length <= MAX_CONFLICTS) {
    const out = smallestHittingSet(
      conflicts.map((conflict) => conflict.members),
      items,
    );
    const rest = items.filter((item) => !out.includes(item));
    const probed = await probe(rest);
    if (!probed) return null;
    if (probed.holds) return { kept: rest, culprits: blame(out, conflicts) };
    const conflict = await narrow(rest, probed, probe);
    if (!conflict) return null;
    conflicts.push(conflict);
  }
  return null;
}

function blame<T>(out: readonly T[], conflicts: readonly Conflict<T>[]): Map<T, Conflict<T>> {
  return new Map(
    out.flatMap((item) => {
      const conflict = conflicts.find(({ members }) => members.includes(item));
      return conflict ? [[item, conflict] as const] : [];
    }),
  );
}

/** One minimal failing part of a failing set; null when the probes ran out. */
async function narrow<T>(
  failing: readonly T[],
  failure: Failure<T>,
  probe: (set: readonly T[]) => Promise<Probed<T> | null>,
): Promise<Conflict<T> | null> {
  let spent = false;
  const fails = async (set: readonly T[]): Promise<boolean> => {
    const probed = spent ? null : await probe(set);
    spent ||= probed === null;
    return probed?.holds !== true;
  };
  const suspects = failing.filter((item) => failure.suspects.includes(item));
  const pool = suspects.length < failing.length && (await fails(suspects)) ? suspects : failing;
  const members = await quickXplain(pool, fails);
  const exact = spent ? null : await probe(members);
  return exact && { members, reason: exact.holds ? failure.reason : exact.reason };
}

/** Junker's QuickXplain (AAAI 2004) on a failing set: about 2·k·log(n/k) probes for a conflict of k in n. */
async function quickXplain<T>(
  failing: readonly T[],
  fails: (set: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  const explain = async (ground: readonly T[], added: boolean, rest: readonly T[]): Promise<readonly T[]> => {
    if (added && (await fails(ground))) return [];
    if (rest.length <= 1) return rest;
    const middle = rest.length >> 1;
    const [left, right] = [rest.slice(0, middle), rest.slice(middle)];
    const fromRight = await explain([...ground, ...left], true, right);
    const fromLeft = await explain([...ground, ...fromRight], fromRight.length > 0, left);
    return [...fromLeft, ...fromRight];
  };
  return explain([], false, failing);
}

/** The smallest set with a member of each conflict; of equal ones, that which spares what was offered first. */
function smallestHittingSet<T>(conflicts: readonly (readonly T[])[], order: readonly T[]): readonly T[] {
  for (let size = disjoint(conflicts); size <= conflicts.length; size++) {
    const found = hit(conflicts, size, order);
    if (found) return found;
  }
  return [];
}

function hit<T>(conflicts: readonly (readonly T[])[], size: number, order: readonly T[]): T[] | null {
  const [first] = conflicts;
  if (!first) return [];
  if (size === 0) return null;
  for (const item of [...first].sort((a, b) => order.indexOf(b) - order.indexOf(a))) {
    const rest = hit(
      conflicts.filter((conflict) => !conflict.includes(item)),
      size - 1,
      order,
    );
    if (rest) return [item, ...rest];
  }
  return null;
}

/** How many conflicts share no member with an earlier one: no smaller set breaks them all. */
function disjoint<T>(conflicts: readonly (readonly T[])[]): number {
  const seen = new Set<T>();
  return conflicts.filter((conflict) => {
    const apart = conflict.every((item) => !seen.has(item));
    if (apart) for (const item of conflict) seen.add(item);
    return apart;
  }).length;
}
