/** Findings as a question tells them, and what their rules advise. */
import type { Finding, RuleId } from '../../domain/finding.ts';
import { rules } from '../../kit/rules.ts';
import { visible } from '../../kit/visible.ts';
import { placeOf, type Excerpt } from './excerpt.ts';
import type { Part } from './task.ts';

const MAX_MESSAGE = 1000;

/** Which lines of which file are shown, and a line for each finding. */
export function findingsPart(excerpt: Excerpt, findings: readonly Finding[]): Part {
  return { tag: 'findings', text: [placeOf(excerpt), ...findings.map(tell)].join('\n') };
}

function tell({ rule, severity, at, message, hint = '' }: Finding): string {
  const sentences = `${message.trim().replace(/(?<![.!?])$/u, '.')} ${hint}`;
  const said = visible(sentences.replace(/\s+/gu, ' ').trim()).slice(0, MAX_MESSAGE);
  return `line ${at.line}, column ${at.column}: ${rule} (${severity}): ${said}`;
}

/** A line for each rule. The words are ours, and so they stand outside of the data. */
export function adviceOn(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ rule }) => rule))].flatMap(advice);
}

function advice(id: RuleId): string[] {
  const rule = rules.get(id);
  return rule ? [`- ${id}: ${rule.title}. ${rule.fix}`] : [];
}
