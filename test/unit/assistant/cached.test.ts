import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cached } from '../../../src/assistant/cached.ts';
import type { Question } from '../../../src/domain/assistant.ts';
import { counting, PATIENCE, QUESTION } from './asked.ts';

let dir: string;
const key = randomBytes(32);
beforeEach(() => void (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-replies-'))));
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const cache = () => ({ dir: path.join(dir, 'facts'), key, note: null });
const replies = () => path.join(dir, 'facts-replies');
const files = () => fs.readdirSync(replies()).map((name) => path.join(replies(), name));

describe('replies that are kept', () => {
  it('are given again without asking, for nothing', async () => {
    const model = counting();
    await cached(model, cache()).ask(QUESTION, PATIENCE);
    expect(await cached(model, cache()).ask(QUESTION, PATIENCE)).toMatchObject({
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
    await cached(model, cache()).ask(QUESTION, PATIENCE);
    await cached(model, cache()).ask({ ...QUESTION, ...other }, PATIENCE);
    await cached({ ...model, model: 'claude-other' }, cache()).ask(QUESTION, PATIENCE);
    expect(model.asked()).toBe(3);
  });

  it('are no failures', async () => {
    const model = counting({ kind: 'failed' });
    for (const _ of [1, 2]) await cached(model, cache()).ask(QUESTION, PATIENCE);
    expect(model.asked()).toBe(2);
  });

  it('say nothing that somebody without the key wrote', async () => {
    const model = counting();
    await cached(model, cache()).ask(QUESTION, PATIENCE);
    for (const file of files()) fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('<1>', '<x>'));
    expect(await cached(model, cache()).ask(QUESTION, PATIENCE)).toMatchObject({ value: { said: '<2>' } });
  });

  it('are not taken from another question’s file', async () => {
    const model = counting();
    await cached(model, cache()).ask(QUESTION, PATIENCE);
    const [first = ''] = files();
    await cached(model, cache()).ask({ ...QUESTION, content: 'line 2' }, PATIENCE);
    for (const file of files()) if (file !== first) fs.copyFileSync(first, file);
    expect(await cached(model, cache()).ask({ ...QUESTION, content: 'line 2' }, PATIENCE)).toMatchObject({
      value: { said: '<3>' },
    });
  });

  it('are few', async () => {
    fs.mkdirSync(replies());
    for (let at = 0; at < 1005; at++)
      fs.writeFileSync(path.join(replies(), at.toString(16).padStart(64, '0')), '');
    fs.writeFileSync(path.join(replies(), 'mine.txt'), 'kept');
    await cached(counting(), cache()).ask(QUESTION, PATIENCE);
    expect(files()).toHaveLength(1001);
    expect(fs.existsSync(path.join(replies(), 'mine.txt'))).toBe(true);
  });

  it('are done without where there is no folder', async () => {
    const model = counting();
    expect(await cached(model, { ...cache(), dir: null }).ask(QUESTION, PATIENCE)).toMatchObject({
      kind: 'reply',
    });
    fs.writeFileSync(replies(), 'a file');
    expect(await cached(model, cache()).ask(QUESTION, PATIENCE)).toMatchObject({ kind: 'reply' });
  });
});
