import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cached, type Trust } from '../../../src/assistant/cached.ts';
import type { Assistant, Question } from '../../../src/domain/assistant.ts';
import type { Cache } from '../../../src/kit/store/cache.ts';
import { counting, PATIENCE, QUESTION } from './asked.ts';

let dir: string;
const key = randomBytes(32);
beforeEach(() => void (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-replies-'))));
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const cache = () => ({ dir: path.join(dir, 'facts'), key, note: null });
const kept = (model: Assistant, trust: Trust = 'maintainers', more: Partial<Cache> = {}) =>
  cached(model, { ...cache(), ...more }, trust);
const replies = () => path.join(dir, 'facts-replies');
const files = () => fs.readdirSync(replies()).map((name) => path.join(replies(), name));

describe('replies that are kept', () => {
  it('are given again without asking, for nothing', async () => {
    const model = counting();
    await kept(model).ask(QUESTION, PATIENCE);
    expect(await kept(model).ask(QUESTION, PATIENCE)).toMatchObject({
      kind: 'reply',
      value: { said: '<1>' },
      receipt: { from: 'cache', requestId: null, attempts: 0, tokens: 0, dollars: 0 },
    });
    expect(model.asked()).toBe(1);
  });

  it.each<[string, Partial<Question>]>([
    ['prompt', { prompt: { id: 'fix', version: 1, hash: 'other' } }],
    ['input', { content: 'line 2' }],
    ['schema', { schema: { ...QUESTION.schema, description: 'x' } }],
  ])('answer no other %s', async (_name, other) => {
    const model = counting();
    await kept(model).ask(QUESTION, PATIENCE);
    await kept(model).ask({ ...QUESTION, ...other }, PATIENCE);
    await kept({ ...model, model: 'claude-other' }).ask(QUESTION, PATIENCE);
    expect(model.asked()).toBe(3);
  });

  it('are no failures', async () => {
    const model = counting({ kind: 'failed' });
    for (const _ of [1, 2]) await kept(model).ask(QUESTION, PATIENCE);
    expect(model.asked()).toBe(2);
  });

  it('say nothing that somebody without the key wrote', async () => {
    const model = counting();
    await kept(model).ask(QUESTION, PATIENCE);
    for (const file of files()) fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('<1>', '<x>'));
    expect(await kept(model).ask(QUESTION, PATIENCE)).toMatchObject({ value: { said: '<2>' } });
  });

  it('are not taken from another question’s file', async () => {
    const model = counting();
    await kept(model).ask(QUESTION, PATIENCE);
    const [first = ''] = files();
    await kept(model).ask({ ...QUESTION, content: 'line 2' }, PATIENCE);
    for (const file of files()) if (file !== first) fs.copyFileSync(first, file);
    expect(await kept(model).ask({ ...QUESTION, content: 'line 2' }, PATIENCE)).toMatchObject({
      value: { said: '<3>' },
    });
  });

  it('[T87] answer nobody who is trusted otherwise than whoever had them given', async () => {
    const model = counting();
    for (const trust of ['forks', 'bots', 'maintainers', 'forks', 'bots', 'maintainers'] as const)
      await kept(model, trust).ask(QUESTION, PATIENCE);
    expect(model.asked()).toBe(3);
    expect(fs.readdirSync(dir).sort()).toEqual([
      'facts-replies',
      'facts-replies-bots',
      'facts-replies-forks',
    ]);
  });

  it('[T87] answer nobody who is trusted more, into whatever folder they are copied', async () => {
    const model = counting();
    await kept(model, 'forks').ask(QUESTION, PATIENCE);
    fs.cpSync(path.join(dir, 'facts-replies-forks'), replies(), { recursive: true });
    expect(await kept(model).ask(QUESTION, PATIENCE)).toMatchObject({ value: { said: '<2>' } });
  });

  it('are few', async () => {
    fs.mkdirSync(replies());
    for (let at = 0; at < 1005; at++)
      fs.writeFileSync(path.join(replies(), at.toString(16).padStart(64, '0')), '');
    fs.writeFileSync(path.join(replies(), 'mine.txt'), 'kept');
    const left = path.join(replies(), `.${'0'.repeat(64)}.0123456789ab.tmp`);
    fs.writeFileSync(left, 'half of a');
    fs.utimesSync(left, 0, 0);
    await kept(counting()).ask(QUESTION, PATIENCE);
    expect(files()).toHaveLength(1001);
    expect(fs.existsSync(path.join(replies(), 'mine.txt'))).toBe(true);
    expect(fs.existsSync(left)).toBe(false);
  });

  it('are done without where there is no folder', async () => {
    const model = counting();
    expect(await kept(model, 'maintainers', { dir: null }).ask(QUESTION, PATIENCE)).toMatchObject({
      kind: 'reply',
    });
    fs.writeFileSync(replies(), 'a file');
    expect(await kept(model).ask(QUESTION, PATIENCE)).toMatchObject({ kind: 'reply' });
  });
});
