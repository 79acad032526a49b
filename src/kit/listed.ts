/** Lists as people write them. */

/** `a`, `a or b`, `a, b or c`. */
export function listed(items: readonly string[], word: 'and' | 'or'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

const NAMED = 5;

/** `an approval of this head by ada or bob and by carol`: one of each group. */
export function approvalBy(groups: readonly (readonly string[])[]): string {
  const named = groups.map((group) => {
    const left = group.length - NAMED;
    const names = left > 0 ? [...group.slice(0, NAMED), `one of ${left} more`] : group;
    return `by ${listed(names, 'or')}`;
  });
  return `an approval of this head ${listed(named, 'and')}`;
}
