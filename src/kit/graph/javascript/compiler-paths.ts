/** Specifiers that TypeScript's `paths`, `baseUrl` and `rootDirs` explain. */
import type { RepoPath } from '../../../domain/path.ts';
import { directoryOf, join, type Files } from '../files.ts';
import { foundAt, undecidable, type Resolution } from '../resolution.ts';
import type { Locator } from './locate.ts';
import { CompilerConfigs, mapped, type CompilerPaths } from './tsconfig.ts';

export class CompilerPathsResolver {
  readonly #files: Files;
  readonly #locator: Locator;
  readonly #configs: CompilerConfigs;

  constructor(parts: { files: Files; locator: Locator }) {
    this.#files = parts.files;
    this.#locator = parts.locator;
    this.#configs = new CompilerConfigs(parts.files);
  }

  /**
   * What a specifier is under the configurations above a file. Any of them may explain it, because which one
   * governs depends on how the compiler is called; only the nearest directory's may convict it. Null: not mapped.
   */
  async resolve(from: RepoPath, specifier: string): Promise<Resolution | null> {
    let doubt: Resolution | null = null;
    let fault: Resolution | null = null;
    let outer: Resolution | null = null;
    for (const [distance, group] of (await this.#configs.above(from)).entries()) {
      for (const config of group) {
        const resolved = await this.#under(config, specifier);
        if (resolved?.kind === 'found') return resolved;
        if (resolved?.kind === 'no-file' && distance === 0) fault ??= resolved;
        else if (resolved?.kind === 'no-file') outer ??= undecidable(OUTER);
        else if (resolved) doubt ??= resolved;
      }
    }
    return doubt ?? fault ?? outer;
  }

  async #under(config: CompilerPaths, specifier: string): Promise<Resolution | null> {
    const targets = longestMatch(config, specifier);
    for (const target of [...targets, ...baseTarget(config, specifier)]) {
      const located = await this.#locator.locate(target);
      if (located.kind === 'file') return foundAt(located.path);
      if (located.kind === 'unsure' && targets.includes(target)) return undecidable(located.why);
    }
    const [target] = targets;
    return target === undefined ? null : { kind: 'no-file', target, certain: true };
  }

  /** A relative import may also be found in another of the `rootDirs`. */
  async inRootDirs(from: RepoPath, specifier: string): Promise<Resolution | null> {
    for (const config of (await this.#configs.above(from)).flat()) {
      for (const root of config.rootDirs) {
        if (root !== '' && !from.startsWith(`${root}/`)) continue;
        const within = directoryOf(from).slice(root.length).replace(/^\//, '');
        for (const other of config.rootDirs) {
          const target = join(other === '' ? within : `${other}/${within}`, specifier);
          const located = target === null ? null : await this.#locator.locate(target);
          if (located?.kind === 'file') return foundAt(located.path);
          if (located?.kind === 'unsure') return undecidable(located.why);
        }
      }
    }
    return null;
  }

  /** The path that `baseUrl` gives a specifier whose first directory lies there. */
  async belowBase(from: RepoPath, specifier: string): Promise<RepoPath | null> {
    const [nearest = []] = await this.#configs.above(from);
    const slash = specifier.indexOf('/');
    for (const config of slash === -1 ? [] : nearest) {
      const [target] = baseTarget(config, specifier);
      const first = config.baseUrl === null ? null : join(config.baseUrl, specifier.slice(0, slash));
      if (target !== undefined && first !== null && this.#files.isDirectory(first)) return target as RepoPath;
    }
    return null;
  }

  /** Whether a configuration above the file extends something that the tree does not hold. */
  async incomplete(from: RepoPath): Promise<boolean> {
    return (await this.#configs.above(from)).flat().some((config) => config.incomplete);
  }
}

const OUTER = 'a configuration further up maps it, which may not be the one that counts';

function baseTarget(config: CompilerPaths, specifier: string): string[] {
  const target = config.baseUrl === null ? null : join(config.baseUrl, specifier);
  return target === null ? [] : [target];
}

/** The targets of the pattern with the longest prefix; a catch-all and ways into installed packages say nothing. */
function longestMatch({ mappings }: CompilerPaths, specifier: string): string[] {
  let best: { head: number; targets: string[] } | null = null;
  for (const mapping of mappings) {
    const targets = mapping.pattern === '*' ? null : mapped(mapping, specifier);
    const head = mapping.pattern.indexOf('*') === -1 ? Infinity : mapping.pattern.indexOf('*');
    if (targets && (best === null || head > best.head)) best = { head, targets };
  }
  return (best?.targets ?? []).filter((target) => !target.includes('node_modules/'));
}
