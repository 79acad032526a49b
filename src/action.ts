/** The action's door: takes the secrets out of the environment before anything else is loaded. */
import { assistantsOwn, secretHeld, takeSecrets } from './host/github/secrets.ts';

// Nothing that judges needs a secret. Whoever does gets it from here, by value and by name.
const secrets = takeSecrets(process.env);

const { runAction } = await import('./host/github/run-action.ts');
process.exitCode = await runAction(process.env, {
  token: secrets.get('INPUT_TOKEN') ?? '',
  fixToken: secrets.get('INPUT_FIX-TOKEN') ?? '',
  cacheKey: secrets.get('GATEWRIGHT_CACHE_KEY'),
  anthropic: assistantsOwn(secrets),
  held: secretHeld(secrets),
});

export {};
