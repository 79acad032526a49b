/** The gate in shares: each shard judges one and writes down what its judges said, merge gives the verdict on all. */
import type { Change } from './domain/change.ts';
import type { Evidence, Handling } from './domain/evidence.ts';
import type { Part } from './domain/part.ts';
import type { Shard } from './domain/shard.ts';
import type { Verdict } from './domain/verdict.ts';
import { withCase } from './case.ts';
import { conclude, type Gated } from './gate.ts';
import { withProver } from './judges.ts';
import { readTool } from './kit/tool.ts';
import { UNTRIED } from './offers.ts';
import { gather } from './parts/gather.ts';
import { identifyChange, identifyPolicy } from './parts/identity.ts';
import { readParts } from './parts/read.ts';
import { replay } from './prove/replay.ts';
import type { Asked } from './request.ts';

export interface ShardRun {
  readonly part: Part;
  /** What the share would deserve if it were all: for the exit code, so that no defect is green without a merge. */
  readonly verdict: Verdict;
}

/** Judges one share. Nothing is proposed: a fix is tried on the whole, which nobody here has judged. */
export function runShard(asked: Asked, shard: Shard): Promise<ShardRun> {
  return withProver(asked, { shard }, async (open, prover) => {
    const { change, policy, started } = open;
    const evidence = await prover.dismiss(await prover.prove(change));
    const { report } = await conclude(open, { author: asIfAll(evidence, change), ...UNTRIED });
    const part: Part = {
      shard,
      tool: readTool(),
      policy: identifyPolicy(policy),
      change: await identifyChange(change),
      statements: prover.statements(evidence),
      totalMs: Math.round(performance.now() - started),
    };
    return { part, verdict: report.verdict };
  });
}

/** What falls to other shards is theirs to fail. */
function asIfAll({ outcomes, findings }: Evidence, change: Change): Evidence {
  const elsewhere: Handling = { kind: 'judged' };
  const filled = outcomes.map((outcome) => ({
    ...outcome,
    handled: new Map(change.files.map(({ path }) => [path, outcome.handled.get(path) ?? elsewhere])),
  }));
  return { outcomes: filled, findings };
}

/**
 * Joins the parts in these files and folders. The change and its policy are read here, and what follows from what the
 * judges said is worked out here. Throws EnvironmentError when a part is missing, doubled, damaged or foreign.
 */
export async function runMerge(asked: Asked, names: readonly string[]): Promise<Gated> {
  const parts = readParts(names);
  return withCase(asked, async (open) => {
    const { change, policy, started } = open;
    asked.onStage(`merging ${parts.length} parts`);
    const expected = {
      tool: readTool(),
      policy: identifyPolicy(policy),
      change: await identifyChange(change),
    };
    const told = gather(parts, expected).map(({ name, part }) => ({ ...part, name }));
    const { only, skip } = asked;
    const author = await replay(told, { change, policy, only, skip });
    const longest = Math.max(...told.map(({ totalMs }) => totalMs));
    return conclude({ ...open, started: started - longest }, { author, ...UNTRIED });
  });
}
