import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { sweep } from '../../../../src/kit/store/sweep.ts';
import { filesBelow, scratch } from './scratch.ts';

const NOW = Date.parse('2026-01-01');
const DAY = 24 * 60 * 60 * 1000;
const shelfOf = (letter: string) => letter.repeat(64);
const nameOf = (i: number) => `${i.toString(16).padStart(8, '0')}-${'0123456789ab'}`;

function put(folder: string, name: string, { size = 10, days = 0 }): void {
  const file = path.join(folder, name);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(file, '');
  fs.truncateSync(file, size);
  fs.utimesSync(file, new Date(NOW), new Date(NOW - days * DAY));
}

const left = (dir: string) => filesBelow(dir).map((file) => path.relative(dir, file));

it('drops segments that no run used for more than a month, and the folders that become empty', () => {
  const dir = scratch();
  put(path.join(dir, shelfOf('a')), nameOf(1), { days: 31 });
  put(path.join(dir, shelfOf('b')), nameOf(1), { days: 31 });
  put(path.join(dir, shelfOf('b')), nameOf(2), { days: 29 });
  sweep(dir, NOW);
  expect(left(dir)).toEqual([path.join(shelfOf('b'), nameOf(2))]);
  expect(fs.readdirSync(dir)).toEqual([shelfOf('b')]);
});

it('leaves the empty folder that another run made just now for its segment', () => {
  const dir = scratch();
  fs.mkdirSync(path.join(dir, shelfOf('a')));
  sweep(dir, Date.now());
  expect(fs.readdirSync(dir)).toEqual([shelfOf('a')]);
});

it('drops the oldest of all shelves when they are too many bytes', () => {
  const dir = scratch();
  for (const [at, letter] of ['a', 'b', 'c', 'd', 'e'].entries())
    put(path.join(dir, shelfOf(letter)), nameOf(1), { size: 60_000_000, days: 5 - at });
  sweep(dir, NOW);
  expect(left(dir).map((file) => file[0])).toEqual(['b', 'c', 'd', 'e']);
});

it('drops what a dead process left half-written, and not what another is writing', () => {
  const dir = scratch();
  const part = (digit: string) => `${nameOf(1)}.${digit.repeat(12)}.part`;
  const shelf = path.join(dir, shelfOf('a'));
  put(shelf, part('a'), { days: 1 });
  put(shelf, part('b'), {});
  sweep(dir, NOW);
  expect(fs.readdirSync(shelf)).toEqual([part('b')]);
});

it('drops what a clock that was wrong wrote in the far future', () => {
  const dir = scratch();
  const shelf = path.join(dir, shelfOf('a'));
  put(shelf, nameOf(1), { days: -400 });
  put(shelf, `${nameOf(2)}.0123456789ab.part`, { days: -400 });
  put(shelf, nameOf(3), { days: -1 });
  sweep(dir, NOW);
  expect(fs.readdirSync(shelf)).toEqual([nameOf(3)]);
});

it('touches nothing that does not bear a name of ours', () => {
  const dir = scratch();
  const shelf = path.join(dir, shelfOf('a'));
  put(shelf, 'id_ed25519', { days: 1000 });
  put(path.join(dir, 'documents'), nameOf(1), { days: 1000 });
  fs.mkdirSync(path.join(shelf, nameOf(1)));
  sweep(dir, NOW);
  expect(left(dir)).toEqual(
    [path.join(shelfOf('a'), 'id_ed25519'), path.join('documents', nameOf(1))].sort(),
  );
  expect(fs.existsSync(path.join(shelf, nameOf(1)))).toBe(true);
});

it.runIf(process.platform !== 'win32')('does not follow a link to somebody’s own folder', () => {
  const [dir, own] = [scratch(), scratch()];
  put(own, nameOf(1), { days: 1000 });
  fs.symlinkSync(own, path.join(dir, shelfOf('a')));
  sweep(dir, NOW);
  expect(fs.readdirSync(own)).toEqual([nameOf(1)]);
});

it('says nothing of a folder that is gone', () => {
  expect(() => sweep(path.join(scratch(), 'gone'), NOW)).not.toThrow();
});
