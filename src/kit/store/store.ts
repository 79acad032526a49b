/** Facts by blob: worked out once, kept in memory and in a cache folder, the same bytes cold and warm. */
import type { Facts, Shelf } from '../../domain/validator.ts';
import { screen } from '../secrets/screen.ts';
import { readTool } from '../tool.ts';
import { Disk, nameOf } from './disk.ts';
import { Memory } from './memory.ts';
import { decodePayload, encodePayload } from './payload.ts';
import type { Trouble } from './trouble.ts';

const MEMORY_BYTES = 32_000_000;

export interface StoreOptions {
  /** Null keeps facts in memory only. */
  readonly dir: string | null;
  /** Seals what is kept: what was not written with it is not read. */
  readonly key: Buffer;
  /** Which Gatewright worked the facts out; another one's are not looked at. */
  readonly version?: string;
}

export interface Store extends Facts {
  /** Why the cache folder is not used any more; null while it is. */
  readonly trouble: Trouble | null;
  /** Keeps what was learned for the next run, as far as the disk lets it. */
  save(): void;
}

/**
 * Opens the facts. The folder may be hostile (threats: poisoned cache): what lies there is sealed, so that foreign,
 * stale, damaged or moved records are misses, and are written anew.
 */
export function openStore({ dir, key, version }: StoreOptions): Store {
  return new LayeredStore(
    dir === null ? null : new Disk({ dir, key, version: version ?? readTool().digest }),
  );
}

class LayeredStore implements Store {
  readonly #disk: Disk | null;
  readonly #memory = new Memory(MEMORY_BYTES);
  readonly #running = new Map<string, Promise<string>>();
  readonly #unkept = new Map<string, Map<string, Uint8Array>>();

  constructor(disk: Disk | null) {
    this.#disk = disk;
  }

  get trouble(): Trouble | null {
    return this.#disk?.trouble ?? null;
  }

  /** Each caller gets an object of its own, always read back from JSON: nothing tells a cold get from a warm one. */
  async get<T>(kind: string, oid: string, compute: () => Promise<T> | T): Promise<T> {
    const fact = { kind, oid, name: nameOf([kind, oid]) };
    const known = this.#memory.get(fact.name) ?? (await this.#load(fact, compute));
    return JSON.parse(known) as T;
  }

  shelf(kind: string): Shelf {
    if (this.#disk) return this.#disk.shelf('records', kind);
    const records = this.#unkept.get(kind) ?? new Map<string, Uint8Array>();
    this.#unkept.set(kind, records);
    return { get: (oid) => records.get(oid), put: (oid, record) => void records.set(oid, record) };
  }

  save(): void {
    this.#disk?.save();
  }

  #load(fact: Fact, compute: () => unknown): Promise<string> {
    const running = this.#running.get(fact.name);
    if (running) return running;
    const loading = this.#loadOnce(fact, compute).finally(() => this.#running.delete(fact.name));
    this.#running.set(fact.name, loading);
    return loading;
  }

  async #loadOnce({ kind, name }: Fact, compute: () => unknown): Promise<string> {
    // One shelf for lint, one for syntax: rule sets and languages are part of a fact's name on it.
    const shelf = this.#disk?.shelf('facts', kind.split('/', 1)[0] ?? kind);
    const kept = shelf?.get(name);
    const payload = kept ? decodePayload(kept) : toJson(await compute());
    const record = kept ? null : encodePayload(payload);
    // A cache is read by others than the repository's people: a fact that quotes a secret is found out anew each time.
    if (record && screen(payload).secrets.length === 0) shelf?.put(name, record);
    this.#memory.set(name, payload);
    return payload;
  }
}

interface Fact {
  readonly kind: string;
  readonly oid: string;
  readonly name: string;
}

function toJson(value: unknown): string {
  const json = JSON.stringify(value) as string | undefined;
  if (json === undefined) throw new TypeError('facts must be JSON, not undefined or a function');
  return json;
}
