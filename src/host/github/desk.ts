/** What a step has at hand: its occasion, its place, and GitHub, if there is a token. */
import * as core from '@actions/core';
import { withoutFoldersOf } from '../../kit/on-path.ts';
import type { Remote } from '../../read/remote.ts';
import type { Api } from './api/api.ts';
import { openApi } from './api/open-api.ts';
import { openWriter, type Writer } from './branch/writer.ts';
import { log } from './inert.ts';
import { readNamed } from './inputs.ts';
import type { Occasion } from './occasion.ts';
import { readPayload, type Payload } from './payload.ts';
import { readOccasion, type Named } from './read-occasion.ts';
import type { Surface } from './show/receipt.ts';
import { surfacesOf } from './show/surfaces.ts';
import { readSurroundings, type Surroundings } from './surroundings.ts';

export interface Desk extends Pick<Surroundings, 'place' | 'run' | 'elsewhere' | 'repositoryId'> {
  readonly env: NodeJS.ProcessEnv;
  readonly workspace: string;
  readonly payload: Payload;
  readonly named: Named;
  readonly occasion: Occasion;
  /** Null without a token, or outside of GitHub. */
  readonly api: Api | null;
  readonly remote: Remote | null;
  /** Asked once, by whoever has something to write to a branch. */
  writer(): Promise<Writer>;
  readonly surfaces: readonly Surface[];
  readonly signal: AbortSignal;
  /** Milliseconds until everything must be said. */
  timeLeft(): number;
  /** Says something in the log, and nothing twice. */
  note(sentence: string): void;
}

/** Each goes to the API that speaks with it, and nowhere else. */
export interface Tokens {
  readonly token: string;
  /** Writes branches; empty where nobody shall. */
  readonly fixToken: string;
}

/** From the start of a step; GitHub ends a job after six hours, people stop waiting much sooner. */
const TIME = 20 * 60_000;

/** Throws for an event that names nothing, before anything else happens. */
export function openDesk(env: NodeJS.ProcessEnv, { token, fixToken }: Tokens, signal: AbortSignal): Desk {
  const started = performance.now();
  const timeLeft = (): number => TIME - (performance.now() - started);
  const payload = readPayload(env);
  const named = readNamed();
  const { place, run, elsewhere, repositoryId, ...urls } = readSurroundings(env, payload);
  const workspace = env['GITHUB_WORKSPACE'] || process.cwd();
  const said = new Set<string>();
  const occasion = readOccasion(env, payload, named);
  const speaking = (as: string): Api | null =>
    place && as ? openApi({ ...urls, ...place, token: as, timeLeft, signal }) : null;
  let writer: Promise<Writer> | undefined;
  return {
    // A workflow may have put a folder of the checkout on the PATH, where a change can lay a git of its own.
    env: withoutFoldersOf(workspace, env),
    workspace,
    payload,
    named,
    occasion,
    place,
    run,
    elsewhere,
    repositoryId,
    api: speaking(token),
    writer: () =>
      (writer ??= openWriter({
        occasion,
        place,
        api: speaking(fixToken),
        same: fixToken.trim() === token.trim(),
      })),
    remote: place && {
      url: `${place.server}/${place.owner}/${place.repo}.git`,
      login: token ? { user: 'x-access-token', password: token } : null,
    },
    surfaces: surfacesOf(core.getInput('show')),
    signal,
    timeLeft,
    note(sentence) {
      if (!said.has(sentence)) log(sentence);
      said.add(sentence);
    },
  };
}
