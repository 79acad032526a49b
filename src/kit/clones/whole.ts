/** Functions that repeat others as a whole: exact copies first, then what is alike enough. */
import type { Effort } from './align.ts';
import { Candidates } from './candidates.ts';
import type { Clone, CloneKind } from './clone.ts';
import { differencesOf } from './differences.ts';
import { isHolder } from './holder.ts';
import { compareUnits, type Likeness } from './likeness.ts';
import { namesCompared } from './names.ts';
import { isTwin, type Member, type Reader } from './reader.ts';
import type { Roster } from './roster.ts';
import { isClone, isCopy, LEAST_MASS } from './tiers.ts';
import type { Survey } from './survey.ts';
import { twinsOf } from './twins.ts';

export interface Hunt {
  readonly roster: Roster;
  readonly reader: Reader;
  readonly survey: Survey;
  readonly effort: Effort;
}

/** What is known of all asked units, and the pairs that were looked at. */
interface Trail {
  readonly candidates: Candidates;
  readonly done: Set<number>;
}

/** A unit that repeats this many others has made its point. */
const ENOUGH = 3;

/** Clones of the asked units (by their place in the roster), each pair once. */
export async function wholeClones(hunt: Hunt, asked: readonly number[]): Promise<Clone[]> {
  const partnerOf = twinsOf(hunt.roster, asked);
  const trail = { candidates: new Candidates(hunt.roster, hunt.survey), done: new Set<number>() };
  const clones: Clone[] = [];
  for (const at of asked) {
    const partner = partnerOf(at);
    const twin = partner === undefined ? undefined : await twins(hunt, at, partner);
    if (twin !== undefined) clones.push(twin);
    if (twin === undefined || twin.left.source === twin.right.source)
      clones.push(...(await alike(hunt, { ...trail, at })));
  }
  return clones;
}

async function twins(
  { roster, reader, survey }: Hunt,
  at: number,
  partner: number,
): Promise<Clone | undefined> {
  const [one, other] = [await reader.member(at), await reader.member(partner)];
  if (one === undefined || other === undefined || !isTwin(one, other)) return undefined;
  const mass = survey.mass(roster.printsOf(at));
  const holder = isHolder(one.file.scan.tokens, one.unit);
  if (!isCopy({ together: roster.together(at, partner), holder, mass })) return undefined;
  const tokens = one.unit.end - one.unit.first;
  return { kind: 'verbatim', left: one.side, right: other.side, similarity: 1, tokens, differences: [] };
}

async function alike(
  { roster, reader, survey, effort }: Hunt,
  { at, candidates, done }: Trail & { at: number },
): Promise<Clone[]> {
  const found: Clone[] = [];
  for (const { unit: its, mass } of candidates.of(at, LEAST_MASS)) {
    const pair = Math.min(at, its) * roster.size + Math.max(at, its);
    if (done.has(pair) || found.length >= ENOUGH) continue;
    done.add(pair);
    const [one, other] = [await reader.member(at), await reader.member(its)];
    if (one === undefined || other === undefined) continue;
    const likeness = compareUnits(one, other, effort);
    if (likeness === undefined) continue;
    const names = namesCompared(likeness.runs, one.file.scan.tokens, other.file.scan.tokens);
    const facts = {
      ...sizes(one, other),
      mass,
      together: roster.together(at, its),
      names: { same: survey.namesMass(names.same), other: survey.namesMass(names.other) },
    };
    if (isClone({ ...likeness, ...facts })) found.push(cloneOf(one, other, likeness));
  }
  return found;
}

function sizes(one: Member, other: Member): { tokens: number; holder: boolean } {
  return {
    tokens: Math.max(...[one, other].map(({ unit }) => unit.end - unit.first)),
    holder: [one, other].some(({ file, unit }) => isHolder(file.scan.tokens, unit)),
  };
}

function cloneOf(one: Member, other: Member, likeness: Likeness): Clone {
  const { similarity, tokens, runs } = likeness;
  const whole = {
    left: { start: one.unit.first, end: one.unit.end },
    right: { start: other.unit.first, end: other.unit.end },
  };
  const differences = differencesOf(runs, whole, [one.file.scan.tokens, other.file.scan.tokens]);
  return { kind: kindOf(likeness), left: one.side, right: other.side, similarity, tokens, differences };
}

/** By what differs, not by how much. */
function kindOf({ similarity, equal }: Likeness): CloneKind {
  if (similarity < 1) return 'edited';
  return equal < 1 ? 'renamed' : 'verbatim';
}
