import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { DiskShelf } from '../../../../src/kit/store/shelf.ts';
import { filesBelow, scratch } from './scratch.ts';

const key = Buffer.alloc(32, 7);
const shelfIn = (folder: string) => new DiskShelf({ folder, key });
const oidOf = (i: number) => i.toString(16).padStart(40, '0');

const oid = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 40, maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
  fc.stringMatching(/^[\w.:-]{1,50}$/),
);
const records = fc.dictionary(oid, fc.uint8Array({ maxLength: 200 }), { minKeys: 1, maxKeys: 30 });

/** A folder with one segment that holds these records. */
function filled(given: Readonly<Record<string, Uint8Array>>): string {
  const folder = path.join(scratch(), 'shelf');
  const shelf = shelfIn(folder);
  for (const [each, record] of Object.entries(given)) shelf.put(each, record);
  expect(shelf.save()).toBe(true);
  return folder;
}

describe('a shelf', () => {
  it('gives back what was put there, in this run and in the next, where typed arrays can view it', () => {
    fc.assert(
      fc.property(records, (given) => {
        for (const shelf of [shelfIn(filled(given)), shelfIn(filled(given))]) {
          for (const [each, record] of Object.entries(given).reverse()) {
            const found = shelf.get(each);
            expect(Buffer.from(found ?? [])).toEqual(Buffer.from(record));
            expect((found?.byteOffset ?? 1) % 8).toBe(0);
          }
          expect(shelf.get('never put')).toBeUndefined();
          expect(shelf.save()).toBe(false);
        }
      }),
      { seed: 11, numRuns: 50 },
    );
  });

  it('[T87] gives nothing in the place of what was damaged, and never another record', () => {
    const damage = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      by: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(records, damage, fc.boolean(), (given, { at, by }, cut) => {
        const folder = filled(given);
        const [file = ''] = filesBelow(folder);
        const bytes = fs.readFileSync(file);
        const place = Math.min(bytes.length - 1, Math.floor(at * bytes.length));
        bytes[place] = (bytes[place] ?? 0) ^ by;
        fs.writeFileSync(file, cut ? bytes.subarray(0, place) : bytes);
        const shelf = shelfIn(folder);
        const found = Object.keys(given).filter((each) => {
          const record = shelf.get(each);
          if (record) expect(Buffer.from(record)).toEqual(Buffer.from(given[each] ?? []));
          return record !== undefined;
        });
        const count = Object.keys(given).length;
        expect(found.length).toBeGreaterThanOrEqual(place < 44 + 76 * count || cut ? 0 : count - 1);
        if (place < 44 + 76 * count || cut) expect(found).toEqual([]);
        expect(shelf.trouble).toBeNull();
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  it('finds a record that starts at any byte of its buffer', () => {
    const folder = path.join(scratch(), 'shelf');
    const shelf = shelfIn(folder);
    shelf.put('a', new Uint8Array(16).fill(5).subarray(3));
    expect(shelf.get('a')?.byteOffset).toBe(0);
    expect(shelf.get('a')).toEqual(new Uint8Array(13).fill(5));
  });

  it('takes the later of two records of a blob', () => {
    const folder = filled({ a: Uint8Array.of(1) });
    for (const value of [2, 3, 4, 5, 6]) {
      const shelf = shelfIn(folder);
      shelf.put('a', Uint8Array.of(value));
      shelf.save();
      expect(shelfIn(folder).get('a')?.[0]).toBe(value);
    }
  });

  it('is few files after many runs, and none of them is written anew for a little more', () => {
    const folder = filled({ large: new Uint8Array(1_000_000) });
    const [large] = filesBelow(folder);
    for (let run = 0; run < 40; run++) {
      const shelf = shelfIn(folder);
      shelf.put(oidOf(run), new Uint8Array(100).fill(run));
      shelf.save();
      expect(filesBelow(folder).length).toBeLessThanOrEqual(4);
      expect(filesBelow(folder)).toContain(large);
    }
    const shelf = shelfIn(folder);
    for (let run = 0; run < 40; run++) expect(shelf.get(oidOf(run))).toEqual(Buffer.alloc(100, run));
  });

  it('has a size: what no run used lately makes room for what is new', () => {
    const folder = path.join(scratch(), 'shelf');
    const put = (from: number, used: readonly number[]) => {
      const shelf = shelfIn(folder);
      for (const each of used) expect(shelf.get(oidOf(each))).toBeDefined();
      for (let i = from; i < from + 30; i++) shelf.put(oidOf(i), new Uint8Array(1_000_000).fill(i));
      shelf.save();
    };
    put(0, []);
    put(30, [0, 1]);
    put(60, [2, 3, 30]);
    const bytes = filesBelow(folder).reduce((sum, file) => sum + fs.statSync(file).size, 0);
    expect(bytes).toBeLessThan(65_000_000);
    const shelf = shelfIn(folder);
    const kept = Array.from({ length: 90 }, (_, i) => i).filter((i) => shelf.get(oidOf(i)));
    expect(kept).toEqual(expect.arrayContaining([2, 3, 30, ...Array.from({ length: 30 }, (_, i) => 60 + i)]));
    expect(kept.length).toBeLessThan(60);
  });

  it('holds a number of records, however small: a judge has the memory and the time to join them', () => {
    const folder = path.join(scratch(), 'shelf');
    for (let run = 0; run < 3; run++) {
      const shelf = shelfIn(folder);
      for (let i = 0; i < 75_000; i++) shelf.put(oidOf(run * 75_000 + i), Uint8Array.of(run));
      expect(shelf.save()).toBe(true);
    }
    const shelf = shelfIn(folder);
    const sampled = Array.from({ length: 225 }, (_, i) => shelf.get(oidOf(i * 1000)));
    expect(sampled.filter((record) => record !== undefined).length).toBeLessThan(200);
    expect(sampled.slice(150)).not.toContain(undefined);
  });

  it('[T87] looks at a few segments, whatever lies in its folder, and clears the others away', () => {
    const folder = filled({ a: Uint8Array.of(1) });
    const foreign = Array.from({ length: 100 }, (_, i) => `ffffffff-${oidOf(i).slice(-12)}`);
    for (const name of foreign) fs.writeFileSync(path.join(folder, name), 'GWS1');
    const opens = vi.spyOn(fs, 'openSync');
    const shelf = shelfIn(folder);
    expect(shelf.get('a')).toBeUndefined();
    expect(opens.mock.calls.length).toBeLessThan(50);
    opens.mockRestore();
    shelf.put('a', Uint8Array.of(2));
    shelf.save();
    expect(filesBelow(folder)).toHaveLength(1);
    expect(shelf.get('a')).toEqual(Buffer.of(2));
  });

  it('gives up on a disk that takes too long: a judge that is dismissed has to end', () => {
    const folder = path.join(scratch(), 'shelf');
    const shelf = shelfIn(folder);
    shelf.put('a', Uint8Array.of(1));
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 4000));
    expect(shelf.save()).toBe(false);
    clock.mockRestore();
    expect(shelf.trouble).toEqual({ verb: 'write', code: 'ETIMEDOUT' });
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(shelf.get('a')).toEqual(Uint8Array.of(1));
  });

  it('saves what it learned for long without being asked to', () => {
    const folder = path.join(scratch(), 'shelf');
    const shelf = shelfIn(folder);
    const later = performance.now() + 6000;
    const clock = vi.spyOn(performance, 'now').mockReturnValue(later);
    shelf.put('a', Uint8Array.of(1));
    clock.mockRestore();
    expect(shelfIn(folder).get('a')).toEqual(Buffer.of(1));
    expect(shelf.get('a')).toEqual(Buffer.of(1));
  });

  it.runIf(process.platform !== 'win32')('is not old while it is in use, whatever its date', () => {
    const folder = filled({ a: Uint8Array.of(1) });
    const [file = ''] = filesBelow(folder);
    fs.utimesSync(file, new Date(0), new Date(0));
    shelfIn(folder).get('a');
    expect(Date.now() - fs.statSync(file).mtimeMs).toBeLessThan(3_600_000);
  });
});
