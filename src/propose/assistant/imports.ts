/** Where a file says what it imports, told from its lines alone. */
import type { Lines } from '../../kit/text.ts';

/** Go and Java name their package first. */
const IMPORT =
  /^(?:import\b|from\s+\S+\s+import\b|package\s|(?:const|let|var)\b[^=]*=\s*require\(|\}\s*from\s)/;

/** The last line of the last import at the left margin; 0 where there is none. */
export function lastImport(lines: Lines): number {
  let [last, open] = [0, 0];
  for (let line = 1; line <= lines.count; line++) {
    const text = lines.line(line);
    const begins = open === 0 && IMPORT.test(text);
    if (!begins && open === 0) continue;
    open = Math.max(0, open + opened(text));
    last = line;
  }
  return last;
}

/** How many brackets the line leaves open. */
function opened(text: string): number {
  return [...text].reduce((sum, unit) => sum + Number('({'.includes(unit)) - Number(')}'.includes(unit)), 0);
}
