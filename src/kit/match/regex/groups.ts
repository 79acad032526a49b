/** The groups of an expression while it is read: those that catch, with their names, and those that are open. */

export interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly x: boolean;
}

/** A group that is open. */
export interface Open {
  /** Those around it. */
  readonly flags: Flags;
  readonly atomic: boolean;
}

export class Groups {
  /** What those that catch are called in JavaScript, the first group first. */
  readonly names: string[] = [];
  readonly open: Open[] = [];
  /** Numbers of those that have a name of their own. */
  readonly #named = new Map<string, number>();

  /** One more that catches: what it is called in JavaScript. */
  add(name: string | undefined): string {
    const made = `_${this.names.length + 1}`;
    const number = this.names.push(made);
    if (name !== undefined) this.#named.set(name, number);
    return made;
  }

  /** What a group is called by whose number or name it is meant; undefined when there is none. */
  find(group: number | string | undefined): string | undefined {
    const number = typeof group === 'string' ? this.#named.get(group) : group;
    return this.names[(number ?? 0) - 1];
  }
}

/** With some of them on and others off. */
export function switched(flags: Flags, on: string, off: string): Flags {
  const changed: Record<keyof Flags, boolean> = { ...flags };
  for (const flag of on) changed[flag as keyof Flags] = true;
  for (const flag of off) changed[flag as keyof Flags] = false;
  return changed;
}
