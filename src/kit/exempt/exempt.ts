/** Why a file is not looked at as source: generated, vendored, minified, a snapshot or a migration. */
import picomatch from 'picomatch';
import type { RepoPath } from '../../domain/path.ts';
import type { Tree } from '../../domain/tree.ts';
import { exemptByContent, exemptByName } from './defaults.ts';
import { readLinguist, type Linguist } from './linguist.ts';

interface Classified {
  readonly path: RepoPath;
  /**
   * The version that a change cannot have written: the base's (in an audit, the only one). Null for an added file,
   * which only the policy's globs can exempt: no folder name and no header makes new code trusted.
   */
  readonly before: Uint8Array | null;
}

export type Exempt = (file: Classified) => string | null;

interface Options {
  /** The tree whose attributes count: the base. */
  readonly base: Tree;
  /** Globs of the policy. */
  readonly generated: readonly string[];
}

/** Reads what the base says about its files, and returns the judgement of one. */
export async function openExemptions(options: Options, paths: readonly RepoPath[]): Promise<Exempt> {
  const linguist = await readLinguist(options.base, paths);
  const byPolicy = picomatch([...options.generated], { dot: true });
  return ({ path, before }) => {
    if (options.generated.length > 0 && byPolicy(path)) return 'generated: the policy says so';
    return before ? byDefault(path, before, linguist(path)) : null;
  };
}

function byDefault(path: RepoPath, before: Uint8Array, said: Linguist): string | null {
  return exemptByName(path, said) ?? (said.generated === false ? null : exemptByContent(path, before));
}
