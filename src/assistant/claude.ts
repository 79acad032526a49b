/** Asks Claude: counts before it spends, tries again where that may help, and ends in time whatever the other side does. */
import type { Answer, Assistant, Ceilings, Patience, Question, Receipt } from '../domain/assistant.ts';
import type { Access } from './access.ts';
import { failureOf, type Failure } from './failures.ts';
import type { Price } from './prices.ts';
import { openPurse, type Purse, type Spent } from './purse.ts';
import { patiently, type Tried } from './retry.ts';
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

export function openClaude({ access, model, ceilings, price }: ClaudeOptions): Assistant {
  const purse = price && openPurse(ceilings, price);
  let opening: Promise<Wire> | undefined;
  const open = () => (opening ??= import('./wire.ts').then(({ openWire }) => openWire(access, model)));
  return {
    model,
    ceilings,
    ask: async (question, patience) => {
      const began = performance.now();
      const end = purse
        ? await converse({ wire: await open(), purse, question, patience: within(patience) })
        : nothing(failureOf('over-budget', `no price is known for ${model}; give it with --prices`));
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
  readonly question: Question;
  readonly patience: Patience;
}

async function converse({ wire, purse, question, patience }: Talk): Promise<End> {
  const { last: counted } = await patiently(patience, (signal) => wire.count(question, signal));
  if (counted.kind === 'fault') return { ...nothing(counted), requestId: counted.requestId };
  const reservation = purse.reserve(counted.tokens, question.maxTokens);
  if (!reservation) {
    const needed = counted.tokens + question.maxTokens;
    return nothing(failureOf('over-budget', `up to ${needed} tokens more are needed`));
  }
  const tried = await patiently(patience, (signal) => wire.send(question, signal));
  const { last } = tried;
  if (last.kind === 'message') {
    const spent = reservation.settle(last.usage);
    return { outcome: outcomeOf(last, question), ...facts(tried), ...spent };
  }
  const spent = last.unused ? reservation.release() : reservation.settle(null);
  return { outcome: last, ...facts(tried), ...spent };
}

function facts({
  last,
  attempts,
}: Tried<{ readonly requestId: string | null }>): Pick<End, 'requestId' | 'attempts'> {
  return { requestId: last.requestId, attempts };
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
