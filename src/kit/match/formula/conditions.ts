/** Conditions on what variables stand for. */
import { lookUp, merge, type Held } from '../match/environment.ts';
import { hasType } from '../match/types.ts';
import type { RuleLanguage, Variable } from '../rule.ts';
import { isRandom, mayBacktrack } from './analysis.ts';
import type { Ready, ReadyCondition } from './formula.ts';
import { isInside, type Found } from './found.ts';
import type { Scene } from './scene.ts';

/** Where a formula is evaluated. */
export interface Stage {
  readonly scene: Scene;
  /** Everywhere that a formula holds; `area` bounds what fits anything. */
  evaluate(formula: Ready, stage: Stage, area: readonly Found[] | null): readonly Found[];
  /** A text inside the file as a scene of its own. */
  embedded(text: string, language: RuleLanguage): Scene;
}

/** The ways in which a place meets a condition: none, or more than one when the condition binds variables. */
export function holds(condition: ReadyCondition, found: Found, stage: Stage): readonly Found[] {
  if (condition.kind === 'comparison') {
    return condition.holds((name) => valueOf(found, name, { stage, ...condition })) ? [found] : [];
  }
  const held = lookUp(found.env, condition.variable);
  if (!held) return [];
  switch (condition.kind) {
    case 'regex':
      return condition.searcher.atStart(held.text) !== condition.not ? [found] : [];
    case 'type':
      return condition.types.some(
        (type) => held.nodes[0] && hasType(stage.scene.matcher, { t: held.nodes[0], type }),
      )
        ? [found]
        : [];
    case 'analysis':
      return (condition.analyzer === 'entropy' ? isRandom(contentOf(held)) : mayBacktrack(contentOf(held)))
        ? [found]
        : [];
    case 'pattern':
      return fits(condition, { found, held }, stage);
  }
}

type PatternCondition = Extract<ReadyCondition, { kind: 'pattern' }>;

function fits(
  { language, of }: PatternCondition,
  { found, held }: { found: Found; held: Held },
  stage: Stage,
): readonly Found[] {
  const whole: Found = { start: held.start, end: held.end, env: found.env, node: held.nodes[0] ?? null };
  if (language === null || language === stage.scene.language) {
    const inside = stage.evaluate(of, stage, [whole]).filter((one) => isInside(one, whole));
    return agreeing(found, inside);
  }
  const scene = stage.embedded(contentOf(held), language);
  return agreeing(found, stage.evaluate(of, { ...stage, scene }, null));
}

function agreeing(found: Found, inside: readonly Found[]): readonly Found[] {
  return inside.flatMap((one) => {
    const env = merge(found.env, one.env);
    return env === undefined ? [] : [{ ...found, env }];
  });
}

/** A string without its quotes, all else as it is written. */
function contentOf({ text, nodes, isContent }: Held): string {
  const [node] = nodes;
  return !isContent && nodes.length === 1 && node?.kind === 'str' ? node.value : text;
}

interface How {
  readonly stage: Stage;
  readonly strip: boolean;
  readonly base: number | null;
}

function valueOf(found: Found, name: Variable, { stage, strip, base }: How): string | number | undefined {
  const held = lookUp(found.env, name);
  if (!held) return undefined;
  const [node] = held.nodes;
  const constant = held.isContent || !node ? held.text : stage.scene.facts.constantOf(node);
  const value = constant ?? (node && node.kind !== 'str' ? held.text : undefined);
  if (typeof value !== 'string') return value;
  if (!strip && base === null)
    return /^-?\d+(?:\.\d+)?$/.test(value) &&
      (held.nodes.length === 0 || node?.kind !== 'str') &&
      !held.isContent
      ? Number(value)
      : value;
  const bare = value.replace(/^['"`]|['"`]$/g, '');
  return base === null ? Number(bare) : Number.parseInt(bare, base);
}
