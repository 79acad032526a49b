/** Makes the maintainers' rules ready to run: worked out once for the same text, and kept. */
import type { RuleFileText } from '../../../domain/policy.ts';
import { compileRule, type Compiled } from '../../../kit/match/compile.ts';
import { freeze, type Frozen } from '../../../kit/match/frozen/frozen.ts';
import { Workshop } from '../../../kit/match/formula/workshop.ts';
import type { FileRule } from '../../../kit/match/rule-file/file-rule.ts';
import { nameProblem } from '../../../kit/own-rule-name.ts';
import { readRuleFile } from '../../../kit/match/rule-file/read.ts';

export interface OwnFrozen {
  readonly frozen: Frozen;
  /** Rules that nothing here can run, a sentence each. */
  readonly notes: readonly string[];
}

/** What is wrong with a file is said where the policy is read; of two rules with one name the first is meant. */
export async function freezeOwn(files: readonly RuleFileText[]): Promise<OwnFrozen> {
  const workshop = new Workshop();
  const ready = new Map<string, Compiled<FileRule>>();
  const notes: string[] = [];
  for (const { path, text } of files) {
    for (const rule of readRuleFile(path, text).rules) {
      if (ready.has(rule.id) || nameProblem(rule.id) !== null) continue;
      const compiled = await compileRule(rule, workshop);
      if ('queries' in compiled) ready.set(rule.id, compiled);
      else {
        const reasons = compiled.map(({ feature, reason }) => `${feature}: ${reason}`).join('; ');
        notes.push(`The rule ${rule.id} (${path}) is not run: ${reasons}.`);
      }
    }
  }
  return { frozen: freeze([...ready.values()]), notes };
}
