/** Lines as a block of code that none of them can end. */

/** A block ends with a fence as long as its own (CommonMark 0.31, 4.5); GitHub's button takes longer ones too (isaacs/github#1452). */
export function fenced(info: string, lines: readonly string[]): string {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []);
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return [`${fence}${info}`, ...lines, fence].join('\n');
}
