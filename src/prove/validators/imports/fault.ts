/** What is wrong with one import, and which rule says so, given how sure the resolution and the place make us. */
import { displayPath, repoPath } from '../../../domain/path.ts';
import type { RuleId } from '../../../domain/finding.ts';
import type { Resolution } from '../../../kit/graph/resolution.ts';
import type { ImportFact, Span } from '../../../kit/syntax/facts.ts';
import type { Area } from './area.ts';

export interface Fault {
  readonly rule: RuleId;
  readonly span: Span;
  readonly message: string;
  readonly hint?: string;
  /** The text to put where the span is: the one clear answer. */
  readonly replacement?: string;
}

/** The rule that a resolution breaks; null when there is nothing to say. */
export function ruleFor(resolution: Resolution, fact: ImportFact, area: Area): RuleId | null {
  if (resolution.kind === 'found' || resolution.kind === 'undecidable') return null;
  if (area === 'test' && (fact.kind === 'dynamic' || fact.kind === 'resolve')) return null;
  const sure = area !== 'sample' && fact.kind !== 'resolve' && !fact.guarded;
  switch (resolution.kind) {
    case 'no-file':
      return resolution.certain && sure ? 'imports/missing-file' : 'imports/likely-missing-file';
    case 'no-package':
      return resolution.certain && sure ? 'imports/undeclared-package' : 'imports/likely-undeclared-package';
    case 'no-entry':
      return sure ? 'imports/subpath-not-exported' : 'imports/likely-missing-file';
    case 'no-builtin':
      return sure ? 'imports/unknown-builtin' : null;
    case 'phantom':
      return area === 'sample' ? null : 'imports/phantom-package';
  }
}

/** The rule for a name that a file does not export. */
export function ruleForName(area: Area): RuleId {
  return area === 'sample' ? 'imports/likely-missing-export' : 'imports/missing-export';
}

/**
 * Whether a test makes the module that it imports, or replaces it: it names it in a string, as an argument or as a
 * function besides importing it.
 */
export function isMadeByTest(text: string, fact: ImportFact, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (at >= fact.start && at < fact.end) continue;
    const [before, after] = [
      text.slice(Math.max(0, at - 4), at),
      text.slice(at + name.length, at + name.length + 3),
    ];
    if (/["'`/.]$/.test(before) && /^["'`/.]/.test(after)) return true;
    if (/\bdef $/.test(before) || (/\W$/.test(before) && /^\s?=[^=]/.test(after))) return true;
  }
  return false;
}

/** The sentence that says what is wrong. */
export function messageFor(resolution: Resolution, written: string): string {
  const name = `"${shown(written)}"`;
  switch (resolution.kind) {
    case 'no-file':
      return `${name} leads to ${shown(resolution.target)}, and the tree has no such file.`;
    case 'no-package':
      return `No manifest and no lock file of this repository that could be read knows ${shown(resolution.name)}.`;
    case 'phantom':
      return `${name} is not declared here: it is only known from ${shown(resolution.where)}.`;
    case 'no-builtin':
      return `${name} does not exist in any supported version of the runtime.`;
    case 'no-entry':
      return `${shown(resolution.manifest)} provides no ${shown(resolution.entry)}, so ${name} cannot be resolved.`;
    default:
      return '';
  }
}

const MAX_SHOWN = 200;

/** Text of the repository as a message may hold it. */
export function shown(text: string): string {
  const safe = displayPath(repoPath(text.slice(0, MAX_SHOWN)));
  return text.length > MAX_SHOWN ? `${safe}…` : safe;
}
