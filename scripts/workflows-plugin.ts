/** Puts the workflows of docs/workflows that `gatewright init` writes into the module `virtual:workflows`. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { virtualModule, type VirtualModule } from './virtual-module.ts';

const WRITTEN = ['simple', 'hardened'] as const;

function readWorkflows(): Record<string, string> {
  const text = (name: string) =>
    fs.readFileSync(fileURLToPath(new URL(`../docs/workflows/${name}.yml`, import.meta.url)), 'utf8');
  return Object.fromEntries(WRITTEN.map((name) => [name, text(name)]));
}

export const workflowsPlugin = (): VirtualModule => virtualModule('workflows', readWorkflows);
