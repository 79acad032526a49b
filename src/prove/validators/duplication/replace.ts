/** The one clear answer to a function that was copied word for word: import the original, where that is sure to be the same. */
import type { Edit, Patch } from '../../../domain/proposal.ts';
import type { RepoPath } from '../../../domain/path.ts';
import { groupBy } from '../../../kit/group-by.ts';
import { decode, Lines } from '../../../kit/text.ts';
import type { Copy } from './copies.ts';
import { importOf, isApart } from './imports.ts';
import { outlineOf, type Outline } from './outline.ts';
import type { Named } from './place.ts';
import { leadsBack, meansTheSame, namesUsed } from './surroundings.ts';
import { withoutNames } from './unimport.ts';

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
  if (!meansTheSame(copy, original, [here, there]) || leadsBack(copy, there)) return null;
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

/** As the imports of the file are written: quotes, and what ends a statement. */
function styled(how: string, text: string, { lastImport }: Outline): string {
  if (!how.startsWith('import')) return how;
  const quoted = /from\s*"/.test(lastImport?.text ?? text) ? how.replaceAll("'", '"') : how;
  return lastImport && !lastImport.text.endsWith(';') ? quoted : `${quoted};`;
}

interface Replacing {
  readonly text: string;
  /** The statement that imports the original. */
  readonly how: string;
  readonly outline: Outline;
}

/** The copy goes, with the comment above it and the imports that it alone needed; the new one comes after the others. */
function patchOf(copy: Named, replacing: Replacing): Patch | null {
  const { unit, language } = copy;
  const { text, how, outline } = replacing;
  const lines = new Lines(text);
  const start = lines.offset(commentAbove(lines, unit.startLine), 1);
  const end = lines.offset(unit.endLine + 1, 1);
  const exported = HEAD[language]?.exec(lines.line(unit.startLine))?.[1] === 'export ';
  const rest = text.slice(0, start) + text.slice(end);
  // Nobody here calls it, and nobody elsewhere can: an import would only be unused.
  if (!exported && language === 'script' && !mentions(rest, unit.name)) return null;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const again = exported ? `export { ${unit.name} }${how.endsWith(';') ? ';' : ''}` : '';
  const { lastImport } = outline;
  const isFirst = lastImport === null || lastImport.start > start;
  const stays = [isFirst ? how : '', again].filter(Boolean).map((line) => line + eol);
  // Of the blank lines around it one gap is enough.
  const isSpaced = /\n\s*\n$/.test(text.slice(0, start)) && stays.length === 0;
  const gap = isSpaced ? (/^(?:[^\S\n]*\r?\n)+/.exec(text.slice(end))?.[0].length ?? 0) : 0;
  const cut = edit(copy.path, { text, start, end: end + gap, replace: stays.join('') });
  const imports = importEdits(copy, { ...replacing, rest, how: isFirst ? null : eol + how });
  if (!imports) return null;
  const [first = cut, ...others] = imports;
  return first === cut ? [cut] : [first, ...others, cut];
}

/** Null when an import that nothing needs any more cannot be taken away simply. */
function importEdits(
  copy: Named,
  {
    text,
    how,
    outline,
    rest,
  }: Omit<Replacing, 'how'> & { readonly how: string | null; readonly rest: string },
): Edit[] | null {
  const { imports, lastImport } = outline;
  const unneeded = [...namesUsed(copy)].filter((name) => imports.has(name) && countOf(rest, name) === 1);
  const statements = groupBy(unneeded, (name) => imports.get(name)?.statement);
  const edits: Edit[] = [];
  let added = how;
  for (const [statement, names] of statements) {
    if (!statement) continue;
    const left = withoutNames(statement, new Set(names));
    if (left === null) return null;
    const isLast = statement === lastImport && added !== null;
    const eol = /^\r?\n/.exec(text.slice(statement.end))?.[0] ?? '';
    const replace = isLast ? (left === '' ? added?.trimStart() : left + added) : left;
    const end = left === '' && !isLast ? statement.end + eol.length : statement.end;
    if (isLast) added = null;
    edits.push(edit(copy.path, { text, start: statement.start, end, replace: replace ?? '' }));
  }
  if (added !== null && lastImport)
    edits.push(edit(copy.path, { text, start: lastImport.end, end: lastImport.end, replace: added }));
  return edits;
}

const mentions = (text: string, name: string): boolean => countOf(text, name) > 0;

/** How often a name stands in a text, but for properties. */
function countOf(text: string, name: string): number {
  const word = new RegExp(`(?<![\\w$]|(?<!\\.\\.)\\.)${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g');
  return [...text.matchAll(word)].length;
}

function edit(
  path: RepoPath,
  range: { readonly text: string; readonly start: number; readonly end: number; readonly replace: string },
): Edit {
  const { text, start, end, replace } = range;
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
