/** Branches: each goes on from where all conditions above it failed; of a known condition only one is taken. */
import type { Node } from '../node.ts';
import type { Flows } from './flows.ts';
import type { State } from './state.ts';

/** A chain of many is walked, not entered: what is known where one begins is not copied for the next. */
export function branch(node: Node, state: State, flows: Flows): void {
  const ways: State[] = [];
  const left = state.fork();
  for (let at: Node | null = node; at; at = next(at, left, flows)) {
    const [condition = null, then, , first] = at.kids;
    if (first) flows.run(first, left);
    const truth = flows.condition(condition, left);
    if (truth === true) {
      if (then) flows.run(then, left);
      break;
    }
    if (truth === false) continue;
    const taken = left.fork();
    flows.suppose(condition, true, taken);
    if (then) flows.run(then, taken);
    if (!taken.ended) ways.push(state.retold(taken));
    flows.suppose(condition, false, left);
  }
  flows.close(state, [...ways, left]);
}

/** The condition below, when there is nothing else; any other code below is run. */
function next({ kids: [, , otherwise] }: Node, left: State, flows: Flows): Node | null {
  const only = otherwise?.kids.length === 1 ? otherwise.kids[0] : null;
  if (only?.kind === 'if') return only;
  if (otherwise) flows.run(otherwise, left);
  return null;
}
