/** Tokens of a text in Go or Java, whose syntax no validator judges. */

/** Comments, strings and characters, each up to its end or that of its line; then words, and whatever stands alone. */
const TOKENS =
  /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"""[^]*?(?:"""|$)|`[^`]*(?:`|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|[\p{L}\p{N}_$]+|\S/gu;

/** In their order; comments are left out. */
export function tokensOf(text: string): string[] {
  const tokens = [...text.matchAll(TOKENS)].map(([token]) => token);
  return tokens.filter((token) => !/^\/[/*]/.test(token));
}
