/** The first line of our comments: what they are, and which run wrote them. People do not see it. */
import { turnOf, turnText, type Turn } from './order.ts';

const COMMENT = /^<!-- gatewright run=([\d.]+) head=([0-9a-f]{40,64}) -->(?:\r?\n|$)/;
const REMARK =
  /^<!-- gatewright(?: finding=([0-9a-f]{1,64}(?:,[0-9a-f]{1,64})*))?(?: proposal=([\w-]{1,64}))? -->(?:\r?\n|$)/;
const OFFERED = /^(<!-- gatewright run=.* -->\r?\n)<!-- gatewright offered=([\w,-]*) -->(?:\r?\n|$)/;

export function commentMarker(turn: Turn, head: string): string {
  return `<!-- gatewright run=${turnText(turn)} head=${head} -->`;
}

/** The run that wrote a comment, if its first line says so. Anybody can write that line: see who wrote the comment. */
export function commentTurn(body: string | null | undefined): Turn | null {
  return turnOf(COMMENT.exec(body ?? '')?.[1]);
}

/** What a review comment is about: findings by their fingerprints, and the proposal that it suggests by its key. */
export interface About {
  readonly findings: readonly string[];
  readonly proposal: string | null;
}

/** More would only make the line longer. */
const MOST_FINDINGS = 10;

export function remarkMarker({ findings, proposal }: About): string {
  const said = findings.length > 0 ? ` finding=${findings.slice(0, MOST_FINDINGS).join(',')}` : '';
  return `<!-- gatewright${said}${proposal === null ? '' : ` proposal=${proposal}`} -->`;
}

/** Null for a comment that is none of ours; anybody can write that line: see who wrote the comment. */
export function markedRemark(body: string | null | undefined): About | null {
  const [, findings, proposal = null] = REMARK.exec(body ?? '') ?? [];
  if (findings === undefined && proposal === null) return null;
  return { findings: findings?.split(',') ?? [], proposal };
}

/** Beyond this the oldest are forgotten: their comments may have been deleted, but a comment has its limits. */
const MOST_OFFERED = 300;

/** The keys of proposals that were suggested on this pull request, which our comment remembers. */
export function offeredIn(body: string | null | undefined): readonly string[] {
  const keys = OFFERED.exec(body ?? '')?.[2];
  return keys ? keys.split(',') : [];
}

/** A comment of ours that remembers these keys, and no others. */
export function withOffered(body: string, keys: readonly string[]): string {
  const marker =
    keys.length > 0 ? `<!-- gatewright offered=${keys.slice(-MOST_OFFERED).join(',')} -->\n` : '';
  return OFFERED.test(body)
    ? body.replace(OFFERED, `$1${marker}`)
    : body.replace(/^.*(?:\n|$)/, (first) => `${first}${marker}`);
}
