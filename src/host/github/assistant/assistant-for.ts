/** The assistant of a step: off unless the workflow switches it on, and asked only for those whom it works for. */
import * as core from '@actions/core';
import { takeAccess } from '../../../assistant/access.ts';
import { PROVIDERS, type Provider } from '../../../assistant/clouds.ts';
import { pricesWith } from '../../../assistant/prices.ts';
import { UserError } from '../../../errors.ts';
import { findCache } from '../../../kit/store/cache.ts';
import type { Opening } from '../../../request.ts';
import type { Desk } from '../desk.ts';
import { worksFor } from './works-for.ts';

export interface JobMeans {
  /** Variables of the assistant's, the key of the input among them; they are in no other environment. */
  readonly anthropic: NodeJS.ProcessEnv;
  readonly cacheKey: string | undefined;
}

const NO_KEY =
  'there is no key for it: give the input anthropic-api-key (runs for forks and for Dependabot get no secrets)';

/** Undefined where it is off. Throws UserError for inputs that say nothing, and for an address that is not safe. */
export function assistantFor(desk: Desk, { anthropic, cacheKey }: JobMeans): Opening | undefined {
  const provider = providerIn();
  if (provider === null) return undefined;
  const access = takeAccess({ ...desk.env, ...anthropic }, provider);
  const own = core.getInput('assistant-prices');
  const prices = pricesWith(own ? { name: 'The input assistant-prices', text: own } : null);
  const allowed = { bots: loginsIn('assistant-bots'), forks: isYes('assistant-forks') };
  return async (policy, onNote) => {
    const works = await worksFor(desk, allowed);
    if (works.kind === 'no' || access === null) {
      onNote(`The assistant is not asked: ${works.kind === 'no' ? works.why : NO_KEY}.`);
      return null;
    }
    const { answering } = await import('../../../assistant/open.ts');
    const cache = findCache(desk.env, cacheKey);
    return answering({ access, prices, cache, trust: works.trust })(policy);
  };
}

/** Throws UserError for an input that says nothing. */
export function isAssistantOn(): boolean {
  return providerIn() !== null;
}

function providerIn(): Provider | null {
  const given = core.getInput('assistant');
  if (given === '' || given === 'off') return null;
  const provider = PROVIDERS.find((one) => one === given);
  if (provider) return provider;
  throw new UserError(`The input assistant is off, claude, bedrock or vertex, not ${JSON.stringify(given)}.`);
}

function isYes(input: string): boolean {
  const given = core.getInput(input);
  if (given === '' || given === 'false') return false;
  if (given === 'true') return true;
  throw new UserError(`The input ${input} is true or false, not ${JSON.stringify(given)}.`);
}

function loginsIn(input: string): string[] {
  return core
    .getInput(input)
    .split(/[\s,]+/)
    .filter(Boolean);
}
