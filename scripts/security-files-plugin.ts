/** The pack as files in Semgrep's format, for programs of others: `virtual:security-files`. */
import { parse } from 'yaml';
import { readPack } from './security-pack.ts';
import { virtualModule, type VirtualModule } from './virtual-module.ts';

interface RuleFile {
  readonly rules: readonly Readonly<Record<string, unknown>>[];
}

/** By the folder of the rules, JSON, which is YAML; without what only we read. */
function packFiles(): (readonly [rule: string, text: string])[] {
  return readPack().map(({ rule, text }) => {
    const { rules } = parse(text) as RuleFile;
    const plain = rules.map(({ metadata: _, ...rest }) => rest);
    return [rule, JSON.stringify({ rules: plain })] as const;
  });
}

export const securityFilesPlugin = (): VirtualModule => virtualModule('security-files', packFiles);
