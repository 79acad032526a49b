/** What is open to the assistant: findings that nobody mends yet, in files that its answer could touch. */
import type { Finding } from '../../domain/finding.ts';
import { isTest } from '../../kit/protected-path.ts';
import type { Scene } from './task.ts';

/** Tells a new finding that no kept proposal of a fixer addresses. */
export function isOpen({ proposals, protection }: Scene): (finding: Finding) => boolean {
  const addressed = new Set(proposals.flatMap(({ addresses }) => addresses));
  return ({ standing, fingerprint, at: { path } }) =>
    standing === 'new' && !addressed.has(fingerprint) && protection(path) === null && !isTest(path);
}
