/** What doctor tells: one thing that was found, how much it matters, and what to do about it. */
import { groupBy } from '../../kit/group-by.ts';
import { visible } from '../../kit/visible.ts';

/**
 * `problem`: a red can look green, or the check may never come. `caution`: it works, and more could happen than has to.
 * `note`: a fact worth knowing.
 */
export type Weight = 'problem' | 'caution' | 'note';

export interface Advice {
  readonly weight: Weight;
  /** File, job or setting. */
  readonly at: string;
  readonly said: string;
  readonly remedy?: string;
}

const ORDER: readonly Weight[] = ['problem', 'caution', 'note'];
const INDENT = ' '.repeat(11);

/** Place by place, the one with the worst first; for each what is so, and what to do. */
export function renderAdvice(advice: readonly Advice[], width: number): string {
  const ordered = ORDER.flatMap((weight) => advice.filter((one) => one.weight === weight));
  const places = [...groupBy(ordered, ({ at }) => at)];
  return places
    .map(([at, all]) => [visible(at), ...all.map((one) => renderOne(one, width)), ''].join('\n'))
    .join('\n');
}

function renderOne({ weight, said, remedy }: Advice, width: number): string {
  const lines = [said, ...(remedy ? [remedy] : [])].flatMap((text) => wrapped(visible(text), width));
  return lines.map((line, at) => (at === 0 ? `  ${weight}`.padEnd(INDENT.length) : INDENT) + line).join('\n');
}

/** Breaks a text at spaces; a word that is longer than a line stays whole. */
function wrapped(text: string, width: number): readonly string[] {
  const room = Math.max(20, Math.min(width, 110) - INDENT.length);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** A job with two steps of Gatewright has each trap once. */
export function once(advice: readonly Advice[]): readonly Advice[] {
  return [...new Map(advice.map((one) => [`${one.at}\n${one.said}`, one])).values()];
}

/** `2 problems, 1 caution`, or `nothing to mend`. */
export function tally(advice: readonly Advice[]): string {
  const count = (weight: Weight, word: string) => {
    const found = advice.filter((one) => one.weight === weight).length;
    return found === 0 ? [] : [`${found} ${word}${found === 1 ? '' : 's'}`];
  };
  return [...count('problem', 'problem'), ...count('caution', 'caution')].join(', ') || 'nothing to mend';
}
