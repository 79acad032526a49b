/** What every part of the terminal report needs to know: the report, the room, and the decoration that is wanted. */
import { createColors } from 'picocolors';
import type { Report } from '../../domain/report.ts';
import { displayWidth, wrap } from './width.ts';

export interface Look {
  readonly color: boolean;
  readonly width: number;
  /** False for terminals that show ASCII only; decoration is then ASCII, the report's own text stays. */
  readonly unicode?: boolean;
}

export interface Page {
  readonly report: Report;
  readonly width: number;
  readonly ellipsis: string;
  readonly paint: ReturnType<typeof createColors>;
}

const NARROWEST = 24;
/** Wider than this, the eye loses the way from a rule to its place. */
const WIDEST = 120;

export function pageOf(report: Report, look: Look): Page {
  const width = Math.max(NARROWEST, Math.min(WIDEST, Math.floor(look.width) || WIDEST));
  return {
    report,
    width,
    ellipsis: look.unicode === false ? '...' : '…',
    paint: createColors(look.color),
  };
}

type Brush = (text: string) => string;

interface Heading {
  readonly mark: string;
  readonly brush: Brush;
  readonly text: string;
  readonly right: string;
}

/** `MARK  text            right`: the right part goes to a line of its own when there is no room beside. */
export function heading(page: Page, { mark, brush, text, right }: Heading): string[] {
  const gap = page.width - displayWidth(`${mark}  ${text}${right}`);
  const painted = page.paint.bold(brush(mark));
  if (gap >= 2) return [`${painted}  ${text}${' '.repeat(right === '' ? 0 : gap)}${right}`.trimEnd()];
  const [first = '', ...rest] = wrap(text, { width: page.width, first: `${mark}  `, rest: '  ' });
  const lines = [painted + first.slice(mark.length), ...rest];
  return right === '' ? lines : [...lines, `  ${right}`];
}

/** `Judged     lint 12, imports 12`, wrapped under itself. */
export function field(page: Page, name: string, text: string): string[] {
  const first = page.width < 50 ? `${name}  ` : name.padEnd(11);
  const [head = '', ...tail] = wrap(text, {
    width: page.width,
    first,
    rest: ' '.repeat(page.width < 50 ? 2 : first.length),
  });
  return [page.paint.bold(head.slice(0, name.length)) + head.slice(name.length), ...tail];
}

export function paragraph(page: Page, text: string): string[] {
  return text === '' ? [] : wrap(text, { width: page.width, first: '  ' });
}
