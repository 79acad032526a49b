/** What rules that the maintainers wrote are called. */
import type { RuleId } from '../domain/finding.ts';
import { rules as shipped } from './rules.ts';

/** What a report, a policy and a directive know the rule by. */
export function ownRuleId(name: string): RuleId {
  return `security/${name}`;
}

interface Stated {
  readonly id: string;
  /** Of its file. */
  readonly path: string;
}

/** Whether the id is one that a rule may be called by. */
export function isName(id: string): boolean {
  return /^[A-Za-z0-9][\w.-]{0,199}$/.test(id);
}

/**
 * The names of these rules, in their order: the id alone where nobody else has it, a rule that ships neither; otherwise with
 * the folders of its file in front, as Semgrep writes it. Null where no name is left.
 */
export function namesOf(rules: readonly Stated[]): (string | null)[] {
  const counts = new Map<string, number>();
  for (const { id } of rules) counts.set(id, (counts.get(id) ?? 0) + 1);
  const isAlone = ({ id }: Stated): boolean => counts.get(id) === 1 && !shipped.has(ownRuleId(id));
  const taken = new Set(rules.filter(isAlone).map(({ id }) => id));
  return rules.map((rule) => {
    if (isAlone(rule)) return rule.id;
    const free = qualified(rule).find((name) => isName(name) && !taken.has(name)) ?? null;
    if (free !== null) taken.add(free);
    return free;
  });
}

function qualified({ id, path }: Stated): string[] {
  const parts = path.split('/').map((part) => part.replace(/\.ya?ml$/i, '').replace(/[^\w-]+/g, '_'));
  const before = (folders: readonly string[]) => [...folders, id].join('.').replace(/^[^A-Za-z0-9]+/, '');
  return [before(parts.slice(0, -1)), before(parts)].filter((name) => name !== id);
}
