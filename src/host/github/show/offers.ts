/** Makes suggestions of kept proposals, and patches to read of those that no suggestion can hold. */
import type { RepoPath } from '../../../domain/path.ts';
import type { Trial } from '../../../domain/proposal.ts';
import type { Report } from '../../../domain/report.ts';
import { patchTree, type PatchedFile } from '../../../kit/patch.ts';
import { screen } from '../../../kit/secrets/screen.ts';
import { decode } from '../../../kit/text.ts';
import { diffKept } from '../../../publish/diff.ts';
import { isText } from '../../../report/escape.ts';
import { offeredTrials, type Offers, type Patched, type Suggested } from '../../../report/offer.ts';
import { suggestionIn } from '../../../report/suggestion.ts';

/** More are for the command line to apply at once. */
const MOST = 40;
/** Characters: a button is worth the search for secrets in a file that people wrote. */
const MOST_TEXT = 500_000;

export async function offersOf(report: Report): Promise<Offers> {
  const suggested: Suggested[] = [];
  const patched: Patched[] = [];
  const { head } = report.change;
  for (const trial of offeredTrials(report).slice(0, MOST)) {
    const files = await patchTree(head, trial.proposal.patch);
    // What was kept fits by its proof; where it does not all the same there is nothing to offer.
    if (files.kind === 'refused') continue;
    const suggestion = suggestedBy(report, trial, files.result);
    if (suggestion) suggested.push(suggestion);
    else patched.push({ trial, diff: await diffOf(report, files.result) });
  }
  return { suggested, patched };
}

type Files = ReadonlyMap<RepoPath, PatchedFile>;

/** One button applies all of a proposal or none: what is in two files, or begins one, has no button. */
function suggestedBy({ change }: Report, trial: Trial, files: Files): Suggested | null {
  const [[path, file] = [], ...more] = files;
  if (!path || !file || more.length > 0 || !isText(path)) return null;
  const { encoding, bom } = decode(file.bytes);
  const changed = change.files.find((each) => each.path === path);
  if (!changed?.head || encoding !== 'utf-8' || bom || file.after.length > MOST_TEXT) return null;
  const suggestion = suggestionIn({ ...file, hunks: changed.hunks });
  if (!suggestion) return null;
  const masked = screen(file.after).text.split('\n');
  const isMasked = suggestion.lines.some((line, at) => line !== masked[suggestion.startLine - 1 + at]);
  return isMasked ? null : { ...suggestion, trial, path };
}

async function diffOf({ change }: Report, files: Files): Promise<string> {
  const kept = new Map([...files].map(([path, { bytes }]) => [path, bytes]));
  return screen(await diffKept(change.head, kept)).text;
}
