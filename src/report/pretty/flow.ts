/** The way of a value on the terminal: the lines that it passes, each with the phrase that says what happens there. */
import type { Finding, Place } from '../../domain/finding.ts';
import { oneLine } from '../escape.ts';
import { counted, placeOf } from '../words.ts';
import { paragraph, type Page } from './page.ts';
import { digitsOf, sourceLine } from './source.ts';
import { displayWidth } from './width.ts';

/** A place, its line, and what to say and to draw under it. */
interface Stop {
  readonly at: Place;
  readonly snippet: string;
  readonly note: string;
  readonly mark: '-' | '^';
}

/** Between source and sink; whoever wants more steps reads them in SARIF. */
const MAX_STEPS = 3;

/** Source, steps and sink in the order of the flow. */
export function flowLines(page: Page, finding: Finding): string[] {
  const [source, ...rest] = finding.flow ?? [];
  const sink = rest.pop();
  if (!source || !sink) return [];
  const passed = [source, ...rest.slice(0, MAX_STEPS)].map((at) => ({ ...at, at, mark: '-' as const }));
  const end: Stop = { ...finding, note: sink.note, mark: '^' };
  const stops: readonly Stop[] = [...passed, end];
  const digits = Math.max(...stops.map(({ at }) => digitsOf(at)));
  const left = rest.length - MAX_STEPS;
  let above = '';
  return stops.flatMap((stop) => {
    const lines = linesOf(page, stop, digits);
    // Two places of one line share it.
    const fresh = lines[0] === above ? lines.slice(1) : lines;
    above = lines[0] ?? '';
    const passedOver = stop === end && left > 0 ? paragraph(page, `and ${counted(left, 'more step')}`) : [];
    return [...passedOver, ...fresh];
  });
}

function linesOf(page: Page, stop: Stop, digits: number): string[] {
  const note = oneLine(stop.note);
  const source = sourceLine(stop, page, digits);
  if (!source) return paragraph(page, `${placeOf(stop.at)}: ${note}`);
  const brush = stop.mark === '^' ? page.paint.red : page.paint.cyan;
  const drawn = stop.mark.repeat(source.carets.length);
  const under = source.margin + brush(drawn);
  const room = page.width - displayWidth(source.margin + note);
  if (room > drawn.length) return [source.code, `${under} ${note}`];
  return [source.code, under, ...(room < 0 ? paragraph(page, note) : [source.margin + note])];
}
