/** Whether what looks like a copy was there before: moved, split off, indented anew or edited code is no new copy. */
import { countWithin, type ChangedFile } from '../../../domain/change.ts';
import type { Entry, Tree } from '../../../domain/tree.ts';
import type { Scope } from '../../../domain/validator.ts';
import type { Clone, Read, Side } from '../../../kit/clones/clone.ts';
import { exactHash } from '../../../kit/clones/fingerprints.ts';
import { cloneLanguageOf } from '../../../kit/clones/language.ts';
import { compareUnits, type Whole } from '../../../kit/clones/likeness.ts';
import type { Unit } from '../../../kit/clones/tokens.ts';
import { groupBy } from '../../../kit/group-by.ts';
import type { Corpus } from './corpus.ts';
import type { Readings } from './readings.ts';
import { linesOf } from './place.ts';
import { rangeOf, Runs } from './runs.ts';

/** At least so many of its lines the change added; text that grew elsewhere makes no old place new. */
const WRITTEN = 0.5;
/** At least so much of a copy is text of which the change leaves more than there was. */
const NEW_TEXT = 0.6;
/** At least so alike were two functions that were copies of each other. */
const ALIKE = 0.7;
/** Steps of alignments: a few seconds. */
const EFFORT = 5e8;
/** Functions that a file lost; more is no edit but another file. */
const MAX_LOST = 50;

interface Known extends Whole {
  readonly unit: Unit;
}

export class History {
  readonly #scope: Scope;
  readonly #corpus: Corpus;
  readonly #readings: Readings;
  readonly #changed: ReadonlyMap<string, ChangedFile>;
  readonly #effort = { left: EFFORT };
  readonly #pasts = new WeakMap<Read, Past>();
  /** Null when no text was there before, so that all there is is new. */
  readonly #runs: Runs | null;

  constructor(scope: Scope, corpus: Corpus, readings: Readings) {
    this.#scope = scope;
    this.#corpus = corpus;
    this.#readings = readings;
    this.#changed = new Map(scope.changed.map((file) => [file.path, file]));
    this.#runs = scope.changed.some(({ base }) => base !== null) ? new Runs() : null;
  }

  /** Counts the text of these copies in the changed files, before and after. */
  async learn(clones: readonly Clone[]): Promise<void> {
    const runs = this.#runs;
    if (!runs || clones.length === 0) return;
    for (const side of clones.flatMap(({ left, right }) => [left, right])) {
      if (!this.#fileOf(side)) continue;
      const read = await this.#corpus.read(side.source);
      if (read) runs.want(read, rangeOf(read, side));
    }
    for (const { path, base, head } of this.#scope.changed) {
      if (!cloneLanguageOf(path) || base?.oid === head?.oid) continue;
      for (const [tree, entry, step] of [
        [this.#scope.base, base, -1],
        [this.#scope.head, head, 1],
      ] as const) {
        const read = await this.#read(tree, entry);
        if (read) runs.count(read, step);
      }
    }
  }

  /** Whether the change wrote this side, instead of moving it, or leaving it as it was. */
  async isNew(side: Side): Promise<boolean> {
    const file = this.#fileOf(side);
    if (!file || countWithin(file.hunks, side.startLine, side.endLine) < WRITTEN * linesOf(side))
      return false;
    if (!this.#runs) return true;
    const read = await this.#corpus.read(side.source);
    return read !== null && this.#runs.newShare(read, rangeOf(read, side)) >= NEW_TEXT;
  }

  /** Whether the two were copies of each other before the change edited one of them, or both. */
  async wereAlike({ kind, left, right }: Clone): Promise<boolean> {
    if (kind === 'block') return false;
    const before = await this.#before(left);
    if (before.length === 0) return false;
    const partners = this.#fileOf(right) ? await this.#before(right) : await this.#now(right);
    return partners.some((partner) =>
      before.some((one) => (compareUnits(one, partner, this.#effort)?.similarity ?? 0) >= ALIKE),
    );
  }

  #fileOf({ source }: Side): ChangedFile | undefined {
    return this.#changed.get(this.#corpus.members[source]?.entry.path ?? '');
  }

  async #now({ source, unit }: Side): Promise<Known[]> {
    const file = await this.#corpus.read(source);
    const found = file?.scan.units[unit];
    return file && found ? [{ file, unit: found }] : [];
  }

  /** What the function was in the base: of its name, or else what the file no longer has. */
  async #before(side: Side): Promise<Known[]> {
    const [changed, [now]] = [this.#fileOf(side), await this.#now(side)];
    if (!changed || !now) return [];
    const entry =
      changed.base ?? (changed.origin === null ? null : await this.#scope.base.entry(changed.origin));
    const file = await this.#read(this.#scope.base, entry ?? null);
    if (!file) return [];
    const past = this.#pasts.get(file) ?? pastOf(file, now.file);
    this.#pasts.set(file, past);
    const units = past.named.get(nameOf(now.unit)) ?? past.lost;
    return units.slice(0, MAX_LOST).map((unit) => ({ file, unit }));
  }

  async #read(tree: Tree, entry: Entry | null): Promise<Read | null> {
    const language = entry && cloneLanguageOf(entry.path);
    if (!language || (entry.mode !== 'file' && entry.mode !== 'executable')) return null;
    return (await this.#readings.read(tree, entry, language)) ?? null;
  }
}

/** A file's functions at the base: those with a name by it, and those that the head's file has in no way. */
interface Past {
  readonly named: ReadonlyMap<string, readonly Unit[]>;
  readonly lost: readonly Unit[];
}

function pastOf(before: Read, after: Read): Past {
  const named = ({ scan: { units } }: Read) =>
    groupBy(
      units.filter(({ name }) => name !== ''),
      nameOf,
    );
  const [was, is] = [named(before), named(after)];
  const exact = new Set(after.scan.units.map((unit) => exactHash(after.scan.tokens, unit)));
  const lost = before.scan.units.filter(
    (unit) => !is.has(nameOf(unit)) && !exact.has(exactHash(before.scan.tokens, unit)),
  );
  return { named: was, lost };
}

const nameOf = ({ owner, name }: Unit): string => `${owner}.${name}`;
