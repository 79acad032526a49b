/** Places as SARIF locations. */
import type { Location } from 'sarif';
import type { RelatedPlace } from '../../domain/finding.ts';
import type { RepoPath } from '../../domain/path.ts';
import { oneLine } from '../escape.ts';
import { uriOf } from '../uri.ts';
import { stopped } from '../words.ts';
import { regionOf, type Region } from './region.ts';

export function locationOf(path: RepoPath, region: Region): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(path), uriBaseId: '%SRCROOT%' },
      region: { ...region },
    },
  };
}

/** A place with what is said of it; SARIF wants words for each. */
export function notedLocation(place: RelatedPlace, silent: string): Location {
  const text = unlinked(stopped(oneLine(place.note))) || silent;
  return { ...locationOf(place.path, regionOf(place)), message: { text } };
}

/** `[text](target)` in a plain-text message is a link (SARIF 2.1.0, 3.11.6); ours hold text of strangers and no links. */
export function unlinked(text: string): string {
  return text.replaceAll('](', '] (');
}
