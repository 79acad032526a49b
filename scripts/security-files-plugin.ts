/** The pack as files in Semgrep's format, for programs of others: `virtual:security-files`. */
import { parse } from 'yaml';
import { packed } from '../src/kit/packed.ts';
import { readPack } from './security-pack.ts';
import { virtualModule, type VirtualModule } from './virtual-module.ts';

interface RuleFile {
  readonly rules: readonly Readonly<Record<string, unknown>>[];
}

/** By the folder of the rules, without what only we read. */
function packFiles(): string {
  const files = readPack().map(({ rule, text }) => {
    const { rules } = parse(text) as RuleFile;
    const plain = rules.map(({ metadata: _, ...rest }) => rest);
    return { folder: rule, rules: plain };
  });
  return packed(files);
}

export const securityFilesPlugin = (): VirtualModule => virtualModule('security-files', packFiles);
