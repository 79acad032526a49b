/** The inputs of a step, as action.yml lists them. */
import fs from 'node:fs';
import path from 'node:path';
import * as core from '@actions/core';
import { ENGINES, type Engine } from '../../domain/sighting.ts';
import { UserError } from '../../errors.ts';
import { listed } from '../../kit/listed.ts';
import type { Terms } from '../../request.ts';
import type { Named } from './read-occasion.ts';

export type Wanted = Pick<Terms, 'config' | 'only' | 'skip' | 'engine'>;

/** Throws UserError for a policy file that cannot be read, and for an engine that nobody knows. */
export function readWanted(): Wanted {
  const config = core.getInput('config');
  return {
    config: config ? { path: config, text: readConfig(config) } : undefined,
    only: ids(core.getInput('only')),
    skip: ids(core.getInput('skip')),
    engine: readEngine(core.getInput('security-engine')),
  };
}

function readEngine(given: string): Engine {
  const engine = ENGINES.find((one) => one === (given || 'embedded'));
  if (engine !== undefined) return engine;
  throw new UserError(
    `The input security-engine is ${JSON.stringify(given)}: expected ${listed([...ENGINES], 'or')}.`,
  );
}

/** Throws UserError where code of the change would run beside a secret: `held` is the name of one. */
export function readScript(held: string | null, env: NodeJS.ProcessEnv): string | undefined {
  const script = core.getInput('script');
  if (script === '') return undefined;
  const name = held ?? leftByCheckout(env);
  if (name === null) return script;
  throw new UserError(
    `The input script runs code of the change, and this job holds a secret (${name}): give it a job without any.`,
  );
}

/** A header with a token in git's own settings (actions/checkout up to 5), or a file with one that they include (6). */
const KEPT = /extraheader|git-credentials-[\w-]+\.config/i;

/** What actions/checkout leaves for later steps to find, unless it is told not to. */
function leftByCheckout(env: NodeJS.ProcessEnv): string | null {
  const file = path.join(env['GITHUB_WORKSPACE'] ?? process.cwd(), '.git', 'config');
  const settings = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  return KEPT.test(settings) ? 'the token of actions/checkout: set its persist-credentials to false' : null;
}

export function readNamed(): Named {
  return {
    base: core.getInput('base'),
    head: core.getInput('head'),
    all: core.getMultilineInput('all'),
  };
}

const ids = (value: string): string[] =>
  value
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);

function readConfig(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    throw new UserError(`The input config names ${file}, which cannot be read.`);
  }
}
