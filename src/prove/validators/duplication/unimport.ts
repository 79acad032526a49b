/** Imports without the names that nothing uses any more. */
import type { Statement } from './outline.ts';

const LISTS: readonly RegExp[] = [
  /^(import\s+(?:type\s+)?\{\s*)([^}]*?)(,?\s*\}\s*from\s*(?:'[^'\n]*'|"[^"\n]*");?)$/,
  /^(from\s+\S+\s+import\s+\(?\s*)([\w\s,]*?)(,?\s*\)?)$/,
];
const WHOLE =
  /^import\s+(?:type\s+)?(?:[\w$]+|\*\s*as\s+[\w$]+)\s*from\s*(?:'[^'\n]*'|"[^"\n]*");?$|^import\s+[\w.]+$/;

/** The statement without them; empty when nothing is left of it, null when that is not simple to say. */
export function withoutNames({ text }: Statement, names: ReadonlySet<string>): string | null {
  if (WHOLE.test(text)) return '';
  const [, head, list, tail] = LISTS.map((shape) => shape.exec(text)).find(Boolean) ?? [];
  if (head === undefined || list === undefined || tail === undefined) return null;
  const left = list.split(',').filter(
    (part) =>
      !names.has(
        part
          .trim()
          .split(/\s+(?:as\s+)?/)
          .at(-1) ?? '',
      ),
  );
  return left.length === 0 ? '' : head + left.join(',').trim() + tail;
}
