/** Puts the workflows of docs/workflows that `gatewright init` writes into the module `virtual:workflows`. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const WRITTEN = ['simple', 'hardened'] as const;

interface WorkflowsPlugin {
  readonly name: string;
  resolveId(source: string): string | undefined;
  load(id: string): string | undefined;
}

/** A plugin for rolldown and for vite. */
export function workflowsPlugin(): WorkflowsPlugin {
  const id = '\0virtual:workflows';
  const text = (name: string) =>
    fs.readFileSync(fileURLToPath(new URL(`../docs/workflows/${name}.yml`, import.meta.url)), 'utf8');
  const all = () => JSON.stringify(Object.fromEntries(WRITTEN.map((name) => [name, text(name)])));
  return {
    name: 'workflows',
    resolveId: (source: string) => (source === 'virtual:workflows' ? id : undefined),
    load: (loaded: string) => (loaded === id ? `export default ${all()};` : undefined),
  };
}
