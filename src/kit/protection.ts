/** What no proposal touches under a policy: what none ever does, what the policy names, and the policy itself. */
import picomatch from 'picomatch';
import type { RepoPath } from '../domain/path.ts';
import type { Policy } from '../domain/policy.ts';
import { protectedKind } from './protected-path.ts';

/** What kind of file this is, for a sentence; null for one that a proposal may touch. */
export type Protection = (path: RepoPath) => string | null;

export function protectionOf({ protected: globs, files = [], assistant }: Policy): Protection {
  // Whoever names a folder means what is in it.
  const within = globs.map((glob) => `${glob.replace(/\/+$/, '')}/**`);
  const isNamed = picomatch([...globs, ...within], { dot: true, flags: 's', windows: false });
  const own = new Set<unknown>([...files, ...assistant.prompts.values()]);
  return (path) => {
    const kind = protectedKind(path);
    if (kind) return kind;
    if (own.has(path)) return 'part of the policy';
    return isNamed(path) ? 'protected by the policy' : null;
  };
}
