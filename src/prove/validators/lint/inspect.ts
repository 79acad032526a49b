/** What ESLint makes of one text, in our terms. The heavy module: only what computes a fact imports it. */
import type { Linter as Eslint, SourceCode } from 'eslint';
import type { Node } from './deepest.ts';
import { directiveFor, findDirectives } from './directives.ts';
import { runEslint, type Run } from './eslint.ts';
import { isTyped, typedForm, type Form } from './form.ts';
import type { Inspection, Seen, Span } from './inspection.ts';
import { profileOf, type Entry } from './profile.ts';
import { accepts } from './refine.ts';
import { ScriptLines } from './script-lines.ts';

type Refusal = NonNullable<Inspection['refusal']>;
type Look = { seen: Seen[]; directives: Span[]; source: SourceCode } | { refusal: Refusal };

/** Throws when ESLint itself fails on the text: that is no fact about it. */
export function inspect(given: string, form: Form): Inspection {
  // ESLint would strip a second byte order mark and shift every offset; a blank in its place means the same.
  const text = given.replace(/^\ufeff/, ' ');
  const entries = profileOf(form);
  let refusal: Refusal | null = null;
  for (const goal of form.goals) {
    const found = look({ text, form, goal, entries, directives: false });
    if ('seen' in found) return inspection('plain', null, found);
    refusal ??= found.refusal;
  }
  const found = isTyped(form)
    ? null
    : look({ text, form: typedForm(form), goal: 'module', entries, directives: false });
  if (!found || !('seen' in found)) return { parsed: 'not', refusal, seen: [], directives: [] };
  const typed = hasTypes(found.source.ast as unknown as Node, found.source.visitorKeys);
  return inspection(typed ? 'typed' : 'extended', refusal, found);
}

function inspection(
  parsed: Inspection['parsed'],
  refusal: Refusal | null,
  { seen, directives }: { seen: Seen[]; directives: Span[] },
): Inspection {
  return { parsed, refusal, seen, directives };
}

function look(run: Run): Look {
  const lines = new ScriptLines(run.text);
  const { messages, source } = runEslint(run);
  if (!source) {
    const fatal = messages.find((message) => message.fatal);
    const message = (fatal?.message ?? '').replace(/^Parsing error: /, '');
    return {
      refusal: { at: lines.offset(fatal?.line ?? 1, fatal?.column ?? 1), message: sentence(message) },
    };
  }
  const directives = findDirectives(source.ast.comments as never);
  const ours = messages.flatMap((message) => {
    const at = spanOf(message, lines, run.text.length);
    const entry = run.entries.find(
      ({ eslint, when }) => eslint === message.ruleId && accepts(when, { message, source, ...at }),
    );
    return entry ? [{ message, entry, at }] : [];
  });
  const silenced = silences(run, directives, ours);
  const seen = ours.map(({ message, entry, at }): Seen => {
    const suppressed = silenced(message, entry, at);
    return {
      rule: entry.rule.id,
      ...at,
      message: sentence(message.message),
      ...(message.fix ? { fix: fixOf(message.fix) } : {}),
      ...(suppressed === undefined ? {} : { suppressed }),
    };
  });
  return { seen, directives, source };
}

interface Ours {
  readonly message: Eslint.LintMessage;
  readonly entry: Entry;
  readonly at: Span;
}

/**
 * Asks ESLint again with the comments of the text in force, but only about the rules that saw something:
 * what is no longer reported is silenced, whether by a disabling comment or by one that configures the rule.
 */
function silences(run: Run, directives: readonly Span[], ours: readonly Ours[]) {
  if (directives.length === 0 || ours.length === 0) return (): undefined => undefined;
  const only = new Set(ours.map(({ entry }) => entry.eslint));
  const { messages, suppressed } = runEslint({ ...run, only, directives: true });
  const heard = new Set(messages.map(keyOf));
  const reasons = new Map(
    suppressed.map((message) => [keyOf(message), message.suppressions.at(-1)?.justification ?? '']),
  );
  return (message: Eslint.LintMessage, entry: Entry, at: Span): string | undefined => {
    const key = keyOf(message);
    if (heard.has(key)) return undefined;
    const after = run.text.indexOf('\n', at.end);
    const lineEnd = after === -1 ? run.text.length : after;
    return reasons.get(key) || directiveFor(run.text, directives, { rule: entry.eslint, lineEnd });
  };
}

const keyOf = ({ ruleId, line, column, endLine, endColumn }: Eslint.LintMessage): string =>
  `${ruleId} ${line}:${column}-${endLine}:${endColumn}`;

function spanOf(message: Eslint.LintMessage, lines: ScriptLines, length: number): Span {
  const start = lines.offset(message.line, message.column);
  const end = lines.offset(message.endLine ?? message.line, message.endColumn ?? message.column + 1);
  return { start, end: Math.max(end, Math.min(start + 1, length)) };
}

function fixOf({ range, text }: NonNullable<Eslint.LintMessage['fix']>): NonNullable<Seen['fix']> {
  return { start: Math.max(0, range[0]), end: range[1], text };
}

/** ESLint's words on one line, without what concerns its own options. */
function sentence(message: string): string {
  const short = message
    .replace(/ Allowed unused .*$/s, '')
    .replace(/\s+/g, ' ')
    .trim();
  return short.length > 300 ? `${short.slice(0, 299)}…` : short;
}

/** Whether a tree holds syntax that only types explain. Iterative: trees are as deep as their author likes. */
function hasTypes(root: Node, keys: SourceCode['visitorKeys']): boolean {
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type.startsWith('TS')) return true;
    for (const key of keys[node.type] ?? []) {
      for (const child of [node[key]].flat()) if (child) open.push(child as Node);
    }
  }
  return false;
}
