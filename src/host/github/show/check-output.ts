/** The check run's words: what GitHub shows in the list of checks, on its page and beside the lines. */
import type { Report } from '../../../domain/report.ts';
import { exitCodeOf } from '../../../domain/verdict.ts';
import { clip, isText } from '../../../report/escape.ts';
import type { Annotation, AnnotationLevel } from '../../../report/github.ts';
import { headlineOf } from '../../../report/headline.ts';
import { renderMarkdown } from '../../../report/markdown.ts';
import type { Online } from './showing.ts';

const TITLE_LIMIT = 255;

/** `neutral` and `skipped` satisfy a required check (contracts: required checks), so no verdict is ever one of them. */
export function conclusionOf({ verdict }: Report): 'success' | 'failure' | 'cancelled' {
  if (verdict.decision === 'stale') return 'cancelled';
  return exitCodeOf(verdict) === 0 ? 'success' : 'failure';
}

export interface Text {
  readonly title: string;
  readonly summary: string;
}

export function textOf({ report, posting: { site, worth } }: Online): Text {
  const { state, counts } = headlineOf(report);
  const title = `${state[0]?.toUpperCase()}${state.slice(1)}: ${counts}`;
  return { title: clip(title, TITLE_LIMIT), summary: renderMarkdown(report, { site, worth, remarks: [] }) };
}

const LEVEL: Readonly<Record<AnnotationLevel, string>> = {
  error: 'failure',
  warning: 'warning',
  notice: 'notice',
};

/** Columns only within one line, and in order (contracts: check run). */
export function checkAnnotation(annotation: Annotation): Readonly<Record<string, unknown>> {
  const { finding, file, line, endLine, level, title, message, columns } = annotation;
  const start = Math.max(1, line);
  return {
    path: isText(finding.at.path) ? finding.at.path : file,
    start_line: start,
    end_line: Math.max(start, endLine),
    ...(columns && {
      start_column: Math.max(1, columns.start),
      end_column: Math.max(1, columns.start, columns.end),
    }),
    annotation_level: LEVEL[level],
    title,
    message,
  };
}
