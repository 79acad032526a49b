/** Judges which functions, and which long parts of functions, the change copies from elsewhere in the repository. */
import type { Observation } from '../../../domain/finding.ts';
import type { RepoPath } from '../../../domain/path.ts';
import type { Judgement, Scope } from '../../../domain/validator.ts';
import { findClones } from '../../../kit/clones/find.ts';
import { askedOf } from './asked.ts';
import { copiesOf } from './copies.ts';
import { openCorpus } from './corpus.ts';
import { describe } from './describe.ts';
import { History } from './history.ts';
import { newPairs } from './pairs.ts';
import { Readings } from './readings.ts';
import { regionsOf } from './regions.ts';
import { isWeighty } from './weight.ts';

const UNFINISHED =
  'so much in it repeats itself that not every copy could be looked for: split the change, or list generated files in the policy';

export async function judge(scope: Scope): Promise<Judgement> {
  const readings = new Readings();
  const corpus = await openCorpus(scope, readings);
  const asked = await askedOf(scope, corpus);
  const { clones, complete } = await findClones({ sources: corpus.sources, asked, read: corpus.read });
  const audit = (await scope.base.list()).length === 0;
  const pairs = await newPairs(clones, corpus, { history: new History(scope, corpus, readings), audit });
  const changed = new Map(scope.changed.map((file) => [file.path, file]));
  const paths = new Set((await scope.head.list()).map(({ path }) => path));
  const observations: Observation[] = [];
  const pathOf = (source: number) => corpus.members[source]?.entry.path ?? '';
  for (const region of regionsOf(copiesOf(pairs), pathOf)) {
    if (!audit && !(await isWeighty(region, corpus))) continue;
    const observation = await describe(region, { corpus, changed, paths, audit });
    if (observation) observations.push(observation);
  }
  const failed = complete ? [] : scope.files.map(({ path }): [RepoPath, string] => [path, UNFINISHED]);
  return { observations, failed: new Map(failed) };
}
