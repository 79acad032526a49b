/** A rule that was frozen: what it needs is known at once, all else is made when it is asked for. */
import { assemble, type Compiled, type Query } from '../compile.ts';
import type { Need } from '../formula/need.ts';
import type { Workshop } from '../formula/workshop.ts';
import type { Rule, RuleLanguage } from '../rule.ts';
import type { FrozenRule, Needs } from './frozen.ts';
import type { Values } from './table.ts';

export class Thawed<R extends Rule> implements Compiled<R> {
  readonly id: string;
  readonly needs: ReadonlyMap<RuleLanguage, Need | null>;
  readonly workshop: Workshop;
  readonly #values: Values;
  readonly #frozen: FrozenRule[2];
  #queries: ReadonlyMap<RuleLanguage, Query> | undefined;

  constructor([id, needs, rule]: FrozenRule, values: Values, workshop: Workshop) {
    this.id = id;
    this.needs = new Map(values.of(needs) as Needs);
    this.workshop = workshop;
    this.#values = values;
    this.#frozen = rule;
  }

  get rule(): R {
    return this.#values.of(this.#frozen) as R;
  }

  get queries(): ReadonlyMap<RuleLanguage, Query> {
    return (this.#queries ??= this.#assembled());
  }

  #assembled(): ReadonlyMap<RuleLanguage, Query> {
    const compiled = assemble(this.rule, this.workshop);
    if ('queries' in compiled) return compiled.queries;
    throw new Error(`a frozen rule cannot be run: ${JSON.stringify(compiled)}`);
  }
}
