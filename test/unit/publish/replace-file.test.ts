import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile } from '../../../src/publish/replace-file.ts';

let root = '';
let file: Buffer;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-replace-'));
  file = Buffer.from(`${root}/a.ts`);
  fs.writeFileSync(file, 'old');
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const replace = (before: string, after: string) => replaceFile(file, Buffer.from(before), Buffer.from(after));

it('replaces what it was told stands there, and nothing else', () => {
  expect(replace('old', 'new')).toBeNull();
  expect(fs.readFileSync(file, 'utf8')).toBe('new');
  expect(replace('old', 'newer')).toBe('it changed meanwhile');
  expect(fs.readFileSync(file, 'utf8')).toBe('new');
});

it('is done when the new text stands there already', () => {
  expect(replace('older', 'old')).toBeNull();
});

it('sweeps up the draft that a killed run left behind', () => {
  const hash = createHash('sha256').update(file).digest('hex').slice(0, 16);
  fs.writeFileSync(`${root}/.gatewright-${hash}.tmp`, 'half a f');
  expect(replace('old', 'new')).toBeNull();
  expect(fs.readdirSync(root)).toEqual(['a.ts']);
});

it('[T33] leaves a link alone, and says so', () => {
  fs.rmSync(file);
  fs.symlinkSync('/etc/hostname', file);
  expect(replace('old', 'new')).toBe('it is not a regular file any more');
});

it('says when the file is gone, and in its words what the system says', () => {
  fs.rmSync(file);
  expect(replace('old', 'new')).toBe('it is gone');
  fs.rmdirSync(root);
  expect(replaceFile(file, null, Buffer.from('new'))).toContain('ENOENT');
});

describe('a new file', () => {
  const anew = (after: string | null, before: string | null = null) =>
    replaceFile(
      file,
      before === null ? null : Buffer.from(before),
      after === null ? null : Buffer.from(after),
    );

  it('is made whole where nothing stands, and can be taken away again', () => {
    fs.rmSync(file);
    expect(anew('new')).toBeNull();
    expect(anew('new')).toBeNull();
    expect(fs.readFileSync(file, 'utf8')).toBe('new');
    expect(anew(null, 'new')).toBeNull();
    expect(fs.readdirSync(root)).toEqual([]);
  });

  it('[T33] is never made over one that stands there, nor taken away when it is another one', () => {
    expect(anew('new')).toBe('it is there already');
    expect(anew(null, 'new')).toBe('it changed meanwhile');
    expect(fs.readFileSync(file, 'utf8')).toBe('old');
  });
});
