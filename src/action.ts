/** The action's door: takes the secrets out of the environment before anything else is loaded. */
import { takeSecrets } from './host/github/secrets.ts';

// Nothing that judges needs a secret. Later stages that do get them from here, by value and by name.
takeSecrets(process.env);

const { runAction } = await import('./host/github/run-action.ts');
process.exitCode = await runAction(process.env);

export {};
