/** Languages that the policy wants judged: a changed file in one of them needs a validator that reads it. */
import type { Change, ChangedFile } from '../domain/change.ts';
import type { Outcome } from '../domain/evidence.ts';
import { displayPath } from '../domain/path.ts';
import type { Policy } from '../domain/policy.ts';
import { isWrittenIn } from '../kit/language-names.ts';
import { rules } from '../kit/rules.ts';

const NAMED = 5;

/** A sentence for each such file that nobody judged; deleted, generated and vendored files need no judge. */
export function unjudgedLanguages(outcomes: readonly Outcome[], policy: Policy, change: Change): string[] {
  if (policy.mustJudge.length === 0) return [];
  const readers = outcomes.filter(readsSource);
  const said = change.files.flatMap((file) => {
    const language = policy.mustJudge.find((name) => isWrittenIn(file.path, name));
    if (language === undefined || !isSource(file) || readers.some((reader) => judged(reader, file)))
      return [];
    return [
      `${displayPath(file.path)} was judged by no validator, and the policy's must-judge names ${language}: ` +
        'somebody who may pass over this check has to review it.',
    ];
  });
  const more = said.length - NAMED;
  return more > 0
    ? [...said.slice(0, NAMED), `${more} more files of must-judge were judged by no validator.`]
    : said;
}

function isSource({ head, exempt }: ChangedFile): boolean {
  return exempt === null && (head?.mode === 'file' || head?.mode === 'executable');
}

function judged({ status, handled }: Outcome, { path }: ChangedFile): boolean {
  return status === 'completed' && handled.get(path)?.kind === 'judged';
}

/** Who looks at names alone has judged every path, and read none. */
function readsSource({ validator }: Outcome): boolean {
  return [...rules.values()].some(
    ({ id, languages }) => id.startsWith(`${validator}/`) && languages.length > 0,
  );
}
