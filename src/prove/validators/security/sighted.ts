/** What another engine saw in a text, in the words that its rules have here. */
import type { Sighted, Sighting } from '../../../domain/sighting.ts';
import { flowOf } from './inspect.ts';
import type { Inspection, Seen } from './inspection.ts';
import type { RuleSet } from './rule-set.ts';

export function inspectionOf({ seen, unread }: Sighted, rules: RuleSet): Inspection {
  return { seen: seen.map((sighting) => seenBy(sighting, rules)), unread };
}

/** Nobody says what the rule's variables stand for, so a hint that names one is left out. */
function seenBy({ flow, ...sighting }: Sighting, rules: RuleSet): Seen {
  const rule = rules.rule(sighting.rule);
  const hint = rule?.metadata['hint'];
  return {
    ...sighting,
    ...(typeof hint === 'string' && !/\$[A-Z.\d]/.test(hint) && { hint }),
    ...(rule && flow && { flow: flowOf(rule, flow) }),
  };
}
