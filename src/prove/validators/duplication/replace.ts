/** The one clear answer to a function that was copied word for word: import the original, where that is sure to be the same. */
import type { Edit, Patch } from '../../../domain/proposal.ts';
import type { RepoPath } from '../../../domain/path.ts';
import { KIND } from '../../../kit/clones/tokens.ts';
import { decode, Lines } from '../../../kit/text.ts';
import type { Copy } from './copies.ts';
import { importOf, isApart } from './imports.ts';
import { outlineOf, type Outline } from './outline.ts';
import type { Named } from './place.ts';

const HEAD: Readonly<Record<string, RegExp>> = {
  script: /^(export )?(?:async )?function ?\*? ?([\w$]+)/,
  python: /^()(?:async )?def (\w+)/,
};

/** Null where anything could be different afterwards: another name, other surroundings, a circle of imports. */
export function replacement(
  copies: readonly Copy[],
  {
    copy,
    original,
    paths,
  }: { readonly copy: Named; readonly original: Named; readonly paths: ReadonlySet<RepoPath> },
): Patch | null {
  const [only, ...more] = copies;
  if (only?.clone.kind !== 'verbatim' || more.length > 0 || copy.path === original.path) return null;
  if (!isWhole(copy) || !isWhole(original) || copy.unit.name !== original.unit.name) return null;
  if (isApart(copy, original, paths)) return null;
  const text = decode(copy.read.bytes).text;
  const here = outlineOf(text, copy.language);
  const there = outlineOf(decode(original.read.bytes).text, original.language);
  if (!meansTheSame(copy, here, there) || leadsBack(copy, there)) return null;
  const how = importOf(copy, original, paths);
  return how === null ? null : patchOf(copy, { text, how: styled(how, text, here), outline: here });
}

/** A declaration at the left margin, all of it, that nothing decorates. */
function isWhole({ unit, side, language, read }: Named): boolean {
  if (unit.owner !== '' || unit.holder || side.startLine > unit.startLine || side.endLine < unit.endLine)
    return false;
  const lines = new Lines(decode(read.bytes).text);
  const [, , name] = HEAD[language]?.exec(lines.line(unit.startLine)) ?? [];
  const above = unit.startLine > 1 ? lines.line(unit.startLine - 1) : '';
  const last = lines.line(unit.endLine).trimEnd();
  return name === unit.name && !above.startsWith('@') && (language === 'python' || last === '}');
}

/** Every name that it takes from around it is a package's, and the same in both modules. */
function meansTheSame(copy: Named, here: Outline, there: Outline): boolean {
  return [...namesUsed(copy)].every((name) => {
    if (name === copy.unit.name) return true;
    if (here.bound.has(name) || there.bound.has(name)) return false;
    const [one, other] = [here.imports.get(name), there.imports.get(name)];
    if (!one && !other) return true;
    return (
      one?.module === other?.module && one?.name === other?.name && one?.module.startsWith('.') === false
    );
  });
}

function namesUsed({ unit, read: { scan, bytes } }: Named): ReadonlySet<string> {
  const { kind, start, end } = scan.tokens;
  const names = new Set<string>();
  for (let at = unit.first; at < unit.end; at++) {
    const isName = [KIND.variable, KIND.type, KIND.call].includes(kind[at] as 2);
    const [from, to] = [start[at] ?? 0, end[at] ?? 0];
    if (isName && bytes[from - 1] !== DOT) names.add(Buffer.from(bytes.subarray(from, to)).toString('utf8'));
  }
  return names;
}

const DOT = 0x2e;

/** The original's module imports the copy's, by whatever path: each would wait for the other. */
function leadsBack({ path }: Named, there: Outline): boolean {
  const stem = path.replace(/^.*\//, '').replace(/\.\w+$/, '');
  const isOurs = (module: string): boolean =>
    (module
      .replace(/\.\w+$/, '')
      .split(/[./]/)
      .at(-1) ?? '') === stem;
  return [...there.imports.values()].some(({ module, name }) => isOurs(module) || name === stem);
}

/** As the imports of the file are written: quotes, and what ends a statement. */
function styled(how: string, text: string, { afterImports }: Outline): string {
  if (!how.startsWith('import')) return how;
  const before = afterImports === null ? text : text.slice(0, afterImports);
  const quoted = /from\s*"/.test(before) ? how.replaceAll("'", '"') : how;
  return afterImports !== null && !before.endsWith(';') ? quoted : `${quoted};`;
}

interface Replacing {
  readonly text: string;
  /** The statement that imports the original. */
  readonly how: string;
  readonly outline: Outline;
}

/** The copy goes, with the comment above it; the import comes after the others, or in its place. */
function patchOf({ path, unit, language }: Named, { text, how, outline }: Replacing): Patch | null {
  const lines = new Lines(text);
  const [start, end] = [
    lines.offset(commentAbove(lines, unit.startLine), 1),
    lines.offset(unit.endLine + 1, 1),
  ];
  const exported = HEAD[language]?.exec(lines.line(unit.startLine))?.[1] === 'export ';
  const rest = text.slice(0, start) + text.slice(end);
  const isUsed = new RegExp(`(?<![\\w$]|(?<!\\.\\.)\\.)${unit.name.replaceAll('$', '\\$')}(?![\\w$])`).test(rest);
  // Nobody here calls it, and nobody elsewhere can: an import would only be unused.
  if (!isUsed && !exported && language === 'script') return null;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const again = how.endsWith(';') ? `export { ${unit.name} };` : `export { ${unit.name} }`;
  const at = outline.afterImports;
  const isFirst = at === null || at > start;
  const stays = [isFirst ? how : '', exported ? again : ''].filter(Boolean).map((line) => line + eol);
  const gap = stays.length === 0 ? (/^(?:[^\S\n]*\r?\n)+/.exec(text.slice(end))?.[0].length ?? 0) : 0;
  const cut = edit(path, { text, start, end: end + gap, replace: stays.join('') });
  return isFirst ? [cut] : [edit(path, { text, start: at, end: at, replace: eol + how }), cut];
}

function edit(
  path: RepoPath,
  {
    text,
    start,
    end,
    replace,
  }: { readonly text: string; readonly start: number; readonly end: number; readonly replace: string },
): Edit {
  return { path, start, end, expect: text.slice(start, end), replace };
}

/** The first line of the comment that ends right above; the line itself where there is none. */
function commentAbove(lines: Lines, line: number): number {
  let first = line;
  while (first > 1 && /^(?:\/\/|#(?!!))/.test(lines.line(first - 1))) first--;
  if (
    first > 1 &&
    lines
      .line(first - 1)
      .trimEnd()
      .endsWith('*/')
  ) {
    let top = first - 1;
    while (top > 1 && !lines.line(top).includes('/*')) top--;
    if (lines.line(top).startsWith('/*')) first = top;
  }
  return first;
}
