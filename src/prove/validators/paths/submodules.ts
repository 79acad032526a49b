/** Submodules: where their code would come from. It is never fetched. */
import type { Observation, RuleId } from '../../../domain/finding.ts';
import { displayPath, type RepoPath } from '../../../domain/path.ts';
import type { Tree } from '../../../domain/tree.ts';
import type { Scope } from '../../../domain/validator.ts';
import { GITMODULES, parseGitmodules, type Submodule } from './gitmodules.ts';
import type { Findings } from './judge.ts';
import { observe } from './observe.ts';

export async function judgeSubmodules(scope: Scope, findings: Findings): Promise<void> {
  const moved = scope.files.filter((file) => file.head?.mode === 'submodule').map((file) => file.path);
  const listed = scope.files.find((file) => file.path === GITMODULES);
  if (moved.length === 0 && !listed) return;
  scope.at(listed?.path ?? moved[0] ?? GITMODULES);
  const head = await readModules(scope.head);
  const base = await readModules(scope.base);
  if (typeof head === 'string') {
    for (const path of listed ? [...moved, listed.path] : moved) findings.failed.set(path, head);
    return;
  }
  const before = new Map(typeof base === 'string' ? [] : base.map((module) => [module.path, module]));
  for (const module of head) {
    const old = before.get(module.path);
    const isTouched = moved.some((path) => path === module.path) || !old || !isSame(module, old);
    if (isTouched)
      findings.observations.push(...judgeModule({ module, old, isListed: listed !== undefined }));
  }
  const known = new Set(head.map((module) => module.path));
  for (const path of moved) {
    if (known.has(path)) continue;
    const message = `The submodule ${displayPath(path)} has no URL in .gitmodules: nobody else can fetch it.`;
    findings.observations.push(observe('paths/new-submodule-source', path, message));
  }
}

/** The submodules of a tree; a sentence when its `.gitmodules` cannot be read. */
async function readModules(tree: Tree): Promise<Submodule[] | string> {
  const entry = await tree.entry(GITMODULES);
  if (!entry) return [];
  if (entry.mode === 'symlink') return '.gitmodules is a link, which git refuses to follow: make it a file.';
  const blob = await tree.bytes(entry.oid);
  if (blob.kind !== 'bytes')
    return '.gitmodules could not be read, so where submodules come from is not known.';
  return parseGitmodules(Buffer.from(blob.bytes).toString('utf8'));
}

function isSame(a: Submodule, b: Submodule): boolean {
  return a.name === b.name && a.url === b.url && a.update === b.update;
}

interface Judged {
  readonly module: Submodule;
  readonly old: Submodule | undefined;
  /** `.gitmodules` itself changed, so that its line can be pointed at. */
  readonly isListed: boolean;
}

function judgeModule({ module, old, isListed }: Judged): Observation[] {
  const place = (rule: RuleId, message: string): Observation => {
    if (!isListed) return observe(rule, module.path as RepoPath, message);
    const at = { path: GITMODULES, line: module.line, column: 1, endLine: module.line, endColumn: 1 };
    return { rule, at, message };
  };
  const name = `The submodule ${shown(module.path || module.name)}`;
  const why = hostility(module);
  if (why !== null) return [place('paths/untrusted-submodule', `${name} ${why}.`)];
  if (module.url === '') return [place('paths/new-submodule-source', `${name} has no URL.`)];
  if (old?.url === module.url) return [];
  const from = old ? `, and no longer from ${shown(old.url)}` : '';
  const message = `${name} takes its code from ${shown(module.url)}${from}: that code is not judged here.`;
  return [place('paths/new-submodule-source', message)];
}

/** Why no clone may take the submodule; null when nothing speaks against it. */
function hostility({ name, path, url, update }: Submodule): string | null {
  if (update.startsWith('!')) return `runs a command when it is updated (${shown(update)})`;
  if (/(?:^|[/\\])\.\.(?:[/\\]|$)/.test(name))
    return `has a name that leads out of git's folder (${shown(name)})`;
  if (path.startsWith('-') || /(?:^|\/)\.\.(?:\/|$)/.test(path)) return `lies at a path that git misreads`;
  if (url.startsWith('-') || /^[a-z+]+:\/\/(?:[^/@]*@)?-|^[^/]*@-/i.test(url)) {
    return `has a URL that is read as an option (${shown(url)})`;
  }
  if (/^[a-z0-9+-]+::/i.test(url)) return `has a URL that runs a transport program (${shown(url)})`;
  if (/\p{Cc}|%0[ad]/iu.test(url)) return `has a URL with a line break or another control character`;
  if (/^(?:file:|\/|\\|[a-z]:[\\/])/i.test(url))
    return `comes from the disk of whoever clones it (${shown(url)})`;
  return null;
}

function shown(text: string): string {
  const visible = displayPath(text as RepoPath);
  return visible.length > 120 ? `${visible.slice(0, 120)}…` : visible;
}
