/** Makes the maintainers' rules ready to run: worked out once for the same text, and kept. */
import type { RuleFileText } from '../../../domain/policy.ts';
import { compileRule, type Compiled } from '../../../kit/match/compile.ts';
import { freeze, type Frozen } from '../../../kit/match/frozen/frozen.ts';
import { Workshop } from '../../../kit/match/formula/workshop.ts';
import type { FileRule } from '../../../kit/match/rule-file/file-rule.ts';
import { readRuleFile } from '../../../kit/match/rule-file/read.ts';

export interface OwnFrozen {
  readonly frozen: Frozen;
  /** Rules that nothing here can run, a sentence each. */
  readonly notes: readonly string[];
}

/** What is wrong with a file is said where the policy is read. */
export async function freezeOwn(files: readonly RuleFileText[]): Promise<OwnFrozen> {
  const workshop = new Workshop();
  const ready: Compiled<FileRule>[] = [];
  const notes: string[] = [];
  for (const { path, text, names } of files) {
    const called = new Map(names);
    for (const rule of readRuleFile(path, text).rules) {
      const id = called.get(rule.id);
      if (id === undefined) continue;
      const compiled = await compileRule({ ...rule, id }, workshop);
      if ('queries' in compiled && canFreeze(compiled)) ready.push(compiled);
      else if ('queries' in compiled) notes.push(`The rule ${rule.id} (${path}) is not run: ${TOO_DEEP}.`);
      else {
        const reasons = compiled.map(({ feature, reason }) => `${feature}: ${reason}`).join('; ');
        notes.push(`The rule ${rule.id} (${path}) is not run: ${reasons}.`);
      }
    }
  }
  return { frozen: freeze(ready), notes };
}

const TOO_DEEP = 'its pattern is nested too deeply';

/** Tried alone, so that a rule that cannot be kept is not the end of the others. */
function canFreeze(compiled: Compiled<FileRule>): boolean {
  try {
    freeze([compiled]);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
