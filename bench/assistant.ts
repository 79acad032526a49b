/**
 * What the assistant's own side costs: a reply from the cache, and how late a question ends that nobody answers.
 * node bench/assistant.ts
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cached } from '../src/assistant/cached.ts';
import { openClaude } from '../src/assistant/claude.ts';
import type { Assistant, Patience, Question } from '../src/domain/assistant.ts';
import { hangs, pingsForever, trickles, type Behaviour } from '../test/support/anthropic/behaviours.ts';
import { KEY, startAnthropic } from '../test/support/anthropic/server.ts';

const REPLIES = 500;
const PATIENCE_MS = 2_000;

function questionOf(at: number): Question {
  return {
    prompt: { id: 'fix', version: 1, hash: 'h'.repeat(64) },
    system: 'Mend it. '.repeat(400),
    // About 200 lines of code.
    content: `${at}\n${'const price = (cents) => cents / 100;\n'.repeat(200)}`,
    schema: { type: 'object', additionalProperties: false, properties: {} },
    maxTokens: 16_000,
  };
}

function patienceOf(ms: number): Patience {
  const until = performance.now() + ms;
  return { signal: new AbortController().signal, left: () => until - performance.now() };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Of a folder that is half full: the median, and the processor's time, which neighbours on the machine do not touch. */
async function cacheHits(): Promise<string> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-bench-'));
  const receipt = {
    model: 'm',
    from: 'model',
    requestId: null,
    attempts: 1,
    tokens: 1,
    dollars: 0,
    ms: 1,
  } as const;
  const value = {
    summary: 'Mend it',
    edits: Array(5).fill({ find: 'x'.repeat(200), replace: 'y'.repeat(200) }),
  };
  const model: Assistant = {
    model: 'm',
    ceilings: { tokens: 1, dollars: 1 },
    ask: async () => ({ kind: 'reply', value, receipt }),
  };
  const cache = { dir: path.join(dir, 'facts'), key: randomBytes(32), note: null };
  const assistant = cached(model, cache, 'maintainers');
  for (let one = 0; one < REPLIES; one++) await assistant.ask(questionOf(one), patienceOf(1000));
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let one = 0; one < REPLIES; one++)
    times.push(await timed(() => assistant.ask(questionOf(one), patienceOf(1000))));
  const { user, system } = process.cpuUsage(before);
  fs.rmSync(dir, { recursive: true, force: true });
  const median = times.sort((a, b) => a - b)[REPLIES >> 1] ?? NaN;
  return `${median.toFixed(3)} ms in the median, ${((user + system) / 1000 / REPLIES).toFixed(3)} ms of the processor`;
}

async function lateness(behaviour: Behaviour): Promise<string> {
  const server = await startAnthropic();
  server.script(behaviour);
  const claude = openClaude({
    access: { credential: { apiKey: KEY }, baseURL: server.url },
    model: 'm',
    ceilings: { tokens: 1e6, dollars: 100 },
    price: { input: 1, output: 1 },
  });
  const took = await timed(() => claude.ask(questionOf(0), patienceOf(PATIENCE_MS)));
  await server.close();
  return `${(took - PATIENCE_MS).toFixed(0)} ms after its deadline`;
}

console.log(`a reply from the cache: ${await cacheHits()}`);
console.log(`a question that hangs ends ${await lateness(hangs)}`);
console.log(`a question that is only pinged ends ${await lateness(pingsForever)}`);
console.log(`a question whose reply trickles ends ${await lateness(trickles('{}'.repeat(5000)))}`);
