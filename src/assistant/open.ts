/** Opens the assistant that a run asked for: Claude, a recording, or the cache alone. */
import fs from 'node:fs';
import type { Assistant } from '../domain/assistant.ts';
import type { AssistantPolicy } from '../domain/policy.ts';
import { UserError } from '../errors.ts';
import { findCache, type Cache } from '../kit/store/cache.ts';
import { takeAccess, type Access } from './access.ts';
import type { Provider } from './clouds.ts';
import { cached, type Trust } from './cached.ts';
import { openClaude } from './claude.ts';
import { failureOf } from './failures.ts';
import { pricesWith, type Prices } from './prices.ts';
import { recorded, replaying } from './recordings.ts';

export interface AssistantOptions {
  /** Where Claude is asked. */
  readonly assistant?: Provider;
  /** Folder of recorded replies to answer from. */
  readonly replay?: string;
  /** Folder to write replies to. */
  readonly record?: string;
  /** File with a table of prices. */
  readonly prices?: string;
  readonly offline?: boolean;
}

/**
 * Takes the credential out of `env` at once, and opens the assistant when the policy is known. Throws UserError when
 * there is nobody to ask, and for files that are not there.
 */
export function openAssistant(
  { assistant = 'claude', replay, record, prices, offline = false }: AssistantOptions,
  env: NodeJS.ProcessEnv,
): (policy: AssistantPolicy, onNote: (note: string) => void) => Assistant {
  const access = takeAccess(env, assistant);
  if (replay !== undefined) {
    if (!isFolder(replay)) throw new UserError(`--replay ${replay}: there is no such folder.`);
    return ({ model, budget }) => replaying(replay, model, budget);
  }
  if (!offline && access === null) {
    throw new UserError(
      '--assistant needs ANTHROPIC_API_KEY, ANTHROPIC_AUTH_TOKEN or a workload identity in the environment ' +
        '(or --replay DIR, or --offline for what the cache holds).',
    );
  }
  const known = pricesWith(prices === undefined ? null : { name: '--prices', text: readPrices(prices) });
  if (record !== undefined) makeFolder(record);
  const means = { access: offline ? null : access, prices: known, cache: findCache(env) };
  const open = answering({ ...means, trust: 'maintainers' });
  return (policy, onNote) => (record === undefined ? open(policy) : recorded(open(policy), record, onNote));
}

export interface Means {
  /** Null: the cache alone answers. */
  readonly access: Access | null;
  readonly prices: Prices;
  readonly cache: Cache;
  readonly trust: Trust;
}

/** Claude behind the cache of those who are trusted as much. */
export function answering({ access, prices, cache, trust }: Means): (policy: AssistantPolicy) => Assistant {
  return ({ model, budget }) => {
    const price = prices.get(model) ?? null;
    const asked =
      access === null ? silent(model, budget) : openClaude({ access, model, ceilings: budget, price });
    return cached(asked, cache, trust);
  };
}

/** Nobody is asked: behind the cache, what it does not hold stays unanswered. */
function silent(model: string, ceilings: Assistant['ceilings']): Assistant {
  const receipt = {
    model,
    from: 'cache',
    requestId: null,
    attempts: 0,
    tokens: 0,
    dollars: 0,
    ms: 0,
  } as const;
  return { model, ceilings, ask: async () => ({ kind: 'failed', ...failureOf('offline'), receipt }) };
}

function isFolder(dir: string): boolean {
  return fs.statSync(dir, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function makeFolder(dir: string): void {
  try {
    fs.mkdirSync(dir, { recursive: true });
  } catch {
    throw new UserError(`--record ${dir}: it is no folder that replies could be written to.`);
  }
}

function readPrices(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    throw new UserError(`--prices ${file}: there is no such file that can be read.`);
  }
}
