/** Facts in memory, for tests of what asks for them. */
import type { Shelf } from '../../src/domain/validator.ts';
import type { KeptFacts } from '../../src/prove/serve.ts';

/** Works everything out anew; its shelves keep what is put there. */
export function computedFacts(): KeptFacts {
  const nowhere = { trouble: null, save: () => {} };
  return { get: async (_kind, _oid, compute) => compute(), shelf: memoryShelves(), ...nowhere };
}

/** Shelves that keep what is put there, one for each kind. */
export function memoryShelves(): (kind: string) => Shelf {
  const shelves = new Map<string, Map<string, Uint8Array>>();
  return (kind) => {
    const records = shelves.get(kind) ?? new Map<string, Uint8Array>();
    shelves.set(kind, records);
    return { get: (oid) => records.get(oid), put: (oid, record) => void records.set(oid, record) };
  };
}
