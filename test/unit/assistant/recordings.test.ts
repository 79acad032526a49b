import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recorded, replaying } from '../../../src/assistant/recordings.ts';
import { counting, PATIENCE, QUESTION } from './asked.ts';

let dir: string;
beforeEach(() => void (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-recording-'))));
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const fail = (note: string) => expect.unreachable(note);
const replay = () => replaying(dir, 'claude-test', { tokens: 1, dollars: 1 }).ask(QUESTION, PATIENCE);
const only = () => path.join(dir, fs.readdirSync(dir)[0] ?? '');

describe('a recording', () => {
  it('answers as the model did', async () => {
    await recorded(counting(), dir, fail).ask(QUESTION, PATIENCE);
    expect(await replay()).toMatchObject({
      kind: 'reply',
      value: { said: '<1>' },
      receipt: { from: 'recording', tokens: 0 },
    });
  });

  it('can be read by a person, with the question', async () => {
    await recorded(counting(), dir, fail).ask(QUESTION, PATIENCE);
    expect(JSON.parse(fs.readFileSync(only(), 'utf8'))).toEqual({
      model: 'claude-test',
      prompt: QUESTION.prompt,
      content: 'line 1',
      requestId: 'req_1',
      reply: { said: '<1>' },
    });
  });

  it('says what was not recorded', async () => {
    expect(await replay()).toMatchObject({ kind: 'failed', failure: 'not-recorded' });
  });

  it.each(['', '{', '[]', '{"reply":{"said":1}}', '{"reply":{"said":"a"},"reply":{"said":"b"}}', '"reply"'])(
    'that holds %j answers nothing',
    async (text) => {
      await recorded(counting(), dir, fail).ask(QUESTION, PATIENCE);
      fs.writeFileSync(only(), text);
      expect(await replay()).toMatchObject({ kind: 'failed', failure: 'malformed' });
    },
  );

  it('says that it could not write, and gives the reply all the same', async () => {
    const notes: string[] = [];
    const gone = path.join(dir, 'gone', 'gone');
    fs.writeFileSync(path.dirname(gone), 'a file where the folder should be');
    const answer = await recorded(counting(), gone, (note) => notes.push(note)).ask(QUESTION, PATIENCE);
    expect(answer.kind).toBe('reply');
    expect(notes).toEqual([expect.stringContaining('could not be recorded')]);
  });

  it('that is no small file answers nothing', async () => {
    await recorded(counting(), dir, fail).ask(QUESTION, PATIENCE);
    fs.writeFileSync(only(), ' '.repeat(1_000_001));
    expect(await replay()).toMatchObject({ kind: 'failed', failure: 'too-large' });
  });
});
