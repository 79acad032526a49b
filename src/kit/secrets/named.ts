/** Finds literals that their names call a secret, and that look drawn at random: what no format is known of. */
import { isPlaceholder } from './example.ts';
import type { Secret } from './format.ts';
import { looksRandom } from './random.ts';

const WORD =
  /passw|passphrase|pwd|secret|token|api[-_]?key|apikey|access[-_]?key|auth[-_]?key|private[-_]?key|signing[-_]?key|encryption[-_]?key|credential|bearer /gi;
/** What such a name holds that is no secret: a hash of one, its name, a public half, its place, its kind, a count. */
const HARMLESS =
  /hash|sha\d|md5|digest|checksum|fingerprint|integrity|public|pub[-_]?key|(?:[-_]|\b)ids?$|Id$|IDs?$|name|path|file|url|uri|host|header|field|label|title|text|type|kind|size|length|count|limit|index|regex|pattern|prefix|suffix|expir|ttl|csrf|xsrf|nonce|salt|placeholder|example|message|error|tokeni[sz]|selector|class|cursor|page|sync|next|continu|design|color|test|mock|fake|dummy|sample|fixture/i;

const GUESS = { kind: 'named', what: 'what looks like a credential', certain: false } as const;
/** Amazon's keys have no prefix; under their own name, with their length and alphabet, nothing else is meant. */
const AWS = { kind: 'token', what: 'an AWS secret key', certain: true } as const;
const AWS_NAME = /aws[\w-]{0,10}secret[\w-]{0,12}["'`]?\]?\W{1,12}$/i;

function isAws(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - MOST_BEFORE), start);
  return AWS_NAME.test(before) && /^[A-Za-z0-9+/]{40}$/.test(text.slice(start, end));
}

const MOST_BEFORE = 60;
const NAME_REST = /[\w-]{0,40}/y;
/** The end of a quoted name, a type, an operator and the quote that opens the value. */
const QUOTED =
  /\\{0,2}["'`]?\]?\s{0,3}(?::[\w<>| [\]]{1,40}\s?=|:=|=>|[:=,]|\(\s{0,3})\s{0,8}[a-zA-Z]{0,2}\\{0,2}(["'`])/y;
/** As in `.env`, YAML, properties and headers: to the end of the line. */
const BARE = /\s{0,3}[:=]\s{0,8}([\w+/=~.-]{16,256})(?=[ \t]{0,8}(?:\r?$|#|\\[nr]|["'`]))/my;
const HEADER = /(?:\s{0,3})([\w+/=~.-]{20,256})/y;

export function* findNamed(text: string): Generator<Secret> {
  WORD.lastIndex = 0;
  for (let hit = WORD.exec(text); hit !== null; hit = WORD.exec(text)) {
    const found = valueAfter(text, hit);
    if (!found) continue;
    WORD.lastIndex = found.end;
    yield { ...(isAws(text, found) ? AWS : GUESS), ...found };
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function valueAfter(text: string, hit: RegExpExecArray): Span | null {
  const after = hit.index + hit[0].length;
  if (hit[0].endsWith(' ')) return judged(text, bare(text, HEADER, after));
  NAME_REST.lastIndex = after;
  const end = after + (NAME_REST.exec(text)?.[0].length ?? 0);
  const before = /[\w.-]{0,60}$/.exec(text.slice(Math.max(0, hit.index - MOST_BEFORE), hit.index))?.[0] ?? '';
  if (HARMLESS.test(before + text.slice(hit.index, end))) return null;
  return judged(text, quoted(text, end) ?? bare(text, BARE, end));
}

function judged(text: string, span: Span | null): Span | null {
  if (span === null) return null;
  const value = text.slice(span.start, span.end);
  return looksRandom(value) && !isPlaceholder(value) ? span : null;
}

function quoted(text: string, from: number): Span | null {
  QUOTED.lastIndex = from;
  const match = QUOTED.exec(text);
  const quote = match?.[1];
  if (match === null || quote === undefined) return null;
  const start = from + match[0].length;
  const length = text.slice(start, start + 259).indexOf(quote);
  if (length === -1) return null;
  // In a string within a string the closing quote is escaped as well.
  return { start, end: start + text.slice(start, start + length).replace(/\\+$/, '').length };
}

function bare(text: string, pattern: RegExp, from: number): Span | null {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  const value = match?.[1];
  if (match === null || value === undefined) return null;
  const start = from + match[0].indexOf(value);
  return { start, end: start + value.length };
}
