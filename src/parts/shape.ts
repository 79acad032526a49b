/** What JSON is made of, told before it is parsed: parsed, a few bytes can take a hundred. */

export interface Shape {
  /** How deeply it is nested. */
  readonly depth: number;
  /** At least as many as there are values in it, and at most twice as many. */
  readonly values: number;
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = Buffer.from('"\\,[]{}');

/** Of text that is no JSON it says something, and no matter what: the parser has the last word. */
export function shapeOf(json: Buffer): Shape {
  let [depth, deepest, values] = [0, 0, 1];
  let quoted = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (quoted && byte === BACKSLASH) at++;
    else if (byte === QUOTE) quoted = !quoted;
    else if (quoted) continue;
    else if (byte === COMMA) values++;
    else if (byte === OPEN || byte === OPEN_LIST) {
      values++;
      deepest = Math.max(deepest, ++depth);
    } else if (byte === CLOSE || byte === CLOSE_LIST) depth--;
  }
  return { depth: deepest, values };
}
