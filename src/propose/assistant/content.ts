/** The text of a question: findings and lines as data, between boundaries that nothing within them can end. */
import { createHash } from 'node:crypto';
import type { Finding, RuleId } from '../../domain/finding.ts';
import { displayPath } from '../../domain/path.ts';
import { rules } from '../../kit/rules.ts';
import { screen } from '../../kit/secrets/screen.ts';
import { visible } from '../../kit/visible.ts';
import type { Excerpt } from './excerpt.ts';
import type { Unit } from './units.ts';

const MAX_MESSAGE = 1000;

/** What leaves the machine about a unit. The same unit has the same text in every run. */
export function contentOf({ path, findings }: Unit, { from, to, shown }: Excerpt): string {
  const told = [`file ${visible(displayPath(path))}, lines ${from} to ${to}`, ...findings.map(tell)].join(
    '\n',
  );
  const safe = screen(told).text;
  // Who writes the data cannot know its hash while writing it, so the data never holds the tag that ends it.
  const id = createHash('sha256').update(`${safe}\0${shown}`).digest('hex').slice(0, 24);
  const advice = [...new Set(findings.map(({ rule }) => rule))].flatMap(adviceOn);
  const data = `<findings-${id}>\n${safe}\n</findings-${id}>\n\n<file-${id}>\n${ended(shown)}</file-${id}>`;
  return `${data}\n\n${['Mend these findings. What their rules advise:', ...advice].join('\n')}\n`;
}

function tell({ rule, severity, at, message, hint = '' }: Finding): string {
  const sentences = `${message.trim().replace(/(?<![.!?])$/u, '.')} ${hint}`;
  const said = visible(sentences.replace(/\s+/gu, ' ').trim()).slice(0, MAX_MESSAGE);
  return `line ${at.line}, column ${at.column}: ${rule} (${severity}): ${said}`;
}

/** Ours, and so outside of the data. */
function adviceOn(id: RuleId): string[] {
  const rule = rules.get(id);
  return rule ? [`- ${id}: ${rule.title}. ${rule.fix}`] : [];
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
