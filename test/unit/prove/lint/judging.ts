/** Judges files in memory as the gate would, for the tests of lint. */
import type { Change, ChangedFile } from '../../../../src/domain/change.ts';
import type { Observation } from '../../../../src/domain/finding.ts';
import type { Facts, Judgement } from '../../../../src/domain/validator.ts';
import { lint } from '../../../../src/prove/validators/lint/lint.ts';
import { memoryShelves } from '../../../support/facts.ts';
import { changeOf, type Files } from '../../../support/trees.ts';

/** Facts that are kept in memory; `computed` counts what was not known. */
export class MemoryFacts implements Facts {
  readonly #known = new Map<string, unknown>();
  readonly shelf = memoryShelves();
  computed = 0;

  async get<T>(kind: string, oid: string, compute: () => Promise<T> | T): Promise<T> {
    const key = `${kind} ${oid}`;
    if (!this.#known.has(key)) {
      this.computed++;
      // Through JSON, as a store on disk would give it back.
      this.#known.set(key, JSON.parse(JSON.stringify(await compute())));
    }
    return this.#known.get(key) as T;
  }
}

export async function judgeChange(
  change: Change,
  facts: Facts = new MemoryFacts(),
): Promise<Judgement & { at: string[] }> {
  const judge = await lint.load();
  const at: string[] = [];
  const files = change.files.filter((file: ChangedFile) => lint.appliesTo(file) === true);
  const judgement = await judge({
    base: change.base,
    head: change.head,
    files,
    changed: change.files,
    sees: () => true,
    facts,
    at: (path) => void at.push(path),
  });
  return { ...judgement, at };
}

/** What lint says when all these files are added. */
export async function observe(files: Files): Promise<readonly Observation[]> {
  const { observations, failed } = await judgeChange(await changeOf({}, files));
  if (failed.size > 0) throw new Error([...failed].join('; '));
  return observations;
}

export const rulesIn = (observations: readonly Observation[]): string[] => [
  ...new Set(observations.map(({ rule }) => rule)),
];
