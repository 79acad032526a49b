/** A fixer that hands on what a validator found out itself: each new finding with one clear fix is an offer. */
import type { Finding } from '../../domain/finding.ts';
import type { Patch } from '../../domain/proposal.ts';
import { visible } from '../../kit/visible.ts';
import type { Worker } from '../offer.ts';

export type Fixable = Finding & { readonly fix: Patch };

/** The worker `fixer:<id>` for the findings of one validator. */
export function fixerOf(id: string, validator: string, title: (finding: Fixable) => string): Worker {
  return {
    source: `fixer:${id}`,
    offer: async (_change, author) =>
      author.findings.filter(isFixable).flatMap((finding) => {
        if (finding.validator !== validator || finding.standing !== 'new') return [];
        return [{ title: title(finding), addresses: [finding], patch: finding.fix }];
      }),
  };
}

function isFixable(finding: Finding): finding is Fixable {
  return finding.fix !== undefined;
}

/** Text of an edit as part of a title: one line, not too long, nothing unseen. */
export function inTitle(text: string): string {
  const line = visible(text.replace(/\s+/gu, ' ').trim());
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
