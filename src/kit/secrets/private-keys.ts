/** Finds private keys as blocks of text: PEM, OpenSSH, PGP and PuTTY; also in a string, with its line breaks escaped. */
import type { Secret } from './format.ts';

const BEGIN = /-----BEGIN ((?:[A-Z0-9]{2,12} ){0,3})PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d:/g;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|Private-MAC: ?[0-9a-f]{40,64}/g;
/** No key is longer; what comes after the end of a longer text is not looked at. */
const MOST = 20_000;
/** A key of 256 bits has 44 of them at least; samples write a few dots. */
const LEAST = 40;
/** What lines of a key are made of, and what a string or a comment adds to them. */
const LIKE_A_KEY = /^(?:[\w+/=:,.\- ]|\\+[nr]|["'`+\\,;\s]){0,8000}/;
const BODY = /[A-Za-z0-9+/]{16,100}/g;

export function* findPrivateKeys(text: string): Generator<Secret> {
  BEGIN.lastIndex = 0;
  for (let begin = BEGIN.exec(text); begin !== null; begin = BEGIN.exec(text)) {
    const from = BEGIN.lastIndex;
    const rest = text.slice(from, from + MOST);
    const body = rest.slice(0, extent(rest));
    const isEncrypted =
      /ENCRYPTED/.test(begin[1] ?? '') || /Proc-Type: 4,ENCRYPTED|^Encryption: aes/m.test(body);
    if (!isKey(body)) continue;
    BEGIN.lastIndex = from + body.length;
    yield {
      kind: 'private-key',
      what: isEncrypted ? 'an encrypted private key' : 'a private key',
      certain: !isEncrypted,
      start: begin.index,
      end: from + body.length,
    };
  }
}

/** To its end mark; without one, or when another block begins before it, to where the text stops to be a key's. */
function extent(rest: string): number {
  const next = rest.indexOf('-----BEGIN ');
  const own = next === -1 ? rest : rest.slice(0, next);
  END.lastIndex = 0;
  const end = END.exec(own);
  return end === null ? (LIKE_A_KEY.exec(own)?.[0].length ?? 0) : end.index + end[0].length;
}

function isKey(body: string): boolean {
  let [length, digits] = [0, 0];
  const seen = new Set<string>();
  for (const [run] of body.matchAll(BODY)) {
    length += run.length;
    for (const character of run) {
      seen.add(character);
      if (character >= '0' && character <= '9') digits++;
    }
  }
  return length >= LEAST && seen.size >= 16 && digits > 0;
}
