/** An annotation as the check run's API takes it. */
import { isText } from '../../../report/escape.ts';
import type { Annotation, AnnotationLevel } from '../../../report/github.ts';

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
