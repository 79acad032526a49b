/** The rules that a policy names, by id or by short name. */
import picomatch from 'picomatch';
import type { RuleId } from '../domain/finding.ts';
import type { Level } from '../domain/policy.ts';
import { nearest, quoted } from './problem.ts';

export interface RuleLevels {
  readonly levels: ReadonlyMap<RuleId, Level>;
  /** Names that are no rule of the validator, or that name a rule again; each with what to say about it. */
  readonly wrong: ReadonlyMap<string, string>;
}

/** Those of the ids that a glob names, in their order. */
export function rulesLike(glob: string, ids: readonly RuleId[]): RuleId[] {
  const isLike = picomatch(glob, { noextglob: true, nonegate: true, nobrace: true });
  return ids.filter((id) => isLike(id));
}

export function readRuleLevels(
  validator: string,
  named: Readonly<Record<string, Level>>,
  all: readonly RuleId[],
): RuleLevels {
  const ids = all.filter((id) => id.startsWith(`${validator}/`));
  const short = ids.map((id) => id.slice(validator.length + 1));
  const levels = new Map<RuleId, Level>();
  const wrong = new Map<string, string>();
  for (const [name, level] of Object.entries(named)) {
    const id = ids[name.includes('/') ? ids.indexOf(name as RuleId) : short.indexOf(name)];
    if (id === undefined) {
      const near = nearest(name, name.includes('/') ? ids : short);
      wrong.set(name, `${quoted(name)} is not a rule of ${validator} (gatewright rules lists them).${near}`);
    } else if (levels.has(id)) wrong.set(name, `the rule ${id} is given twice.`);
    else levels.set(id, level);
  }
  return { levels, wrong };
}
