/** Compiles `rules/security/` into `virtual:security-pack`, a frozen rule set for each language that a judge thaws. */
import { compileRule, type Compiled } from '../src/kit/match/compile.ts';
import { freeze } from '../src/kit/match/frozen/frozen.ts';
import { Workshop } from '../src/kit/match/formula/workshop.ts';
import type { FileRule } from '../src/kit/match/rule-file/file-rule.ts';
import { packed } from '../src/kit/packed.ts';
import { PACK_LANGUAGES, readPack, type PackFile } from './security-pack.ts';
import { virtualModule, type VirtualModule } from './virtual-module.ts';

/** Packed: a run unpacks those of the languages that it meets. */
async function freezePack(): Promise<Record<string, string>> {
  const pack = readPack();
  const languages = Object.keys(PACK_LANGUAGES);
  const frozen = languages.map(async (language) => {
    const files = pack.filter((file) => file.language === language);
    return [language, packed(freeze(await compile(files)))] as const;
  });
  return Object.fromEntries(await Promise.all(frozen));
}

async function compile(files: readonly PackFile[]): Promise<Compiled<FileRule>[]> {
  const workshop = new Workshop();
  const compiled: Compiled<FileRule>[] = [];
  for (const { file, rule, rules } of files) {
    for (const one of rules) {
      const ready = await compileRule(shipped(one, rule), workshop);
      if (!('queries' in ready))
        throw new Error(`rules/security/${file}: ${one.id}: ${JSON.stringify(ready)}`);
      compiled.push(ready);
    }
  }
  return compiled;
}

/** What a judge needs of a rule; its name begins with that of its folder, by which people know it. */
function shipped(rule: FileRule, folder: string): FileRule {
  const { hint, source, sink } = rule.metadata;
  return { ...rule, id: `${folder}/${rule.id}`, metadata: { hint, source, sink } };
}

export const securityPlugin = (): VirtualModule => virtualModule('security-pack', freezePack);
