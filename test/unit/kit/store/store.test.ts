import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../src/kit/store/store.ts';
import { explainTrouble } from '../../../../src/kit/store/trouble.ts';
import { cannotMount, filesBelow, freeze, scratch, smallDisk } from './scratch.ts';

const key = Buffer.alloc(32, 7);
const version = 'test';
const FACTS = { imports: [{ specifier: 'é\ud83d', names: ['a'] }], error: null };

/** What a store answers, and whether it had to work for it. */
async function ask(dir: string | null, options: { key?: Buffer; version?: string; oid?: string } = {}) {
  const store = openStore({ dir, key: options.key ?? key, version: options.version ?? version });
  let computed = 0;
  const value = await store.get('kind', options.oid ?? 'oid', () => {
    computed++;
    return FACTS;
  });
  store.save();
  return { json: JSON.stringify(value), computed: computed > 0, trouble: store.trouble };
}

const COLD = { json: JSON.stringify(FACTS), computed: true, trouble: null };
const WARM = { ...COLD, computed: false };

/** The one segment of a cache that was asked once. */
async function oneSegment(dir: string): Promise<string> {
  await ask(dir);
  const [file = '', ...others] = filesBelow(dir);
  expect(others).toEqual([]);
  return file;
}

describe('facts', () => {
  it('[T87] are the same bytes cold, warm from disk and warm from memory', async () => {
    const dir = path.join(scratch(), 'made', 'by', 'need');
    expect(await ask(dir)).toEqual(COLD);
    expect(await ask(dir)).toEqual(WARM);
    const store = openStore({ dir: null, key, version });
    const cold = await store.get('kind', 'oid', () => FACTS);
    expect(await store.get('kind', 'oid', () => 'never')).toEqual(cold);
  });

  it('differ by kind, blob and version', async () => {
    const store = openStore({ dir: scratch(), key, version });
    expect(await store.get('a', 'bc', () => 1)).toBe(1);
    expect(await store.get('ab', 'c', () => 2)).toBe(2);
    expect(await store.get('a', 'c', () => 3)).toBe(3);
    const dir = scratch();
    await ask(dir);
    expect(await ask(dir, { version: 'another' })).toEqual(COLD);
  });

  it('are what JSON makes of them, also when they were just worked out', async () => {
    const odd = () => ({ at: new Date(0), lost: undefined, none: Number.NaN, map: new Map([[1, 2]]) });
    const dir = scratch();
    const store = openStore({ dir, key, version });
    const cold = await store.get<unknown>('kind', 'oid', odd);
    store.save();
    const warm = await openStore({ dir, key, version }).get<unknown>('kind', 'oid', odd);
    expect(cold).toEqual({ at: '1970-01-01T00:00:00.000Z', none: null, map: {} });
    expect(warm).toEqual(cold);
  });

  it('are refused when JSON cannot hold them', async () => {
    const store = openStore({ dir: null, key, version });
    await expect(store.get('kind', 'oid', () => undefined)).rejects.toThrow('must be JSON');
  });

  it('are worked out once for all who ask at the same time, and each gets an object of its own', async () => {
    const store = openStore({ dir: scratch(), key, version });
    let computed = 0;
    const ask = () => store.get('kind', 'oid', async () => ({ count: ++computed }));
    const [first, second] = await Promise.all([ask(), ask(), ask()]);
    expect(computed).toBe(1);
    if (first) first.count = 99;
    expect(second).toEqual({ count: 1 });
    expect(await ask()).toEqual({ count: 1 });
  });

  it('are asked for again after a failure', async () => {
    const store = openStore({ dir: scratch(), key, version });
    const fail = () => Promise.reject(new Error('no'));
    await expect(store.get('kind', 'oid', fail)).rejects.toThrow('no');
    expect(await store.get('kind', 'oid', () => 1)).toBe(1);
  });

  it('are compressed when they are large', async () => {
    const dir = scratch();
    const facts = Array.from({ length: 20_000 }, (_, i) => ({ start: i, specifier: 'x' }));
    const store = openStore({ dir, key, version });
    await store.get('kind', 'oid', () => facts);
    store.save();
    expect(fs.statSync(filesBelow(dir)[0] ?? '').size).toBeLessThan(JSON.stringify(facts).length / 3);
    expect(await openStore({ dir, key, version }).get('kind', 'oid', () => [])).toEqual(facts);
  });
});

describe('a poisoned cache', () => {
  const poisons: [title: string, poison: (file: string) => void][] = [
    ['emptied', (file) => fs.writeFileSync(file, '')],
    ['cut in half', (file) => fs.truncateSync(file, fs.statSync(file).size >> 1)],
    ['longer than it was', (file) => fs.appendFileSync(file, ' ')],
    ['plain JSON', (file) => fs.writeFileSync(file, '{"imports":[],"exports":[],"error":null}')],
    ['too large', (file) => fs.truncateSync(file, 40_000_000)],
    ['a link to a file', (file) => linkAway(file)],
    ['a link to nothing', (file) => replace(file, () => fs.symlinkSync('/nowhere/at/all', file))],
    [
      'a folder',
      (file) => replace(file, () => fs.mkdirSync(path.join(file, 'in', 'it'), { recursive: true })),
    ],
    ['a FIFO', (file) => replace(file, () => execFileSync('mkfifo', [file]))],
  ];
  const posix = process.platform === 'win32' ? poisons.slice(0, 5) : poisons;
  it.each(posix)('[T87] whose segment is %s is a cold one, and is mended', async (_, poison) => {
    const dir = scratch();
    poison(await oneSegment(dir));
    expect(await ask(dir)).toEqual(COLD);
    expect(await ask(dir)).toEqual(WARM);
  });

  it('[T87] whose segment has any byte changed is a cold one', async () => {
    const sound = scratch();
    const file = await oneSegment(sound);
    const bytes = fs.readFileSync(file);
    const places = fc.record({ at: fc.nat(bytes.length - 1), by: fc.integer({ min: 1, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(places, async ({ at, by }) => {
        const poisoned = Buffer.from(bytes);
        poisoned[at] = (poisoned[at] ?? 0) ^ by;
        const dir = scratch();
        const place = path.join(dir, path.relative(sound, file));
        fs.mkdirSync(path.dirname(place));
        fs.writeFileSync(place, poisoned);
        expect(await ask(dir)).toEqual(COLD);
        expect(await ask(dir)).toEqual(WARM);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('[T87] that was written with another key is a cold one', async () => {
    const dir = scratch();
    await ask(dir, { key: randomBytes(32) });
    expect(await ask(dir)).toEqual(COLD);
  });

  it('[T87] in which a sound segment stands in the place of another is a cold one', async () => {
    const dir = scratch();
    const [file, folder] = [await oneSegment(dir), path.dirname(await oneSegment(dir))];
    const store = openStore({ dir, key, version });
    await store.get('another', 'oid', () => 'all is well');
    store.save();
    const other = filesBelow(dir).find((each) => path.dirname(each) !== folder) ?? '';
    fs.copyFileSync(other, file);
    expect(await ask(dir)).toEqual(COLD);
    expect(await ask(dir)).toEqual(WARM);
  });

  it('[T87] in which a segment bears the name of another generation is a cold one', async () => {
    const dir = scratch();
    const file = await oneSegment(dir);
    fs.renameSync(file, file.replace(/[0-9a-f]{8}-/, 'ffffffff-'));
    expect(await ask(dir)).toEqual(COLD);
    expect(filesBelow(dir)).toHaveLength(1);
  });

  it('[T87] into which a segment of another key was put is a cold one', async () => {
    const [dir, theirs] = [scratch(), scratch()];
    const file = await oneSegment(dir);
    await ask(theirs, { key: randomBytes(32) });
    fs.copyFileSync(filesBelow(theirs)[0] ?? '', file);
    expect(await ask(dir)).toEqual(COLD);
    expect(await ask(dir)).toEqual(WARM);
  });

  function linkAway(file: string): void {
    const away = path.join(scratch(), 'away');
    fs.renameSync(file, away);
    fs.symlinkSync(away, file);
  }

  function replace(file: string, make: () => void): void {
    fs.rmSync(file);
    make();
  }
});

describe('a cache folder that cannot be used', () => {
  async function expectNote(dir: string, reason: RegExp): Promise<void> {
    const { trouble, ...answer } = await ask(dir);
    expect(answer).toEqual({ json: COLD.json, computed: true });
    expect(trouble && explainTrouble(dir, trouble)).toMatch(reason);
  }

  it('[T105] below a regular file: the facts are there, and one sentence says why', async () => {
    const file = path.join(scratch(), 'file');
    fs.writeFileSync(file, '');
    await expectNote(path.join(file, 'cache'), /is not used: it cannot read \(ENOTDIR: not a directory\)/);
  });

  it.skipIf(cannotMount)(
    `[T105] read-only: what is there is read, nothing is written (${cannotMount ?? 'real'})`,
    async () => {
      const disk = smallDisk();
      const dir = path.join(disk, 'cache');
      await ask(dir, { oid: 'known' });
      freeze(disk);
      await expectNote(dir, /is not used: it cannot write \(EROFS/);
      expect(await ask(dir, { oid: 'known' })).toEqual(WARM);
    },
  );

  it.skipIf(cannotMount)(
    `[T104] full: every fact is right, no part is left, one trouble (${cannotMount ?? 'real'})`,
    async () => {
      const disk = smallDisk();
      const dir = path.join(disk, 'cache');
      const store = openStore({ dir, key, version });
      const facts = (i: number) => ({ i, noise: randomBytes(60_000).toString('hex') });
      const given = Array.from({ length: 150 }, (_, i) => facts(i));
      const getAll = async (from: Store) => {
        for (const [i, each] of given.entries())
          expect(await from.get('kind', `${i}`, () => each)).toEqual(each);
        from.save();
      };
      await getAll(store);
      expect(store.trouble).toEqual({ verb: 'write', code: 'ENOSPC' });
      expect(filesBelow(dir)).toEqual([]);
      await getAll(openStore({ dir, key, version }));
    },
  );

  it('deleted while it is in use: is made again', async () => {
    const dir = path.join(scratch(), 'cache');
    const store = openStore({ dir, key, version });
    await store.get('kind', 'a', () => 1);
    store.save();
    fs.rmSync(dir, { recursive: true });
    expect(await store.get('kind', 'b', () => 2)).toBe(2);
    store.save();
    expect(store.trouble).toBeNull();
    expect(filesBelow(dir)).toHaveLength(1);
  });

  it('with a file or a link in the place of a shelf: the shelf is made anew, what the link leads to stays', async () => {
    const [dir, own] = [scratch(), scratch()];
    const folder = path.dirname(await oneSegment(dir));
    fs.writeFileSync(path.join(own, '00000001-0123456789ab'), 'mine');
    for (const put of [() => fs.writeFileSync(folder, ''), () => fs.symlinkSync(own, folder)]) {
      fs.rmSync(folder, { recursive: true });
      put();
      expect(await ask(dir)).toEqual(COLD);
      expect(await ask(dir)).toEqual(WARM);
    }
    expect(fs.readdirSync(own)).toEqual(['00000001-0123456789ab']);
  });
});

/** Runs a script with a store that is called `store`; its records are `record(i)`. */
function storeScript(dir: string, body: string): string[] {
  const module = new URL('../../../../src/kit/store/store.ts', import.meta.url).href;
  const script = `
    const { openStore } = await import(${JSON.stringify(module)});
    const store = openStore({ dir: ${JSON.stringify(dir)}, key: Buffer.alloc(32, 7), version: 'test' });
    const record = (i) => Buffer.alloc(8 * (i % 500), i);
    ${body}`;
  return ['--input-type=module', '--eval', script];
}

describe('several runs at once', () => {
  it('[T106] share one cache, and none sees the half-written segment of another', async () => {
    const dir = scratch();
    const body = `
      const shelf = store.shelf('kind');
      const all = [];
      for (let i = 0; i < 900; i++) {
        all.push(await store.get('kind', String(i), () => ({ i, text: String(i).repeat(i) })));
        if (!shelf.get(String(i))) shelf.put(String(i), record(i));
        if (!record(i).equals(shelf.get(String(i)))) throw new Error('another record');
        if (i % 100 === 99) store.save();
      }
      console.log(JSON.stringify({ all, trouble: store.trouble }));`;
    const run = promisify(execFile);
    const eight = Array.from({ length: 8 }, () =>
      run(process.execPath, storeScript(dir, body), { maxBuffer: 1e8 }),
    );
    const [first, ...others] = (await Promise.all(eight)).map(({ stdout }) => stdout);
    for (const other of others) expect(other).toBe(first);
    expect(JSON.parse(first ?? '')).toMatchObject({ trouble: null });
    const after = openStore({ dir, key, version });
    for (let i = 0; i < 900; i++) {
      expect(await after.get('kind', `${i}`, () => 'lost')).not.toBe('lost');
      expect(after.shelf('kind').get(`${i}`)).toEqual(Buffer.alloc(8 * (i % 500), i));
    }
    expect(filesBelow(dir).filter((file) => file.endsWith('.part'))).toEqual([]);
  });

  it('[T103] one that is killed while it writes leaves nothing that the next one trips over', async () => {
    const dir = scratch();
    const body = `
      for (let round = 0; ; round++) {
        for (let i = 0; i < 20; i++) store.shelf('kind').put(round + ' ' + i, Buffer.alloc(1_000_000, i));
        store.save();
      }`;
    for (let tries = 0; tries < 5; tries++) {
      const child = execFile(process.execPath, storeScript(dir, body));
      const gone = new Promise((resolve) => child.once('close', resolve));
      while (!filesBelow(dir).some((file) => file.endsWith('.part'))) await setTimeout(5);
      child.kill('SIGKILL');
      await gone;
      expect(await ask(dir)).toMatchObject({ json: COLD.json, trouble: null });
    }
    const store = openStore({ dir, key, version });
    for (let i = 0; i < 20; i++) {
      const record = store.shelf('kind').get(`0 ${i}`);
      if (record) expect(record).toEqual(Buffer.alloc(1_000_000, i));
    }
    expect(await ask(dir)).toEqual(WARM);
  });
});
