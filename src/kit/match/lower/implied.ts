/** Names that our trees have and the text may not: `let` is a kind of `var`, and so is `:=`; Go's `var a, b` is of several. */
export const IMPLIED: ReadonlySet<string> = new Set(['var', 'several']);
