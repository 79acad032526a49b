/** The modules that are written from data, for the bundle and for the tests alike. */
import { promptsPlugin } from './prompts-plugin.ts';
import { examplesPlugin, rulesPlugin } from './rules-plugin.ts';
import { securityFilesPlugin } from './security-files-plugin.ts';
import { securityPlugin } from './security-plugin.ts';
import type { VirtualModule } from './virtual-module.ts';
import { workflowsPlugin } from './workflows-plugin.ts';

export const dataPlugins = (): VirtualModule[] => [
  rulesPlugin(),
  examplesPlugin(),
  securityPlugin(),
  securityFilesPlugin(),
  promptsPlugin(),
  workflowsPlugin(),
];
