/** Whether the fixes of a rule file make of its tests what somebody wrote down. */
import { fixOf, rewrite, type Rewrite } from '../fix.ts';
import type { Match } from '../match.ts';
import type { FileRule } from '../rule-file/file-rule.ts';
import { TooLong } from '../too-long.ts';
import type { TestFile, Trial } from './run.ts';

/** Rules with a fix that was made in a file which then is not what it should be, and what to say of it. */
export function wronglyFixed(
  ready: readonly { rule: FileRule; trials: readonly Trial[] }[],
  tests: readonly TestFile[],
): Map<string, string> {
  const wrong = new Map<string, string>();
  for (const test of tests.filter(({ fixed }) => fixed !== undefined)) {
    const made = ready.flatMap(({ rule, trials }) => {
      const matches = trials.find((trial) => trial.test === test)?.found.matches ?? [];
      return matches.flatMap((match) => fixed(rule, match, test.text));
    });
    if (
      rewrite(
        test.text,
        made.map(({ change }) => change),
      ) === test.fixed
    )
      continue;
    const blamed = made.length > 0 ? made : ready.filter(({ rule }) => rule.fix ?? rule.fixRegex);
    for (const { rule } of blamed) wrong.set(rule.id, `its fixes do not make ${test.path} what it should be`);
  }
  return wrong;
}

function fixed(rule: FileRule, match: Match, text: string): { rule: FileRule; change: Rewrite }[] {
  try {
    const change = fixOf(rule, match, text);
    return change ? [{ rule, change }] : [];
  } catch (error) {
    // What is not fixed is told: the file is not what it should be.
    if (error instanceof TooLong) return [];
    throw error;
  }
}
