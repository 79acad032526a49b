/** Secrets of a workflow step: what they are called, and their removal from the environment. */

// The runner's own tokens, every input or variable that is named like a secret, and the cloud credentials that OIDC
// actions export; all that is Anthropic's is for the assistant alone. Whatever else a workflow puts into `env` is
// covered by the judge's own empty environment.
const NAMED_LIKE_A_SECRET =
  /^ANTHROPIC_|TOKEN|SECRET|PASSWORD|PASSPHRASE|CREDENTIAL|(?:API|ACCESS|PRIVATE|SIGNING)[-_]?KEY|_KEY$/i;

/** Removes every secret from `env` and returns them by name. */
export function takeSecrets(env: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const taken = new Map<string, string>();
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || !NAMED_LIKE_A_SECRET.test(name)) continue;
    taken.set(name, value);
    delete env[name];
  }
  return taken;
}

/** What the assistant may use of it: the input's key goes before that of the environment. */
export function assistantsOwn(taken: ReadonlyMap<string, string>): NodeJS.ProcessEnv {
  const own = [...taken].filter(([name]) =>
    /^(?:ANTHROPIC|ACTIONS_ID_TOKEN_REQUEST|AWS|GOOGLE_OAUTH)_/i.test(name),
  );
  const key = taken.get('INPUT_ANTHROPIC-API-KEY');
  return { ...Object.fromEntries(own), ...(key && { ANTHROPIC_API_KEY: key }) };
}

/**
 * The name of one that this job holds, if any: code of the change must not run beside it, since whoever runs as the same
 * user can read the memory it was in. The runner's own token for caches is in every job's reach.
 */
export function secretHeld(taken: ReadonlyMap<string, string>): string | null {
  const held = [...taken].find(([name, value]) => value !== '' && name !== 'ACTIONS_RUNTIME_TOKEN');
  return held?.[0].replace(/^INPUT_(.+)$/, (_, input: string) => `the input ${input.toLowerCase()}`) ?? null;
}
