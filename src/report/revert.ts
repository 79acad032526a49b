/** The words of a pull request that takes back what was pushed: why, with the findings, and what to do with it. */
import type { Report } from '../domain/report.ts';
import { addFindings, addReasons, provenance } from './markdown/body.ts';
import { code } from './markdown/inert.ts';
import type { Site } from './markdown/links.ts';
import { COMMENT_LIMIT, Sheet } from './markdown/sheet.ts';

export interface Reverting {
  readonly site: Site;
  readonly branch: string;
  readonly before: string;
  readonly after: string;
  readonly run: { readonly id: number; readonly url: string };
}

/** A pull request's body has the limit of a comment. */
export function renderRevert(report: Report, { site, branch, before, after, run }: Reverting): string {
  const sheet = new Sheet(COMMENT_LIMIT);
  const [from, to] = [before, after].map((id) => code(id.slice(0, 12)));
  sheet.add(`What was pushed to ${code(branch)} as ${from}..${to} is blocked. This takes all of it back.`);
  sheet.add('Merge it, or mend the branch and close it: once closed, it is not opened again for that push.');
  addReasons(sheet, report);
  addFindings(sheet, report, site);
  sheet.add(`<sub>${provenance(report)}, [run ${run.id}](${run.url})</sub>`);
  return sheet.toString();
}
