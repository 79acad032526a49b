/** The verdict in a line: one word for the state, one phrase for what it rests on. */
import type { Report } from '../domain/report.ts';
import { oneLine } from './escape.ts';
import { coverageOf, tallyOf, unfinished, type Tally } from './tally.ts';
import { counted } from './words.ts';

export interface Headline {
  readonly state: 'blocked' | 'passed' | 'could not judge' | 'bad policy' | 'observing' | 'superseded';
  readonly counts: string;
}

export function headlineOf(report: Report): Headline {
  const { decision, observed, reasons } = report.verdict;
  const tally = tallyOf(report);
  const reason = oneLine(reasons[0] ?? '', 200).replace(/\.$/, '');
  switch (decision) {
    case 'stale':
      return { state: 'superseded', counts: reason || 'the head moved while it was judged' };
    case 'could-not-judge':
      return {
        state: 'could not judge',
        counts: [faults(report) || reason, ...others(tally, false)].join(', '),
      };
    case 'config':
      return {
        state: 'bad policy',
        counts: ['rules that it names have mistakes', ...others(tally, false)].join(', '),
      };
    case 'pass':
      return { state: 'passed', counts: passed(tally, observed) };
    case 'block': {
      const counts = others(tally, observed);
      if (tally.blocking.length === 0) counts.unshift(reason);
      counts.push(unfinishedRequired(report));
      return { state: observed ? 'observing' : 'blocked', counts: counts.filter(Boolean).join(', ') };
    }
  }
}

function passed(tally: Tally, observed: boolean): string {
  const accepted = tally.accepted.length === 0 ? [] : [`${tally.accepted.length} accepted`];
  return ['nothing blocks', ...accepted, ...others(tally, observed), ...(observed ? ['observing'] : [])].join(
    ', ',
  );
}

/** `2 findings block`, `1 warns`, `3 notes`: only what there is. */
function others(tally: Tally, observed: boolean): string[] {
  const [block, warn, note] = [tally.blocking.length, tally.warnings.length, tally.notes.length];
  const would = observed ? (['finding would block', 'findings would block'] as const) : null;
  return [
    block === 0 ? '' : would ? counted(block, ...would) : counted(block, 'finding blocks', 'findings block'),
    warn === 0 ? '' : counted(warn, 'warns', 'warn'),
    note === 0 ? '' : counted(note, 'note'),
  ].filter(Boolean);
}

function faults(report: Report): string {
  const early = unfinishedRequired(report);
  if (early !== '') return early;
  const files = new Set(coverageOf(report).failed.map(({ path }) => path)).size;
  return files === 0 ? '' : `${counted(files, 'file')} could not be judged`;
}

function unfinishedRequired(report: Report): string {
  const ids = unfinished(report).filter((outcome) => outcome.required);
  return ids.length === 0 ? '' : `${ids.map((outcome) => outcome.validator).join(', ')} did not complete`;
}

/**
 * The verdict's reasons that nothing else tells: blocking findings stand for the reason that counts them, a validator
 * that ended early for its own.
 */
export function otherReasons(report: Report): string[] {
  const { reasons } = report.verdict;
  const { counts } = headlineOf(report);
  const early = unfinished(report);
  const told = (reason: string) =>
    /^\d+ new findings? blocks?\b/.test(reason) ||
    early.some(({ validator, message }) => reason === message || reason.startsWith(`${validator} `)) ||
    counts.includes(oneLine(reason).replace(/\.$/, ''));
  return reasons.filter((reason) => !told(reason));
}

/** `14 files, 12 judged`. */
export function filesLine(report: Report): string {
  const { files, judged } = coverageOf(report);
  if (files === 0) return 'no changed files';
  return `${counted(files, 'file')}, ${judged === files ? 'all' : judged === 0 ? 'none' : judged} judged`;
}

export function duration(ms: number): string {
  return ms < 100 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
