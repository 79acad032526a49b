/** Imports that nobody confirms: in Go and Java no validator says whether what an assistant imports is there at all. */
import type { RepoPath } from '../domain/path.ts';
import type { Tree } from '../domain/tree.ts';
import { languageOf } from '../kit/syntax/language.ts';
import { decode } from '../kit/text.ts';
import { tokensOf } from './tokens.ts';

interface Texts {
  readonly before: string;
  readonly after: string;
}

/** The first import that a patch adds and that neither the language nor the tree has; null when all are confirmed. */
export async function unconfirmedImport(
  path: RepoPath,
  { before, after }: Texts,
  tree: Tree,
): Promise<string | null> {
  const language = languageOf(path);
  if (language !== 'go' && language !== 'java') return null;
  const [read, isConfirmed] = language === 'go' ? ([inGo, isInGo] as const) : ([inJava, isInJava] as const);
  const known = new Set(importsIn(before, read));
  for (const name of importsIn(after, read))
    if (!known.has(name) && !(await isConfirmed(name, tree))) return name;
  return null;
}

/** What stands behind the word `import`, from `at` on: what is imported, and where that ends. */
type Read = (words: readonly string[], at: number) => { readonly names: string[]; readonly end: number };

/** Wherever on a line it stands. In both languages the word means nothing else. */
function importsIn(text: string, read: Read): string[] {
  const words = tokensOf(text);
  const found: string[] = [];
  for (let at = words.indexOf('import'); at !== -1;) {
    const { names, end } = read(words, at + 1);
    found.push(...names);
    at = words.indexOf('import', Math.max(end, at + 1));
  }
  return found;
}

/** One path behind a name of its own, or any number in brackets. */
function inGo(words: readonly string[], at: number): ReturnType<Read> {
  const close = words[at] === '(' ? words.indexOf(')', at) : at + 2;
  const end = close === -1 ? words.length : close;
  const paths = words.slice(at, end).filter((word) => /^["`]/.test(word));
  return { names: paths.map((word) => word.slice(1, -1)), end };
}

function inJava(words: readonly string[], at: number): ReturnType<Read> {
  const close = words.indexOf(';', at);
  const end = close === -1 ? words.length : close;
  const from = words[at] === 'static' ? at + 1 : at;
  return { names: [words.slice(from, end).join('')], end };
}

/** The standard library has no dot in its first part; everything else is told by a module file. */
async function isInGo(name: string, tree: Tree): Promise<boolean> {
  if (!name.split('/')[0]?.includes('.')) return true;
  for (const { path, oid } of await tree.list()) {
    if (path !== 'go.mod' && !path.endsWith('/go.mod')) continue;
    const blob = await tree.bytes(oid);
    if (blob.kind !== 'bytes') continue;
    const lines = decode(blob.bytes).text.matchAll(/^[ \t]*(?:(?:module|require)[ \t]+)?([\w.~/-]+)/gm);
    for (const [, module = ''] of lines) if (name === module || name.startsWith(`${module}/`)) return true;
  }
  return false;
}

/** A class of the JDK, or one whose package has a source in the tree. Packages are written small, classes are not. */
async function isInJava(name: string, tree: Tree): Promise<boolean> {
  if (/^(?:java|javax|jdk)\./.test(name)) return true;
  const parts = name.split('.');
  const end = parts.findIndex((part) => !/^[\p{Ll}_]/u.test(part));
  const folder = `/${parts.slice(0, end === -1 ? undefined : end).join('/')}/`;
  const entries = await tree.list();
  return entries.some(({ path }) => {
    const slash = `/${path}`.lastIndexOf('/') + 1;
    return languageOf(path) === 'java' && `/${path}`.slice(0, slash).endsWith(folder);
  });
}
