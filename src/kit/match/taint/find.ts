/** Finds the values that get from a source to a sink. */
import type { Stage } from '../formula/conditions.ts';
import type { Options } from '../rule.ts';
import type { Flow } from './flow.ts';
import { Flows } from './flows.ts';
import { placesOf } from './places.ts';
import type { ReadyTaint } from './ready.ts';
import { State } from './state.ts';

/** All flows of a taint rule in a file, one for each sink. */
export function findFlows(taint: ReadyTaint, stage: Stage, { taint: options }: Options): readonly Flow[] {
  const places = placesOf(taint, stage);
  if (!places) return [];
  const { matcher, root, text, language, facts } = stage.scene;
  matcher.restart();
  const step = (): void => matcher.step();
  const flows = new Flows(places, { root, text, language, facts, options, step });
  flows.run(root, new State());
  const found = [...flows.found.values()].map((flow) => (options.isAtSource ? atSource(flow) : flow));
  return found.sort((a, b) => a.found.start - b.found.start);
}

function atSource({ found, path }: Flow): Flow {
  const [source = found] = path;
  return { found: { ...found, start: source.start, end: source.end, node: null }, path };
}
