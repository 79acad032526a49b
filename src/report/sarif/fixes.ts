/** Kept proposals as SARIF fixes. */
import type { ArtifactChange, Fix } from 'sarif';
import type { RepoPath } from '../../domain/path.ts';
import type { Edit, Trial } from '../../domain/proposal.ts';
import { oneLine } from '../escape.ts';
import { stopped } from '../words.ts';
import { uriOf } from '../uri.ts';

const MAX_EDITS = 100;

/** What was tried and kept; a proposal that failed its trial is not offered. */
export function fixesOf(trials: readonly Trial[]): Fix[] {
  return trials
    .filter(({ fate, proposal }) => fate.kind === 'kept' && proposal.patch.length <= MAX_EDITS)
    .map(({ proposal }) => ({
      description: { text: stopped(oneLine(proposal.title)) || 'Proposed and tried.' },
      artifactChanges: changesOf(proposal.patch),
    }));
}

function changesOf(patch: readonly Edit[]): ArtifactChange[] {
  const byPath = new Map<RepoPath, Edit[]>();
  for (const edit of patch) byPath.set(edit.path, [...(byPath.get(edit.path) ?? []), edit]);
  return [...byPath].map(([path, edits]) => ({
    artifactLocation: { uri: uriOf(path), uriBaseId: '%SRCROOT%' },
    replacements: edits.map(({ start, end, replace }) => ({
      deletedRegion: { charOffset: start, charLength: end - start },
      ...(replace !== '' && { insertedContent: { text: replace } }),
    })),
  }));
}
