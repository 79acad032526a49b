/** Finds where a formula holds in a text. */
import { lookUp } from '../match/environment.ts';
import { together } from '../regex/guard.ts';
import type { Variable } from '../rule.ts';
import { holds, type Stage } from './conditions.ts';
import { distinct, intersect, outside, within, without, type Found } from './found.ts';
import type { Ready } from './formula.ts';
import { needOf } from './need.ts';
import { isAround, isBounded, isNamed, isNegative, isOpen } from './traits.ts';

type All = Extract<Ready, { kind: 'all' }>;

/** Everywhere that the formula holds; `area` bounds what fits anything. */
export function evaluate(formula: Ready, stage: Stage, area: readonly Found[] | null): readonly Found[] {
  const { scene } = stage;
  switch (formula.kind) {
    case 'pattern':
      return scene.pattern(formula.pattern, area);
    case 'generic':
      return scene.generic(formula.pattern);
    case 'regex':
      return scene.regex(formula.searcher);
    default:
      if (!scene.words.meet(needOf(formula))) return [];
      return area && isBounded(formula)
        ? joined(formula, stage, area)
        : scene.once(formula, () => joined(formula, stage, null));
  }
}

type Joined = Extract<Ready, { readonly of: unknown }>;

function joined(formula: Joined, stage: Stage, area: readonly Found[] | null): readonly Found[] {
  switch (formula.kind) {
    case 'any':
      return distinct(formula.of.flatMap((part) => evaluate(part, stage, area)));
    case 'all':
      return evaluateAll(formula, stage, area);
    case 'inside':
      return evaluate(formula.of, stage, area);
    case 'not':
    case 'not-inside':
      return evaluateAll({ kind: 'all', of: [formula], where: [], focus: [] }, stage, area);
  }
}

function evaluateAll(
  { of, where, focus }: All,
  stage: Stage,
  area: readonly Found[] | null,
): readonly Found[] {
  let found = positives(of, stage, area);
  const step = (): void => stage.scene.matcher.step();
  stage.scene.matcher.restart();
  for (const part of of) {
    if (found.length === 0) return [];
    if (part.kind === 'not') {
      found = without(found, evaluate(part.of, stage, found), part.of.kind === 'regex' ? overlap : same);
    } else if (part.kind === 'not-inside') {
      found = outside(found, evaluate(part.of, stage, null), step);
    }
    step();
  }
  for (const condition of where) {
    const kept = (): Found[] => found.flatMap((one) => holds(condition, one, stage));
    found = condition.kind === 'regex' ? together(kept) : kept();
  }
  return focus.length > 0 ? focused(found, focus) : distinct(found);
}

/** What all positive parts have in common; a part that fits anything comes last, where the others have been. */
function positives(of: readonly Ready[], stage: Stage, area: readonly Found[] | null): readonly Found[] {
  const step = (): void => stage.scene.matcher.step();
  const own = of.filter((part) => !isNegative(part) && !isAround(part));
  const around = of.filter(isAround);
  let found: readonly Found[] | null = null;
  const late: Ready[] = [];
  // A filter only: what the parts have in common hangs on the order in which they are written.
  if (own.length > 1 && own.some((part) => isSoonNone(part, stage))) return [];
  for (const part of own) {
    if (isOpen(part) && own.length + around.length > 1) {
      late.push(part);
      continue;
    }
    const these = evaluate(part, stage, found ?? area);
    stage.scene.matcher.restart();
    found = found ? intersect(found, these, step) : these;
    if (found.length === 0) return [];
  }
  for (const part of around) {
    const these = evaluate(part, stage, null);
    stage.scene.matcher.restart();
    if (found) found = own.length > 0 ? within(found, these, step) : intersect(found, these, step);
    else if (late.length === 0) found = these;
    else found = lateOnes(late.splice(0), these, stage);
    if (found.length === 0) return [];
  }
  if (late.length > 0) found = lateOnes(late, found ?? area ?? [wholeOf(stage)], stage);
  return found ?? area ?? [wholeOf(stage)];
}

function isSoonNone(part: Ready, stage: Stage): boolean {
  return isNamed(part) && !isBounded(part) && evaluate(part, stage, null).length === 0;
}

function lateOnes(parts: readonly Ready[], found: readonly Found[], stage: Stage): readonly Found[] {
  let joined = found;
  for (const part of parts) {
    const these = evaluate(part, stage, joined);
    stage.scene.matcher.restart();
    joined = within(these, joined, () => stage.scene.matcher.step());
  }
  return joined;
}

function same(a: Found, b: Found): boolean {
  return a.start === b.start && a.end === b.end;
}

/** What a regular expression excludes need not be what it finds. */
function overlap(a: Found, b: Found): boolean {
  return a.start < b.end && b.start < a.end;
}

function wholeOf({ scene }: Stage): Found {
  return { start: scene.root.start, end: scene.root.end, env: null, node: scene.root };
}

/** The places of variables instead of the whole; several lists must agree on a place. */
function focused(found: readonly Found[], focus: readonly (readonly Variable[])[]): readonly Found[] {
  return distinct(found.flatMap((one) => focus.reduce((places, names) => placesOf(names, places), [one])));
}

function placesOf(names: readonly Variable[], found: readonly Found[]): Found[] {
  return found.flatMap(({ env }) =>
    names.flatMap((name) => {
      const held = lookUp(env, name);
      if (!held) return [];
      const { start, end, nodes } = held;
      return [{ start, end, env, node: nodes.length === 1 ? (nodes[0] ?? null) : null }];
    }),
  );
}
