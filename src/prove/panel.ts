/** The panel of a run: a seat for each validator, how its judges are confined, and an end for all of them. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Validator } from '../domain/validator.ts';
import { EnvironmentError } from '../errors.ts';
import { newMark, scrubbedEnvironment } from '../kit/child/environment.ts';
import { sweep } from '../kit/child/group.ts';
import { confine, realFolder } from '../kit/child/permission.ts';
import { rulesOf } from '../kit/rules.ts';
import { explainTrouble } from '../kit/store/trouble.ts';
import type { Judge, JudgeOptions } from './judge.ts';
import { Seat } from './seat.ts';

export interface PanelOptions {
  /** The judge's entry: `dist/judge.js`. Judges may read its folder, and nothing else but the cache. */
  readonly judge: string;
  readonly execPath?: string;
  readonly cacheDir: string | null;
  readonly cacheKey: Buffer;
  /** Milliseconds left of the run, by a monotonic clock. */
  readonly deadline: () => number;
  /** Megabytes that a judge's heap may grow to. */
  readonly memory?: number;
  /** How many judges of one validator may work at a time; as many as the machine has room for when not said. */
  readonly together?: number;
}

const DEFAULT_MEMORY = 384;
/** Node 24 lets short-lived objects take 128 MB before it looks at them; linting a file needs far less. */
const YOUNG_MEMORY = 16;
/** The compiler's threads would each keep a pool of what they freed (glibc): 200 MB after 2,600 files. */
const MALLOC = { MALLOC_ARENA_MAX: '1' };
/** Beyond these, git is what they wait for. */
const MOST_TOGETHER = 4;

export class Panel {
  /** Why judges are not confined as they should be; null when they are. */
  readonly note: string | null;
  readonly #seats: ReadonlyMap<string, Seat>;
  readonly #mark = newMark();
  readonly #confined: boolean;
  readonly #cacheDir: string | null;

  constructor(validators: readonly Validator[], options: PanelOptions) {
    const folder = realFolder(path.dirname(options.judge));
    const cacheDir = cacheFolder(options.cacheDir);
    const execPath = options.execPath ?? process.execPath;
    const memory = options.memory ?? DEFAULT_MEMORY;
    const { flags, note } = confine({ execPath, read: [folder], write: cacheDir === null ? [] : [cacheDir] });
    const entry = path.join(folder, path.basename(options.judge));
    const optionsFor = ({ id }: Validator): JudgeOptions => ({
      validator: id,
      execPath,
      args: [...flags, `--max-old-space-size=${memory}`, `--max-semi-space-size=${YOUNG_MEMORY}`, entry, id],
      env: scrubbedEnvironment(this.#mark, MALLOC),
      cacheDir,
      cacheKey: options.cacheKey,
      memory,
      rules: new Set(rulesOf(id).map((rule) => rule.id)),
    });
    this.note = note;
    this.#cacheDir = cacheDir;
    this.#confined = flags.length > 0;
    this.#seats = new Map(
      validators.map((validator) => {
        const { id, deadline, fileByFile = false } = validator;
        const most = fileByFile ? (options.together ?? roomFor(memory)) : 1;
        return [id, new Seat({ judge: optionsFor(validator), deadline, left: options.deadline, most })];
      }),
    );
  }

  seat(validator: string): Seat {
    const seat = this.#seats.get(validator);
    if (!seat) throw new Error(`${validator} has no seat`);
    return seat;
  }

  /** Every process that ever sat here. */
  judges(): readonly Judge[] {
    return [...this.#seats.values()].flatMap((seat) => seat.judges);
  }

  /** Why the cache folder did not serve the judges, said once for all of them; null when it did. */
  cacheNote(): string | null {
    const trouble = this.judges().find((judge) => judge.trouble)?.trouble;
    return trouble && this.#cacheDir !== null ? explainTrouble(this.#cacheDir, trouble) : null;
  }

  /** Ends every process now, and lets none start; synchronous. */
  kill(): void {
    for (const seat of this.#seats.values()) seat.kill();
  }

  /** Resolves when no process of this panel exists. */
  async gone(): Promise<void> {
    await Promise.all(this.judges().map((judge) => judge.gone()));
    // Confined judges cannot start processes; the others may have, and those may have left their group.
    if (!this.#confined && this.judges().length > 0) sweep(this.#mark);
  }
}

/** A judge for each processor, as far as there is memory for them (a container may have less than its machine). */
function roomFor(memory: number): number {
  const fit = Math.floor(process.availableMemory() / (2 * memory * 1_000_000));
  return Math.max(1, Math.min(os.availableParallelism(), MOST_TOGETHER, fit));
}

/** A confined judge can make no folder above those that it is granted, so the cache's is made here. */
function cacheFolder(dir: string | null): string | null {
  if (dir === null) return null;
  try {
    fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
    return realFolder(dir);
  } catch (error) {
    throw new EnvironmentError(`The cache folder ${dir} cannot be used: ${(error as Error).message}.`);
  }
}
