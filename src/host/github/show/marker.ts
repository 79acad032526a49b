/** The first line of our comments: what they are, and which run wrote them. People do not see it. */
import { turnOf, turnText, type Turn } from './order.ts';

const COMMENT = /^<!-- gatewright run=([\d.]+) head=([0-9a-f]{40,64}) -->(?:\r?\n|$)/;
const FINDING = /^<!-- gatewright finding=([0-9a-f]{1,64}) -->(?:\r?\n|$)/;

export function commentMarker(turn: Turn, head: string): string {
  return `<!-- gatewright run=${turnText(turn)} head=${head} -->`;
}

/** The run that wrote a comment, if its first line says so. Anybody can write that line: see who wrote the comment. */
export function commentTurn(body: string | null | undefined): Turn | null {
  return turnOf(COMMENT.exec(body ?? '')?.[1]);
}

export function findingMarker(fingerprint: string): string {
  return `<!-- gatewright finding=${fingerprint} -->`;
}

/** The finding that a review comment is about. */
export function markedFinding(body: string | null | undefined): string | null {
  return FINDING.exec(body ?? '')?.[1] ?? null;
}
