/** A token in other people's words: an answer may echo the request, and whoever echoes may transcribe. */

/** Enough of a token to be worth hiding. */
const PIECE = 8;
const HIDDEN = '[hidden]';
/** Units of a token whose pieces are told apart: each costs memory, in many spellings. */
const MOST = 50_000;

/**
 * Returns a function that hides every piece of `token`, eight characters or longer, in any usual spelling of it; of one that
 * is very long, such as a file full of secrets, all that is long enough to hold a piece.
 */
export function openHider(token: string): (text: string) => string {
  if (token.length > MOST) return (text) => (text.length < PIECE ? text : HIDDEN);
  const pieces = new Set(spellings(token).flatMap(piecesOf));
  return (text) => (pieces.size === 0 ? text : hide(text, pieces));
}

function spellings(token: string): string[] {
  const bytes = Buffer.from(token);
  const hex = bytes.toString('hex');
  // A token in the middle of something that is written in base64 begins at any of three bit offsets.
  const base64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(before === 0 ? 0 : 4),
  );
  const url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const forward = [token, hex, hex.toUpperCase(), ...base64, ...url, encodeURIComponent(token)];
  return [...forward, ...forward.map((text) => [...text].reverse().join(''))];
}

function piecesOf(text: string): string[] {
  if (text.length < PIECE) return [];
  return Array.from({ length: text.length - PIECE + 1 }, (_, at) => text.slice(at, at + PIECE));
}

function hide(text: string, pieces: ReadonlySet<string>): string {
  let shown = '';
  let hiddenTo = -1;
  for (let at = 0; at < text.length; at++) {
    if (pieces.has(text.slice(at, at + PIECE))) {
      if (hiddenTo < at) shown += HIDDEN;
      hiddenTo = at + PIECE;
    }
    if (at >= hiddenTo) shown += text[at];
  }
  return shown;
}
