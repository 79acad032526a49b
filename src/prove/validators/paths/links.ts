/** Symbolic links: where they would lead. The target is never read, only the link's own text. */
import { displayPath, type RepoPath } from '../../../domain/path.ts';
import type { Tree } from '../../../domain/tree.ts';
import type { Scope } from '../../../domain/validator.ts';
import { Files } from '../../../kit/graph/files.ts';
import { Ignored } from '../../../kit/graph/ignored.ts';
import { followLink, type Links } from './follow-link.ts';
import type { Findings } from './judge.ts';
import { observe } from './observe.ts';
import { readLinks } from './read-links.ts';

export async function judgeLinks(scope: Scope, findings: Findings): Promise<void> {
  const changed = scope.files.filter((file) => file.head?.mode === 'symlink');
  if (changed.length === 0) return;
  const links = await readLinks(scope.head);
  for (const { path } of changed) {
    scope.at(path);
    const target = links.targets.get(path);
    if (target === undefined) findings.failed.set(path, 'The text of the link could not be read.');
    else await judgeLink({ path, target, links, head: scope.head }, findings);
  }
}

interface Link {
  readonly path: RepoPath;
  readonly target: string;
  readonly links: Links;
  readonly head: Tree;
}

async function judgeLink({ path, target, links, head }: Link, { observations }: Findings): Promise<void> {
  const end = followLink(path, links);
  const [from, to] = [displayPath(path), displayPath(target as RepoPath)];
  if (end.kind === 'outside') {
    const message = `The link ${from} leads out of the repository, to ${to}${end.via}.`;
    observations.push(observe('paths/escaping-link', path, message));
  }
  if (end.kind === 'loop') {
    observations.push(
      observe('paths/looping-link', path, `The link ${from} leads to itself, by way of ${to}.`),
    );
  }
  // What git ignores is put there by a build.
  if (end.kind === 'missing' && !(await new Ignored(await Files.of(head)).covers(end.at))) {
    observations.push(
      observe('paths/dangling-link', path, `The link ${from} leads to ${to}, which is not there.`),
    );
  }
}
