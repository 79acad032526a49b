/** Names that our trees have and the text may not. */
export const IMPLIED: ReadonlySet<string> = new Set([
  'print',
  'var',
  'this',
  '__future__',
  'self',
  'let',
  'const',
]);
