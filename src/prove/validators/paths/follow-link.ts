/** Follows a link as a system would, part by part, through the other links of the tree. */
import { displayPath, type RepoPath } from '../../../domain/path.ts';
import type { Mode } from '../../../domain/tree.ts';

export interface Links {
  readonly modes: ReadonlyMap<string, Mode>;
  readonly folders: ReadonlySet<string>;
  readonly targets: ReadonlyMap<RepoPath, string>;
}

export type LinkEnd =
  | { readonly kind: 'inside' | 'loop' }
  /** `at`: where it would end. */
  | { readonly kind: 'missing'; readonly at: RepoPath }
  /** `via`: the other link that leads out, as the end of a sentence. */
  | { readonly kind: 'outside'; readonly via: string };

/** As many links in a row as Linux follows. */
const MAX_LINKS = 40;
const ABSOLUTE = /^(?:\/|\\|[A-Za-z]:[\\/])/;

export function followLink(start: RepoPath, links: Links): LinkEnd {
  const parts = start.split('/').reverse();
  const at: string[] = [];
  let [followed, isMissing] = [0, false];
  let via = '';
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (at.length === 0) return { kind: 'outside', via };
      at.pop();
      continue;
    }
    if (at.length === 0 && part.toLowerCase() === '.git')
      return { kind: 'outside', via: `${via} (git's own folder)` };
    at.push(part);
    const here = at.join('/') as RepoPath;
    const mode = links.modes.get(here);
    if (mode === 'submodule') return { kind: 'inside' };
    if (mode !== 'symlink') {
      isMissing ||= mode === undefined ? !links.folders.has(here) : parts.length > 0;
      continue;
    }
    if (++followed > MAX_LINKS) return { kind: 'loop' };
    const target = links.targets.get(here) ?? '';
    if (here !== start) via = ` by way of ${displayPath(here)}`;
    if (ABSOLUTE.test(target)) return { kind: 'outside', via };
    at.pop();
    parts.push(...target.split('/').reverse());
  }
  return isMissing ? { kind: 'missing', at: at.join('/') as RepoPath } : { kind: 'inside' };
}
