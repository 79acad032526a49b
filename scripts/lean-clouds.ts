/**
 * Leaves out of the bundle what the clients of the clouds bring along and nobody asks for: every resource but messages,
 * and the search for credentials in files, on metadata servers and by programs of the machine.
 */
import type { Plugin } from 'rolldown';

const ABSENT: ReadonlyMap<string, readonly string[]> = new Map([
  ['@aws-sdk/credential-providers', ['createCredentialChain', 'fromEnv', 'fromNodeProviderChain']],
  ['google-auth-library', ['GoogleAuth']],
]);
const RESOURCES = '@anthropic-ai/sdk/resources/index';
/** The clients take something away from resources that are still in beta; they must be there for that. */
const MESSAGES_ALONE = `
export { Messages } from '@anthropic-ai/sdk/resources/messages/messages';
export class Beta { messages = {}; }
`;

/** A plugin for rolldown. */
export function leanClouds(): Plugin {
  return {
    name: 'lean-clouds',
    resolveId: (source) => (ABSENT.has(source) || source === RESOURCES ? `\0${source}` : undefined),
    load: (id) =>
      id === `\0${RESOURCES}` ? MESSAGES_ALONE : ABSENT.get(id.slice(1))?.map(absent).join('\n'),
  };
}

function absent(name: string): string {
  return `export function ${name}() { throw new Error('${name} is not in the bundle: see scripts/lean-clouds.ts'); }`;
}
