import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCache } from '../../../../src/kit/store/cache.ts';
import { openStore } from '../../../../src/kit/store/store.ts';
import { cannotMount, freeze, scratch, smallDisk } from './scratch.ts';

const isPosix = process.platform !== 'win32';
const isRoot = process.getuid?.() === 0;

function refused(env: NodeJS.ProcessEnv): string {
  const cache = findCache(env);
  expect(cache.dir).toBeNull();
  expect(cache.key).toHaveLength(32);
  return cache.note ?? '';
}

describe.runIf(process.platform === 'linux')('the folder of the cache', () => {
  it('is gatewright below the XDG folder, or below ~/.cache', () => {
    const home = scratch();
    const xdg = { HOME: home, XDG_CACHE_HOME: path.join(home, 'c'), XDG_STATE_HOME: path.join(home, 's') };
    expect(findCache(xdg)).toMatchObject({ dir: path.join(home, 'c/gatewright'), note: null });
    expect(fs.existsSync(path.join(home, 's/gatewright/cache-key'))).toBe(true);
    expect(findCache({ HOME: home })).toMatchObject({
      dir: path.join(home, '.cache/gatewright'),
      note: null,
    });
    expect(fs.existsSync(path.join(home, '.local/state/gatewright/cache-key'))).toBe(true);
  });

  it('is not what a relative XDG folder says', () => {
    const home = scratch();
    const cache = findCache({ HOME: home, XDG_CACHE_HOME: 'relative', XDG_STATE_HOME: './relative' });
    expect(cache.dir).toBe(path.join(home, '.cache/gatewright'));
  });
});

describe('the folder that GATEWRIGHT_CACHE_DIR names', () => {
  it('is made, for this user alone', () => {
    const home = scratch();
    const dir = path.join(home, 'deep', 'cache');
    expect(findCache({ HOME: home, GATEWRIGHT_CACHE_DIR: dir })).toMatchObject({ dir, note: null });
    if (isPosix) expect(fs.statSync(dir).mode & 0o777).toBe(0o700);
  });

  it('is refused when it is relative: the working folder belongs to the change', () => {
    expect(refused({ HOME: scratch(), GATEWRIGHT_CACHE_DIR: 'cache' })).toContain(
      'not an absolute path: cache',
    );
  });

  it('[T105] is refused when it lies below a regular file', () => {
    const file = path.join(scratch(), 'file');
    fs.writeFileSync(file, '');
    expect(refused({ HOME: scratch(), GATEWRIGHT_CACHE_DIR: path.join(file, 'cache') })).toContain('ENOTDIR');
  });

  it.runIf(isPosix)('is refused when others may write into it', () => {
    const dir = scratch();
    for (const mode of [0o770, 0o707, 0o1777]) {
      fs.chmodSync(dir, mode);
      expect(refused({ HOME: scratch(), GATEWRIGHT_CACHE_DIR: dir })).toContain('chmod go-w');
    }
  });

  it.runIf(isRoot)('is refused when it belongs to somebody else', () => {
    const dir = scratch();
    fs.chownSync(dir, 12345, 12345);
    expect(refused({ HOME: scratch(), GATEWRIGHT_CACHE_DIR: dir })).toContain('belongs to user 12345');
  });
});

describe('the key', () => {
  const keyFile = (home: string) => path.join(home, '.local/state/gatewright/cache-key');
  const envOf = (home: string) => ({ HOME: home, XDG_STATE_HOME: path.join(home, '.local/state') });

  it('is made once, lies outside of the cache, and is this user’s alone', () => {
    const home = scratch();
    const first = findCache(envOf(home));
    const second = findCache(envOf(home));
    expect(first.key).toEqual(second.key);
    expect(first.key).toHaveLength(32);
    expect(fs.readFileSync(keyFile(home))).toEqual(first.key);
    if (isPosix) expect(fs.statSync(keyFile(home)).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(path.dirname(keyFile(home)))).toEqual(['cache-key']);
    expect(findCache(envOf(scratch())).key).not.toEqual(first.key);
  });

  const untrusted: [title: string, spoil: (file: string) => void][] = [
    ['others can read it', (file) => fs.chmodSync(file, 0o644)],
    ['it has another length', (file) => fs.writeFileSync(file, 'short')],
    ['it is a folder', (file) => (fs.rmSync(file), fs.mkdirSync(file))],
    ['it is a link', (file) => (fs.renameSync(file, `${file}.moved`), fs.symlinkSync(`${file}.moved`, file))],
  ];
  it.runIf(isPosix).each(untrusted)('is refused when %s', (_, spoil) => {
    const home = scratch();
    findCache(envOf(home));
    spoil(keyFile(home));
    expect(refused(envOf(home))).toMatch(/cache-key/);
  });

  it('[T87] of another home opens none of this one’s facts', async () => {
    const [mine, theirs] = [scratch(), scratch()];
    const dir = path.join(mine, 'shared');
    const get = async (home: string) => {
      const cache = findCache({ ...envOf(home), GATEWRIGHT_CACHE_DIR: dir });
      const store = openStore({ ...cache, version: 'test' });
      return store.get('kind', 'oid', () => home).finally(() => store.save());
    };
    expect(await get(theirs)).toBe(theirs);
    expect(await get(mine)).toBe(mine);
    expect(await get(mine)).toBe(mine);
  });

  it('can be a secret that several machines share', () => {
    const [one, two] = ['s3cret-s3cret-s3cret', 'another-s3cret-value'].map((GATEWRIGHT_CACHE_KEY) =>
      [scratch(), scratch()].map((home) => findCache({ HOME: home, GATEWRIGHT_CACHE_KEY })),
    );
    expect(one?.[0]?.key).toEqual(one?.[1]?.key);
    expect(one?.[0]?.key).not.toEqual(two?.[0]?.key);
    expect(refused({ HOME: scratch(), GATEWRIGHT_CACHE_KEY: 'short' })).toContain('shorter than 16');
  });

  it('[T87] is not made up where a workflow was denied the secret: one note, nothing is kept', () => {
    expect(refused({ HOME: scratch(), GATEWRIGHT_CACHE_KEY: '' })).toContain('GATEWRIGHT_CACHE_KEY is empty');
  });

  it('can be handed over apart from the environment', () => {
    const [env, secret] = [{ HOME: scratch() }, 's3cret-s3cret-s3cret'];
    const given = findCache(env, secret);
    expect(given.key).toEqual(findCache({ ...env, GATEWRIGHT_CACHE_KEY: secret }).key);
    expect(given.key).not.toEqual(findCache(env).key);
  });

  it.skipIf(cannotMount)(
    `[T105] cannot be made in a read-only home: one note (${cannotMount ?? 'real'})`,
    () => {
      const home = smallDisk();
      freeze(home);
      expect(refused({ HOME: home })).toContain('EROFS');
      expect(refused({ ...envOf(home), GATEWRIGHT_CACHE_DIR: scratch() })).toContain('EROFS');
    },
  );
});
