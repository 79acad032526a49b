/** Findings as SARIF results. */
import type { Location, Result } from 'sarif';
import type { Hunk } from '../../domain/change.ts';
import { touches } from '../../domain/change.ts';
import type { Finding } from '../../domain/finding.ts';
import type { RepoPath } from '../../domain/path.ts';
import type { Report } from '../../domain/report.ts';
import { oneLine, visible } from '../escape.ts';
import { trialsFor } from '../tally.ts';
import { acceptanceOf, tell, wordsOf } from '../words.ts';
import { fixesOf } from './fixes.ts';
import { codeFlowsOf } from './flows.ts';
import { locationOf, notedLocation, unlinked } from './location.ts';
import { clipped, regionOf, sameRegion, type Region } from './region.ts';

// GitHub keeps a hundred locations of a result; one is the primary place.
const MAX_RELATED = 99;

const WHOLE = 'The whole extent; the alert is on its added lines.';

export interface Setting {
  readonly report: Report;
  readonly hunks: ReadonlyMap<RepoPath, readonly Hunk[]>;
  /** Where a rule stands among the driver's rules. */
  readonly ruleIndex: ReadonlyMap<string, number>;
}

export function resultOf(setting: Setting, finding: Finding): Result {
  const hunks = setting.hunks.get(finding.at.path) ?? [];
  const whole = regionOf(finding.at);
  const fresh = isNew(finding, hunks);
  const region = fresh ? clipped(finding, hunks) : whole;
  const related = relatedOf(finding, sameRegion(region, whole) ? null : whole);
  const flows = codeFlowsOf(finding);
  const fixes = fixesOf(trialsFor(setting.report, finding));
  return {
    ruleId: visible(finding.rule),
    ruleIndex: setting.ruleIndex.get(finding.rule) ?? -1,
    level: finding.severity,
    message: { text: unlinked(tell(wordsOf(finding))) },
    locations: [locationOf(finding.at.path, region)],
    ...(related.length > 0 && { relatedLocations: related }),
    ...(flows.length > 0 && { codeFlows: flows }),
    partialFingerprints: {
      ...(finding.lineHash && { primaryLocationLineHash: finding.lineHash }),
      'gatewright/v1': finding.fingerprint,
    },
    baselineState: fresh ? 'new' : 'unchanged',
    ...(finding.standing === 'suppressed' && { suppressions: [suppressionOf(finding)] }),
    ...(finding.accepted && { suppressions: [acceptOf(finding)] }),
    ...(fixes.length > 0 && { fixes }),
  };
}

/** A silenced finding is as new as the lines that it stands on. */
function isNew({ standing, at }: Finding, hunks: readonly Hunk[]): boolean {
  // A duplicate that is here at all blocks.
  if (standing === 'suppressed' || standing === 'accepted') return touches(hunks, at.line, at.endLine);
  return standing === 'new' || standing === 'duplicate';
}

function suppressionOf({ suppressed }: Finding): NonNullable<Result['suppressions']>[number] {
  const justification = oneLine(suppressed ?? '');
  return { kind: 'inSource', ...(justification !== '' && { justification }) };
}

/** Not in the source, and reviewed (SARIF 2.1.0, 3.35). */
function acceptOf(finding: Finding): NonNullable<Result['suppressions']>[number] {
  return { kind: 'external', status: 'accepted', justification: acceptanceOf(finding) };
}

function relatedOf(finding: Finding, extent: Region | null): Location[] {
  const places = (finding.related ?? []).map((place) => notedLocation(place, 'Related place.'));
  const whole = extent ? [{ ...locationOf(finding.at.path, extent), message: { text: WHOLE } }] : [];
  return [...whole, ...places]
    .slice(0, MAX_RELATED)
    .map((location, index) => ({ id: index + 1, ...location }));
}
