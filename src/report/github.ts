/** Annotations as workflow commands, worst first, within what the runner keeps of one step. */
import type { Finding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { clip, shownPath } from './escape.ts';
import { blocks, worstFirst } from './tally.ts';
import { counted, tell, wordsOf } from './words.ts';

export type AnnotationLevel = 'error' | 'warning' | 'notice';

export interface Annotation {
  readonly finding: Finding;
  readonly level: AnnotationLevel;
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  /** Only when the place is on one line: the runner drops columns otherwise. */
  readonly columns: { readonly start: number; readonly end: number } | null;
  readonly title: string;
  readonly message: string;
}

// The runner keeps ten of each level for a step; the job's own failure message is one of the errors.
const ROOM: Readonly<Record<AnnotationLevel, number>> = { error: 9, warning: 10, notice: 10 };
const MESSAGE_LIMIT = 4096;
const TITLE_LIMIT = 255;
const NONE: ReadonlySet<Finding> = new Set();

/** The annotations that the runner keeps, worst first; `said` holds what is shown elsewhere. */
export function annotations(report: Report, said: ReadonlySet<Finding> = NONE): Annotation[] {
  const room = { ...ROOM };
  return allAnnotations(report, said).filter(({ level }) => room[level]-- > 0);
}

/** Workflow commands, one on a line, and a last line that counts what found no room. */
export function renderGithub(report: Report, said: ReadonlySet<Finding> = NONE): string {
  const shown = annotations(report, said);
  const left = allAnnotations(report, said).length - shown.length;
  const lines = shown.map(commandOf);
  if (left > 0) lines.push(`${counted(left, 'more finding')} not annotated: the report has them all.`);
  return lines.map((line) => `${line}\n`).join('');
}

/** What is new or blocks, worst first. */
export function allAnnotations(report: Report, said: ReadonlySet<Finding> = NONE): Annotation[] {
  const isBlocking = blocks(report);
  const level = (finding: Finding): AnnotationLevel => {
    // Red is for what fails the run: in observe mode nothing does.
    if (isBlocking(finding)) return report.verdict.observed ? 'warning' : 'error';
    return finding.severity === 'note' ? 'notice' : 'warning';
  };
  return worstFirst(report)
    .filter((finding) => (finding.standing === 'new' || isBlocking(finding)) && !said.has(finding))
    .map((finding) => annotationOf(finding, level(finding)));
}

function annotationOf(finding: Finding, level: AnnotationLevel): Annotation {
  const { path, line, endLine, column, endColumn } = finding.at;
  const words = wordsOf(finding);
  const title = words.title === words.rule ? words.rule : `${words.rule}: ${words.title}`;
  return {
    finding,
    level,
    file: shownPath(path),
    line,
    endLine: Math.max(line, endLine),
    columns: endLine === line ? { start: column, end: endColumn } : null,
    title: clip(title, TITLE_LIMIT),
    message: clip([tell(words), words.why, words.advice].filter(Boolean).join('\n'), MESSAGE_LIMIT),
  };
}

function commandOf({ level, file, line, endLine, columns, title, message }: Annotation): string {
  const at = { file, line, endLine, ...(columns && { col: columns.start, endColumn: columns.end }), title };
  const properties = Object.entries(at).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${level} ${properties.join(',')}::${escapeData(message)}`;
}

/** As `@actions/core` escapes them; the percent sign first. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
