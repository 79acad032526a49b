/** Facts by blob: worked out once, kept in memory and in a cache folder, the same bytes cold and warm. */
import { createHash } from 'node:crypto';
import type { Facts, Shelf } from '../../domain/validator.ts';
import { readTool } from '../tool.ts';
import { Disk } from './disk.ts';
import { Memory } from './memory.ts';

const MEMORY_BYTES = 32_000_000;

export interface StoreOptions {
  /** Null keeps facts in memory only. */
  readonly dir: string | null;
  /** Seals the entries: what was not written with it is not read. */
  readonly key: Buffer;
  /** Which Gatewright worked the facts out; another one's are not looked at. */
  readonly version?: string;
}

export interface Store extends Facts {
  /** One sentence that says that the cache folder is not used, and why; null while it is. */
  readonly note: string | null;
}

/**
 * Opens the facts. The folder may be hostile (threats: poisoned cache): every entry carries an HMAC over its
 * name and payload, so a foreign, stale, damaged or moved entry is a miss, and its place is written anew.
 */
export function openStore({ dir, key, version }: StoreOptions): Store {
  return new LayeredStore(version ?? readTool().digest, dir === null ? null : new Disk(dir, key));
}

class LayeredStore implements Store {
  readonly #version: string;
  readonly #disk: Disk | null;
  readonly #memory = new Memory(MEMORY_BYTES);
  readonly #running = new Map<string, Promise<string>>();
  readonly #shelves = new Map<string, Shelf>();

  constructor(version: string, disk: Disk | null) {
    this.#version = version;
    this.#disk = disk;
  }

  get note(): string | null {
    return this.#disk?.note ?? null;
  }

  /** Each caller gets an object of its own, always read back from JSON: nothing tells a cold get from a warm one. */
  async get<T>(kind: string, oid: string, compute: () => Promise<T> | T): Promise<T> {
    const name = nameOf([this.#version, kind, oid]);
    const known = this.#memory.get(name) ?? (await this.#load(name, compute));
    return JSON.parse(known) as T;
  }

  shelf(kind: string): Shelf {
    const shelf = this.#shelves.get(kind) ?? memoryShelf();
    this.#shelves.set(kind, shelf);
    return shelf;
  }

  #load(name: string, compute: () => unknown): Promise<string> {
    const running = this.#running.get(name);
    if (running) return running;
    const loading = this.#loadOnce(name, compute).finally(() => this.#running.delete(name));
    this.#running.set(name, loading);
    return loading;
  }

  async #loadOnce(name: string, compute: () => unknown): Promise<string> {
    const kept = this.#disk?.read(name) ?? null;
    const payload = kept ?? toJson(await compute());
    if (kept === null) this.#disk?.write(name, payload);
    this.#memory.set(name, payload);
    return payload;
  }
}

function memoryShelf(): Shelf {
  const records = new Map<string, Uint8Array>();
  return { get: (oid) => records.get(oid), put: (oid, record) => void records.set(oid, record) };
}

function toJson(value: unknown): string {
  const json = JSON.stringify(value) as string | undefined;
  if (json === undefined) throw new TypeError('facts must be JSON, not undefined or a function');
  return json;
}

/** Lengths keep the parts apart: no two lists of parts share a name. */
function nameOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest('hex');
}
