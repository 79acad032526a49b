import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recorded, replaying } from '../../../src/assistant/recordings.ts';
import { counting, PATIENCE, QUESTION } from './asked.ts';

let dir: string;
beforeEach(() => void (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-recording-'))));
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const replay = () => replaying(dir, 'claude-test', { tokens: 1, dollars: 1 }).ask(QUESTION, PATIENCE);
const only = () => path.join(dir, fs.readdirSync(dir)[0] ?? '');

describe('a recording', () => {
  it('answers as the model did', async () => {
    await recorded(counting(), dir).ask(QUESTION, PATIENCE);
    expect(await replay()).toMatchObject({
      kind: 'reply',
      value: { said: '<1>' },
      receipt: { from: 'recording', tokens: 0 },
    });
  });

  it('can be read by a person, with the question', async () => {
    await recorded(counting(), dir).ask(QUESTION, PATIENCE);
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
      await recorded(counting(), dir).ask(QUESTION, PATIENCE);
      fs.writeFileSync(only(), text);
      expect(await replay()).toMatchObject({ kind: 'failed', failure: 'malformed' });
    },
  );

  it('that is no small file answers nothing', async () => {
    await recorded(counting(), dir).ask(QUESTION, PATIENCE);
    fs.writeFileSync(only(), ' '.repeat(1_000_001));
    expect(await replay()).toMatchObject({ kind: 'failed', failure: 'too-large' });
  });
});
