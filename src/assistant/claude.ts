/** Asks Claude: counts before it spends, tries again where that may help, and ends in time whatever the other side does. */
import type { Answer, Assistant, Ceilings, Patience, Question, Receipt } from '../domain/assistant.ts';
import type { Access } from './access.ts';
import { fault, failureOf, type Failure, type Fault } from './failures.ts';
import type { Load } from './levels.ts';
import { openPace, type Pace } from './pace.ts';
import type { Price } from './prices.ts';
import { openPurse, type Purse, type Spent } from './purse.ts';
import { patiently } from './retry.ts';
import { readReply } from './shape.ts';
import type { WholeMessage, Wire } from './wire.ts';

export interface ClaudeOptions {
  readonly access: Access;
  readonly model: string;
  readonly ceilings: Ceilings;
  /** Null when nobody said it: then no ceiling in dollars can be kept, and nothing is sent. */
  readonly price: Price | null;
}

/** The whole of one question: counting, every attempt, every pause, the last byte. */
const MAX_CALL_MS = 150_000;
/**
 * What a reply takes of the meter of output tokens. Providers have counted what a reply may become at most, and what
 * it is; most edits are far below this.
 */
const USUAL_OUTPUT = 4_000;

export function openClaude({ access, model, ceilings, price }: ClaudeOptions): Assistant {
  const purse = price && openPurse(ceilings, price);
  const pace = openPace();
  let opening: Promise<Wire> | undefined;
  const open = () => (opening ??= import('./wire.ts').then(({ openWire }) => openWire(access, model)));
  return {
    model,
    ceilings,
    ask: async (question, patience) => {
      const began = performance.now();
      const end = purse
        ? await converse({ wire: await open(), purse, pace, question, patience: within(patience) })
        : nothing({
            failure: 'over-budget',
            message: `no price is known for ${model}: give it with --prices`,
          });
      return answerOf(end, { model, ms: Math.round(performance.now() - began) });
    },
  };
}

/** The patience of the caller, but at most that of one call. */
function within({ signal, left }: Patience): Patience {
  const until = performance.now() + Math.max(0, Math.min(MAX_CALL_MS, left()));
  const ms = until - performance.now();
  return {
    signal: AbortSignal.any([signal, AbortSignal.timeout(Math.max(0, Math.ceil(ms)))]),
    left: () => until - performance.now(),
  };
}

interface End extends Pick<Receipt, 'requestId' | 'attempts'>, Spent {
  readonly outcome: { readonly value: unknown } | Failure;
}

const nothing = (outcome: Failure): End => ({ outcome, requestId: null, attempts: 0, tokens: 0, dollars: 0 });

interface Talk {
  readonly wire: Wire;
  readonly purse: Purse;
  readonly pace: Pace;
  readonly question: Question;
  readonly patience: Patience;
}

async function converse(talk: Talk): Promise<End> {
  const { wire, purse, question, patience } = talk;
  const counted = await patiently(patience, (signal) => wire.count(question, signal));
  if (counted.kind === 'fault') return { ...nothing(counted), requestId: counted.requestId };
  const reservation = purse.reserve(counted.tokens, question.maxTokens);
  if (!reservation) return nothing(failureOf('over-budget'));
  const { last, ...sent } = await send(talk, loadOf(counted.tokens, question));
  if (last.kind === 'message') {
    const spent = reservation.settle(last.usage);
    return { outcome: outcomeOf(last, question), ...sent, ...spent };
  }
  const spent = last.unused ? reservation.release() : reservation.settle(null);
  return { outcome: last, ...sent, ...spent };
}

/** What was sent, and what came of the last attempt, if only that it was not sent. */
interface Sent extends Pick<Receipt, 'requestId' | 'attempts'> {
  readonly last: WholeMessage | Fault;
}

/** Every attempt waits for its turn. */
async function send({ wire, pace, question, patience }: Talk, load: Load): Promise<Sent> {
  let sent: Pick<Sent, 'requestId' | 'attempts'> = { requestId: null, attempts: 0 };
  const last = await patiently(patience, async (signal) => {
    const turn = await pace.take(load, patience);
    if (typeof turn === 'string') return { ...fault(failureOf(turn)), unused: true };
    const answer = await wire.send(question, { signal, heard: turn.heard });
    turn.done();
    sent = { requestId: answer.requestId, attempts: sent.attempts + 1 };
    return answer;
  });
  return { ...sent, last };
}

function loadOf(input: number, { maxTokens }: Question): Load {
  const output = Math.min(maxTokens, USUAL_OUTPUT);
  return { requests: 1, 'input-tokens': input, 'output-tokens': output, tokens: input + output };
}

/** The stop reason comes first: text that was cut off may be JSON all the same. */
function outcomeOf({ stopReason, text }: WholeMessage, { schema }: Question): End['outcome'] {
  if (stopReason === 'refusal') return failureOf('refused');
  if (stopReason === 'max_tokens') return failureOf('truncated');
  if (stopReason !== 'end_turn') return failureOf('unfinished');
  return readReply(text, schema) ?? failureOf('malformed');
}

function answerOf({ outcome, ...took }: End, { model, ms }: Pick<Receipt, 'model' | 'ms'>): Answer {
  const { requestId, attempts, tokens, dollars } = took;
  const receipt: Receipt = { model, from: 'model', requestId, attempts, tokens, dollars, ms };
  if ('value' in outcome) return { kind: 'reply', value: outcome.value, receipt };
  return { kind: 'failed', failure: outcome.failure, message: outcome.message, receipt };
}
