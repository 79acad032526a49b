/** The one comment on a pull request: the verdict on its head, what to do, and everything else folded. */
import type { Report } from '../domain/report.ts';
import type { Worth } from '../domain/worth.ts';
import { filesLine, headlineOf } from './headline.ts';
import { addFindings, addReasons, provenance, tabled, worthLine } from './markdown/body.ts';
import { addUnjudged } from './markdown/coverage.ts';
import { code, prose } from './markdown/inert.ts';
import { placeLink, ruleLink, type Site } from './markdown/links.ts';
import { addPatches } from './markdown/patches.ts';
import { addProposals, addPublished } from './markdown/proposals.ts';
import { COMMENT_LIMIT, Sheet } from './markdown/sheet.ts';
import type { Patched } from './offer.ts';
import { tallyOf } from './tally.ts';

export interface Posting {
  readonly site: Site;
  /** The run that judged, for people and as an address. */
  readonly run: { readonly id: number; readonly url: string };
  /** What a green check is worth here; null when nobody knows. */
  readonly worth: Worth | null;
}

/** Nothing that a person has to read: a pull request without a comment needs none, an old one shrinks. */
export function isQuiet(report: Report): boolean {
  const { warnings, accepted } = tallyOf(report);
  const { published = [], assistant } = report;
  const told = [warnings, accepted, published, assistant?.notes ?? []];
  return report.verdict.decision === 'pass' && told.every(({ length }) => length === 0);
}

/** Two lines when all is well, and for a head that is none any more. */
export function renderComment(report: Report, posting: Posting, patched: readonly Patched[] = []): string {
  const sheet = new Sheet(COMMENT_LIMIT);
  const { state, counts } = headlineOf(report);
  const head = code(posting.site.head.slice(0, 7));
  if (report.verdict.decision === 'stale') {
    sheet.add(
      `**Gatewright: superseded.** ${head} is no longer what would be merged: a newer run says more.`,
    );
  } else if (isQuiet(report) && patched.length === 0) {
    sheet.add(`**Gatewright: ${state}** at ${head}: ${prose(counts)} (${filesLine(report)}).`);
  } else {
    sheet.add(`## Gatewright: ${state} at ${head}`);
    sheet.add(`**${prose(counts)}** (${filesLine(report)})`);
    addDetails(sheet, report, { ...posting, patched });
  }
  sheet.add(`<sub>${provenance(report)}, [run ${posting.run.id}](${posting.run.url})</sub>`);
  return sheet.toString();
}

interface Details extends Posting {
  readonly patched: readonly Patched[];
}

function addDetails(sheet: Sheet, report: Report, { site, worth, patched }: Details): void {
  addReasons(sheet, report);
  addPublished(sheet, report);
  addFindings(sheet, report, site);
  addProposals(sheet, report, site);
  addPatches(sheet, patched);
  addUnjudged(sheet, report);
  addAccepting(sheet, report, site);
  if (worth) sheet.add(worthLine(worth));
}

/** The words that accept a false alarm, ready to be copied. What awaits an approval is nobody's to accept. */
function addAccepting(sheet: Sheet, report: Report, site: Site): void {
  if (report.policy.accept === 'nobody') return;
  const findings = tabled(tallyOf(report).blocking).filter(({ awaits }) => awaits === undefined);
  const items = findings.map(({ fingerprint, rule, at }) => {
    const command = code(`/gatewright accept ${fingerprint} reason`);
    return `${command} for ${ruleLink(rule, site)} at ${placeLink(at, site)}`;
  });
  sheet.addFold('A false alarm? Comment this, if you may write here and are not the author', items);
}
