/** Replies kept between runs: content-addressed, sealed, few, and apart from the facts of validators. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Answer, Assistant } from '../domain/assistant.ts';
import type { Cache } from '../kit/store/cache.ts';
import { writeWhole } from '../kit/write-whole.ts';
import { questionKey } from './question-key.ts';

/** Of a reply, or of what a run that was killed left of one. */
const NAME = /^(?:[0-9a-f]{64}|\.[0-9a-f]{64}\.[0-9a-f]+\.tmp)$/;
const MAX_REPLIES = 1000;
const MAX_REPLY_BYTES = 200_000;
const SEAL_LENGTH = 64;

/** For whom it works. What a run of those who are trusted less had answered is never an answer to the others. */
export type Trust = 'maintainers' | 'bots' | 'forks';

/**
 * The assistant, asked once for each question. The seal's key lies outside of the folder, as for facts: who can write
 * the cache can make it empty, but not make it answer. Judges know that key, so the folder is one that they cannot write.
 */
export function cached(assistant: Assistant, { dir, key }: Cache, trust: Trust): Assistant {
  if (dir === null) return assistant;
  const folder = trust === 'maintainers' ? `${dir}-replies` : `${dir}-replies-${trust}`;
  const place = { folder, trust, key };
  return {
    ...assistant,
    ask: async (question, patience) => {
      const began = performance.now();
      const name = questionKey(question, assistant.model);
      const known = read({ ...place, name });
      if (known) return fromCache(known.value, assistant.model, performance.now() - began);
      const answer = await assistant.ask(question, patience);
      if (answer.kind === 'reply') write({ ...place, name }, answer.value);
      return answer;
    },
  };
}

function fromCache(value: unknown, model: string, ms: number): Answer {
  const cost = { attempts: 0, tokens: 0, dollars: 0, ms: Math.round(ms) };
  return { kind: 'reply', value, receipt: { model, from: 'cache', requestId: null, ...cost } };
}

interface Place {
  readonly folder: string;
  readonly trust: Trust;
  readonly name: string;
  readonly key: Buffer;
}

/** What is sealed under this name had the shape that the name's schema asks for when it was written. */
function read(place: Place): { readonly value: unknown } | null {
  try {
    const file = path.join(place.folder, place.name);
    const stat = fs.lstatSync(file);
    if (!stat.isFile() || stat.size > MAX_REPLY_BYTES + SEAL_LENGTH) return null;
    const text = fs.readFileSync(file, 'utf8');
    const [seal, json] = [text.slice(0, SEAL_LENGTH), text.slice(SEAL_LENGTH)];
    const wanted = Buffer.from(sealOf(json, place));
    const given = Buffer.from(seal);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
    return { value: JSON.parse(json) as unknown };
  } catch {
    return null;
  }
}

/** A reply that cannot be kept is asked for again: that is all. */
function write(place: Place, value: unknown): void {
  const { folder, name } = place;
  const json = JSON.stringify(value);
  if (Buffer.byteLength(json) > MAX_REPLY_BYTES) return;
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeWhole(path.join(folder, name), sealOf(json, place) + json, 0o600);
    dropOldest(folder);
  } catch {
    // The disk is full, say.
  }
}

/** It holds in one folder, for one question. */
function sealOf(json: string, { trust, name, key }: Place): string {
  return createHmac('sha256', key).update(`${trust}\n${name}\n${json}`).digest('hex');
}

/** Only files that bear our names: somebody else's may lie there, too. */
function dropOldest(folder: string): void {
  const names = fs.readdirSync(folder).filter((name) => NAME.test(name));
  if (names.length <= MAX_REPLIES) return;
  const aged = names.map((name) => ({ name, time: fs.lstatSync(path.join(folder, name)).mtimeMs }));
  aged.sort((a, b) => a.time - b.time);
  for (const { name } of aged.slice(0, names.length - MAX_REPLIES)) {
    fs.rmSync(path.join(folder, name), { force: true });
  }
}
