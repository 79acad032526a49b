/** How code in one file imports a function of another one: said only where it is sure to resolve. */
import { repoPath, type RepoPath } from '../../../domain/path.ts';
import type { Named } from './place.ts';

/** What stands on one side of an application belongs to that side. */
const SIDE = /^(?:server|backend|client|frontend|browser)$/;
const PACKAGE = /^package[ \t]+(\w+)/m;
const WORD = /^[A-Za-z_]\w*$/;
/** A relative import that names the extension of a file. */
const WITH_EXTENSION = /(?:from|import) ['"]\.[^'"\n]{0,200}\.([cm]?[jt]sx?)['"]/;
const HEADER_BYTES = 8_000;
const MAX_HEAD = 400;

/** Whether the original lies where the copy's code may not import it from: another package, another side. */
export function isApart(copy: Named, original: Named, paths: ReadonlySet<RepoPath>): boolean {
  const [from, to] = [folderOf(copy.path), folderOf(original.path)];
  switch (original.language) {
    case 'script':
      return (
        owning('package.json', from, paths) !== owning('package.json', to, paths) || isOtherSide(from, to)
      );
    case 'python':
      return packageRoot(from, paths) !== packageRoot(to, paths);
    case 'go':
      return (
        from !== to &&
        (owning('go.mod', from, paths) !== owning('go.mod', to, paths) || isClosed(from, original))
      );
    case 'java':
      return false;
  }
}

/** Null where there is nothing to import, or no sure way to say it. */
export function importOf(copy: Named, original: Named, paths: ReadonlySet<RepoPath>): string | null {
  const { name } = original.unit;
  switch (original.language) {
    case 'script':
      return isExportedByName(original) ? `import { ${name} } from '${relative(copy, original)}'` : null;
    case 'python': {
      const module = moduleOf(original.path, paths);
      return module === null ? null : `from ${module} import ${name}`;
    }
    case 'go': {
      const isNear = folderOf(copy.path) === folderOf(original.path);
      return isNear ? null : `${packageOf(original)}.${name}`;
    }
    // Whatever Java has belongs to a class.
    case 'java':
      return null;
  }
}

/** Whether a function has its name from a declaration, not from a key of an object. */
export function isDeclared(original: Named): boolean {
  return original.language !== 'script' || declared(original) !== undefined;
}

/** Whether the line that it starts on exports it under its own name. */
const isExportedByName = (original: Named): boolean => declared(original)?.[1] === 'export ';

function declared(original: Named): RegExpExecArray | undefined {
  const head = /^[ \t]*(export (?:default )?)?(?:async )?(?:function ?\*?|const|let|var) ?([\w$]+)/.exec(
    startOf(original),
  );
  return head?.[2] === original.unit.name ? head : undefined;
}

function startOf({ read: { bytes, scan }, unit }: Named): string {
  const until = scan.tokens.start[unit.first] ?? 0;
  let line = scan.tokens.line[unit.first] ?? 1;
  let from = until;
  while (from > 0 && (bytes[from - 1] !== 10 || line-- > unit.startLine)) from--;
  return Buffer.from(bytes.subarray(from, Math.min(until, from + MAX_HEAD))).toString('utf8');
}

/** `../ids` from `src/a/b.ts` to `src/ids.ts`, with the extension where these files write one. */
function relative(copy: Named, { path: to, read }: Named): string {
  const style = [headerOf(copy.read), headerOf(read)]
    .map((text) => WITH_EXTENSION.exec(text)?.[1])
    .find(Boolean);
  const here = partsOf(folderOf(copy.path));
  const there = asImported(to, style).split('/');
  let same = 0;
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same++;
  const up = here.slice(same).map(() => '..');
  return [...(up.length > 0 ? up : ['.']), ...there.slice(same)].join('/');
}

function asImported(path: RepoPath, style: string | undefined): string {
  if (style === undefined) return path.replace(/(?:\/index)?\.[jt]sx?$/, '');
  return style.includes('ts') ? path : path.replace(/\.([cm]?)tsx?$/, '.$1js');
}

function moduleOf(path: RepoPath, paths: ReadonlySet<RepoPath>): string | null {
  const root = packageRoot(folderOf(path), paths);
  if (root === null) return null;
  const parts = partsOf(path.slice(root.length).replace(/(?:\/__init__)?\.pyw?$/, ''));
  return parts.length > 0 && parts.every((part) => WORD.test(part) && part !== '__main__')
    ? parts.join('.')
    : null;
}

/** The folder above the outermost package, with its slash; null for what is in no package. */
function packageRoot(folder: string, paths: ReadonlySet<RepoPath>): string | null {
  let parts = partsOf(folder);
  const inPackage = () => parts.length > 0 && paths.has(repoPath(`${parts.join('/')}/__init__.py`));
  if (!inPackage()) return null;
  while (inPackage()) parts = parts.slice(0, -1);
  return parts.map((part) => `${part}/`).join('');
}

/** The nearest folder at or above this one that has a file of this name. */
function owning(name: string, folder: string, paths: ReadonlySet<RepoPath>): string {
  const parts = partsOf(folder);
  while (parts.length > 0 && !paths.has(repoPath(`${parts.join('/')}/${name}`))) parts.pop();
  return parts.join('/');
}

function isOtherSide(from: string, to: string): boolean {
  const [here, there] = [partsOf(from), partsOf(to)];
  const apart = there.findIndex((part, at) => part !== here[at]);
  return SIDE.test(there[apart] ?? '');
}

/** Go's programs cannot be imported, and what is internal only from beside it. */
function isClosed(from: string, original: Named): boolean {
  const parts = partsOf(folderOf(original.path));
  const last = parts.lastIndexOf('internal');
  const above = parts.slice(0, Math.max(0, last));
  return packageOf(original) === 'main' || !above.every((part, at) => partsOf(from)[at] === part);
}

const packageOf = ({ read }: Named): string => PACKAGE.exec(headerOf(read))?.[1] ?? 'main';

function headerOf({ bytes }: Named['read']): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEADER_BYTES)).toString('latin1');
}

const folderOf = (path: RepoPath): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '');
