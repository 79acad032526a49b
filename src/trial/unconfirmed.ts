/** Imports that nobody confirms: in Go and Java no validator says whether what an assistant imports is there at all. */
import type { RepoPath } from '../domain/path.ts';
import type { Tree } from '../domain/tree.ts';
import { languageOf, type Language } from '../kit/syntax/language.ts';
import { decode } from '../kit/text.ts';

/** What a line imports, if anything. In Go it is said by a string that is alone on its line, but for a name before it. */
const IMPORTED: Partial<Readonly<Record<Language, RegExp>>> = {
  go: /^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w.~/-]+)"\s*;?\s*(?:\/\/.*)?$/,
  java: /^\s*import\s+(?:static\s+)?([\w.]+)(?:\.\*)?\s*;/,
};

/** The first import among added lines that neither the language nor the tree has; null when all are confirmed. */
export async function unconfirmedImport(
  path: RepoPath,
  added: readonly string[],
  tree: Tree,
): Promise<string | null> {
  const language = languageOf(path);
  const pattern = language && IMPORTED[language];
  if (!pattern) return null;
  for (const line of added) {
    const name = pattern.exec(line)?.[1];
    if (name === undefined) continue;
    if (!(await (language === 'go' ? isInGo(name, tree) : isInJava(name, tree)))) return name;
  }
  return null;
}

/** The standard library has no dot in its first part; everything else is told by a module file. */
async function isInGo(name: string, tree: Tree): Promise<boolean> {
  if (!name.split('/')[0]?.includes('.')) return true;
  for (const { path, oid } of await tree.list()) {
    if (path !== 'go.mod' && !path.endsWith('/go.mod')) continue;
    const blob = await tree.bytes(oid);
    if (blob.kind !== 'bytes') continue;
    const modules = [...decode(blob.bytes).text.matchAll(/^\s*(?:(?:module|require)\s+)?([\w.~/-]+)/gm)];
    if (modules.some(([, module = '']) => name === module || name.startsWith(`${module}/`))) return true;
  }
  return false;
}

/** A class of the JDK, or one whose package has a folder in the tree. */
async function isInJava(name: string, tree: Tree): Promise<boolean> {
  if (/^(?:java|javax|jdk)\./.test(name)) return true;
  // `a.b.C`, and `a.b.C.MEMBER` where it is static: the package is all but the last one or two.
  const parts = name.split('.');
  const folders = [-1, -2].map((end) => parts.slice(0, end).join('/')).filter(Boolean);
  const entries = await tree.list();
  return folders.some((folder) => entries.some(({ path }) => `/${path}`.includes(`/${folder}/`)));
}
