/** What a run has to say of rules that the maintainers wrote: those that are broken, and those that are not run. */
import type { Outcome } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';

type Own = Pick<Policy, 'own' | 'validators'>;

/** What is wrong with their files, a sentence each; whoever left security out hears nothing of it. */
export function brokenRules({ own, validators }: Own): readonly string[] {
  return isOff(validators) ? [] : (own?.problems ?? []);
}

/** What judges and files say besides, a sentence each, none twice. */
export function judgingNotes({ own, validators }: Own, outcomes: readonly Outcome[]): readonly string[] {
  const known = isOff(validators) ? [] : (own?.notRun ?? []);
  return [...new Set([...known, ...outcomes.flatMap(({ notes = [] }) => notes)])];
}

function isOff(validators: Policy['validators']): boolean {
  return validators.get('security')?.level === 'off';
}
