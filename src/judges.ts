/** The judges of one run: they load while the change is still being read, and are gone when it ends. */
import path from 'node:path';
import { timeLeft, withCase, type Case } from './case.ts';
import { findCache } from './kit/store/cache.ts';
import { distDir } from './kit/tool.ts';
import { openProver, type Prover, type ProverOptions } from './prove/prover.ts';
import type { Asked, Terms } from './request.ts';

/**
 * Reads what the request asks for, while judges start that will be asked about it; every one of their processes is
 * gone when `work` is done with them.
 */
export async function withProver<T>(
  asked: Asked,
  more: Pick<ProverOptions, 'shard'>,
  work: (open: Case, prover: Prover) => Promise<T>,
): Promise<T> {
  let begin: (open: Case) => void = () => undefined;
  const reading = new Promise<Case>((resolve) => (begin = resolve));
  const prover = openJudges(asked, { ...more, reading });
  try {
    const judged = withCase(asked, async (open) => {
      begin(open);
      const { length } = open.change.files;
      asked.onStage(`proving ${length} changed ${length === 1 ? 'file' : 'files'}`);
      try {
        const done = await work(open, prover);
        const cacheNote = prover.cacheNote();
        if (cacheNote !== null) asked.onNote(cacheNote);
        return done;
      } finally {
        await prover.close();
      }
    });
    // Git was asked its first question: the judges load while it answers.
    prover.warm();
    return await judged;
  } finally {
    await prover.close();
  }
}

/** The prover of a case that is still being read. */
function openJudges(
  terms: Terms,
  { shard, reading }: Pick<ProverOptions, 'shard'> & { readonly reading: Promise<Case> },
): Prover {
  const cache = findCache(terms.env, terms.cacheKey);
  let left = (): number => Infinity;
  const policy = reading.then((open) => {
    left = () => timeLeft(open);
    return open.policy;
  });
  const prover = openProver({
    judge: path.join(distDir(), 'judge.js'),
    policy,
    cacheDir: cache.dir,
    cacheKey: cache.key,
    deadline: () => left(),
    signal: terms.signal,
    only: terms.only,
    skip: terms.skip,
    shard,
    engine: engineOf(terms, reading),
  });
  terms.onProver?.(prover);
  for (const note of [cache.note, prover.note]) if (note !== null) terms.onNote(note);
  return prover;
}

/** Nothing in a folder that holds the change is a program that anybody installed. */
function engineOf({ engine, env, signal }: Terms, reading: Promise<Case>): ProverOptions['engine'] {
  if (engine === undefined || engine === 'embedded') return undefined;
  const judged = reading.then(({ repository, ends }) => {
    const root = repository.kind === 'git' ? repository.root : null;
    const folders = [root, repository.cwd, ends.root, env['GITHUB_WORKSPACE']];
    return folders.filter((folder) => typeof folder === 'string' && folder !== '') as string[];
  });
  return { engine, env, signal, judged };
}
