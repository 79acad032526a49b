import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { pruneFolder } from '../../../../src/kit/store/prune.ts';
import { scratch } from './scratch.ts';

const NOW = Date.parse('2026-01-01');
const DAY = 24 * 60 * 60 * 1000;
const nameOf = (i: number) => i.toString(16).padStart(62, '0');

function put(folder: string, name: string, { size = 10, days = 0 }): void {
  const file = path.join(folder, name);
  fs.writeFileSync(file, Buffer.alloc(size));
  fs.utimesSync(file, new Date(NOW), new Date(NOW - days * DAY));
}

it('drops entries of more than a month', () => {
  const folder = scratch();
  put(folder, nameOf(1), { days: 31 });
  put(folder, nameOf(2), { days: 29 });
  pruneFolder(folder, NOW);
  expect(fs.readdirSync(folder)).toEqual([nameOf(2)]);
});

it('drops the oldest when they are too many bytes', () => {
  const folder = scratch();
  for (let i = 1; i <= 5; i++) put(folder, nameOf(i), { size: 300_000, days: i });
  pruneFolder(folder, NOW);
  expect(fs.readdirSync(folder)).toEqual([nameOf(1), nameOf(2), nameOf(3)]);
});

it('drops what a dead process left half-written, and not what another is writing', () => {
  const folder = scratch();
  const part = (digit: string) => `${nameOf(1)}.${digit.repeat(12)}.part`;
  put(folder, part('a'), { days: 1 });
  put(folder, part('b'), {});
  pruneFolder(folder, NOW);
  expect(fs.readdirSync(folder)).toEqual([part('b')]);
});

it('touches nothing that does not bear a name of ours', () => {
  const folder = scratch();
  put(folder, 'id_ed25519', { days: 1000 });
  fs.mkdirSync(path.join(folder, nameOf(1)));
  pruneFolder(folder, NOW);
  expect(fs.readdirSync(folder).sort()).toEqual([nameOf(1), 'id_ed25519']);
});

it.runIf(process.platform !== 'win32')('does not follow a link to somebody’s own folder', () => {
  const [folder, own] = [scratch(), scratch()];
  put(own, nameOf(1), { days: 1000 });
  fs.symlinkSync(own, path.join(folder, 'ab'));
  pruneFolder(path.join(folder, 'ab'), NOW);
  expect(fs.readdirSync(own)).toEqual([nameOf(1)]);
});

it('says nothing of a folder that is gone', () => {
  expect(() => pruneFolder(path.join(scratch(), 'gone'), NOW)).not.toThrow();
});
