/** Leaves out of the bundle what no step asks `@actions/core` for: identity tokens over HTTP, and facts of the machine. */
import type { Plugin } from 'rolldown';

/** The HTTP client alone is four hundred kilobytes, which each step would read before it begins. */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['@actions/http-client', ['HttpClient']],
  ['@actions/http-client/lib/auth', ['BearerCredentialHandler']],
  ['@actions/exec', ['getExecOutput']],
]);

/** A plugin for rolldown. */
export function leanCore(): Plugin {
  return {
    name: 'lean-core',
    resolveId: (source) => (NAMES.has(source) ? `\0${source}` : undefined),
    load: (id) => NAMES.get(id.slice(1))?.map(absent).join('\n'),
  };
}

function absent(name: string): string {
  return `export function ${name}() { throw new Error('${name} is not in the bundle: see scripts/lean-core.ts'); }`;
}
