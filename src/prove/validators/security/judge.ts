/** Judges the files of a scope one by one; trouble with one is never the end of the others. */
import type { ChangedFile } from '../../../domain/change.ts';
import type { Observation } from '../../../domain/finding.ts';
import type { RepoPath } from '../../../domain/path.ts';
import type { Judgement, Scope } from '../../../domain/validator.ts';
import { listed } from '../../../kit/listed.ts';
import { spokenIn } from '../../../kit/match/language-of.ts';
import type { RuleLanguage } from '../../../kit/match/rule.ts';
import { decode, encode, Lines } from '../../../kit/text.ts';
import { openDirectives } from './directives.ts';
import { inspect, Unfinished } from './inspect.ts';
import type { Inspection } from './inspection.ts';
import { noteOn, observe } from './observe.ts';
import { openRuleSet, type RuleSet } from './rule-set.ts';
import { inspectionOf } from './sighted.ts';
import { openView, type View } from './view.ts';

/** More of them nobody reads. */
const MOST_NOTES = 1000;

export async function judgeSecurity(scope: Scope): Promise<Judgement> {
  const rules = await openRuleSet(scope);
  const observations: Observation[] = [];
  const failed = new Map<RepoPath, string>();
  const notes = [...rules.notes];
  for (const file of scope.files) {
    scope.at(file.path);
    const judged = await judgeFile(scope, file, rules);
    observations.push(...judged.observations);
    if (judged.failed !== null) failed.set(file.path, judged.failed);
    if (notes.length < MOST_NOTES) notes.push(...judged.notes);
  }
  return { observations, failed, notes };
}

interface Judged {
  readonly observations: readonly Observation[];
  /** Why not all was judged; null when it was. */
  readonly failed: string | null;
  readonly notes: readonly string[];
}

const notJudged = (why: string): Judged => ({ observations: [], failed: why, notes: [] });

async function judgeFile(scope: Scope, file: ChangedFile, rules: RuleSet): Promise<Judged> {
  if (!file.head) return notJudged('the file is not in the head');
  const blob = await scope.head.bytes(file.head.oid);
  if (blob.kind === 'unreadable') return notJudged(blob.reason);
  if (blob.kind === 'too-large') return notJudged(`it is too large to be read (${blob.size} bytes)`);
  if (scope.sightings && !scope.sightings.has(file.path))
    return notJudged('the engine that was asked does not speak of it');
  const decoded = decode(blob.bytes);
  const { text } = decoded;
  const view = openView(file.path, rules);
  const looks = await look(scope, { oid: file.head.oid, text, path: file.path }, rules);
  const source = {
    path: file.path,
    lines: new Lines(text),
    isLossless: encode(decoded)?.equals(blob.bytes) === true,
    directives: await openDirectives(scope, file, text),
  };
  const seen = view.telling(
    looks.flatMap(({ inspection }) => inspection.seen),
    source.lines,
  );
  const unread = looks.flatMap(({ inspection }) => inspection.unread);
  return {
    observations: seen.map((each) => observe(each, source)),
    failed: failureOf(looks, view),
    notes: noteOn(unread, file.hunks, source),
  };
}

interface Look {
  readonly inspection: Inspection;
  /** The rules that did not come to an end; none of them when nothing could be read. Undefined when all did. */
  readonly ended?: readonly string[];
}

interface Blob {
  readonly oid: string;
  readonly text: string;
  readonly path: RepoPath;
}

/** What the rules see in a text: those for its language, and those that take any. */
async function look(scope: Scope, blob: Blob, rules: RuleSet): Promise<Look[]> {
  const asked = askedOf(blob.path).map((way) => ({ ...way, due: rules.rulesFor(way.language) }));
  const sighted = scope.sightings?.get(blob.path);
  if (sighted) return [{ inspection: inspectionOf(sighted, rules) }];
  const looks: Look[] = [];
  for (const { language, name, due } of asked) {
    if (due.length === 0) continue;
    try {
      const key = `security/${rules.digest}/${language}/${name}`;
      const file = { path: name, text: blob.text, language };
      looks.push({ inspection: await scope.facts.get(key, blob.oid, () => inspect(due, file)) });
    } catch (error) {
      if (!(error instanceof Unfinished)) throw error;
      looks.push({ inspection: error.inspection, ended: error.rules });
    }
  }
  return looks;
}

/** The languages in which rules look at a file, and by what name each knows it. */
function askedOf(path: RepoPath): { readonly language: RuleLanguage; readonly name: string }[] {
  const spoken = spokenIn(path);
  const name = 'file';
  return [...(spoken ? [spoken] : []), { language: 'generic', name }, { language: 'regex', name }];
}

const REMEDY = 'split it, or ignore it for security in the policy';

function failureOf(looks: readonly Look[], view: View): string | null {
  if (looks.some(({ ended }) => ended?.length === 0))
    return `it is nested too deeply, or too long, to be parsed: ${REMEDY}`;
  const ended = looks.flatMap(({ ended = [] }) => view.looking(ended));
  if (ended.length === 0) return null;
  return `${listed(ended, 'and')} took too long on it: ${REMEDY}`;
}
