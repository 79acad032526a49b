/** The cache folder: a shelf for each kind of fact, and one bound for all of them. */
import { createHmac } from 'node:crypto';
import path from 'node:path';
import { DiskShelf } from './shelf.ts';
import { sweep } from './sweep.ts';
import type { Trouble } from './trouble.ts';

export interface DiskOptions {
  readonly dir: string;
  readonly key: Buffer;
  readonly version: string;
}

/** The shelves below one folder, each opened when it is first asked for. */
export class Disk {
  readonly #options: DiskOptions;
  readonly #shelves = new Map<string, DiskShelf>();

  constructor(options: DiskOptions) {
    this.#options = options;
  }

  get trouble(): Trouble | null {
    return [...this.#shelves.values()].find(({ trouble }) => trouble !== null)?.trouble ?? null;
  }

  shelf(form: 'facts' | 'records', kind: string): DiskShelf {
    const { dir, key, version } = this.#options;
    const name = nameOf([version, form, kind]);
    const known = this.#shelves.get(name);
    if (known) return known;
    // Named with the key: runs with different keys on one folder do not take each other's segments for spoilt ones.
    const folder = path.join(dir, createHmac('sha256', key).update(name).digest('hex'));
    const shelf = new DiskShelf({ folder, key });
    this.#shelves.set(name, shelf);
    return shelf;
  }

  /** Stops at the disk's first refusal: what is slow for one shelf is as slow for the next. */
  save(): void {
    let wrote = false;
    for (const shelf of this.#shelves.values()) {
      if (this.trouble) break;
      wrote = shelf.save() || wrote;
    }
    if (wrote) sweep(this.#options.dir, Date.now());
  }
}

/** Lengths keep the parts apart: no two lists of parts share a name. */
export function nameOf(parts: readonly string[]): string {
  return parts.map((part) => `${part.length}:${part}`).join('');
}
