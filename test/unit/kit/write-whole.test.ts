/** A file is the old one or the new one. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeWhole } from '../../../src/kit/write-whole.ts';

let dir: string;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-write-'));
});
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

describe('writeWhole', () => {
  it('makes the folders that are missing and leaves no draft', () => {
    writeWhole(path.join(dir, 'a/b/c.json'), '{}');
    expect(fs.readdirSync(path.join(dir, 'a/b'))).toEqual(['c.json']);
  });

  it('keeps the old file and leaves no draft when it cannot write [T104]', () => {
    const file = path.join(dir, 'old');
    fs.mkdirSync(file);
    expect(() => writeWhole(path.join(file, '..', 'old'), 'new')).toThrow();
    expect(fs.readdirSync(dir)).toEqual(['old']);
  });

  it('writes through a symbolic link and leaves the link', () => {
    fs.writeFileSync(path.join(dir, 'real'), 'old');
    fs.symlinkSync('real', path.join(dir, 'link'));
    writeWhole(path.join(dir, 'link'), 'new');
    expect(fs.readlinkSync(path.join(dir, 'link'))).toBe('real');
    expect(fs.readFileSync(path.join(dir, 'real'), 'utf8')).toBe('new');
  });
});
