/** Where a finding leads to on GitHub: the page of its rule, and its lines in the commit that was judged. */
import type { Place, RuleId } from '../../domain/finding.ts';
import { rules } from '../../kit/rules.ts';
import { uriOf } from '../uri.ts';
import { placeOf } from '../words.ts';
import { code } from './inert.ts';

const PAGES = 'https://github.com/gatewright/gatewright/blob/main/docs/rules';

/** The judged commit on its server: `https://github.com/acme/shop` and the full id. */
export interface Site {
  readonly repository: string;
  readonly head: string;
}

/** The rule's id; without a site, or for a rule that nobody knows, it leads nowhere. */
export function ruleLink(rule: RuleId, site: Site | null): string {
  const text = code(rule, 100);
  return site && rules.has(rule) ? `[${text}](${PAGES}/${rule}.md)` : text;
}

/** The place, and on a site a link to its lines. Addresses are percent-encoded: no name can end one. */
export function placeLink(place: Place, site: Site | null): string {
  const text = code(placeOf(place), 160);
  if (!site) return text;
  const { path, line, endLine } = place;
  const lines = endLine > line ? `L${line}-L${endLine}` : `L${line}`;
  return `[${text}](${site.repository}/blob/${site.head}/${uriOf(path)}#${lines})`;
}
