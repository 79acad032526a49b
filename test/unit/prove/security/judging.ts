/** Judges a change by rules that a test writes down, beside those that ship. */
import type { Judgement } from '../../../../src/domain/validator.ts';
import { readRuleFile } from '../../../../src/kit/match/rule-file/read.ts';
import { security } from '../../../../src/prove/validators/security/security.ts';
import { computedFacts } from '../../../support/facts.ts';
import { changeOf, type Files } from '../../../support/trees.ts';

/** As a person would write it, but for the name of the file. */
export const RULES = `
rules:
  - id: no-shout
    languages: [javascript, typescript, python]
    severity: ERROR
    message: shout() is told $X, which everybody hears.
    pattern: shout($X)
    fix: whisper($X)
    metadata: { hint: 'Tell $X in a lower voice.' }
  - id: asked-and-told
    languages: [javascript, typescript]
    severity: WARNING
    message: What was asked is told.
    mode: taint
    pattern-sources: [{ pattern: ask() }]
    pattern-sinks: [{ pattern: tell(...) }]
    metadata: { source: comes from a question, sink: is told }
`;

export interface Given {
  readonly rules?: string;
  readonly base?: Files;
  readonly hunks?: Record<string, [number, number][]>;
  /** Is told what is kept of each text, as JSON. */
  readonly onKept?: (fact: string) => void;
}

export async function judge(
  head: Files,
  { rules = RULES, base = {}, hunks = {}, onKept = () => undefined }: Given = {},
): Promise<Judgement> {
  const change = await changeOf(base, head, hunks);
  const files = change.files.filter((file) => security.appliesTo(file) === true);
  const run = await security.load();
  return run({
    base: change.base,
    head: change.head,
    files,
    changed: change.files,
    sees: () => true,
    facts: {
      ...computedFacts(),
      async get(_kind, _oid, compute) {
        const fact = await compute();
        onKept(JSON.stringify(fact));
        return fact;
      },
    },
    at: () => undefined,
    rules: rules === '' ? [] : [{ path: 'rules.yml', text: rules, names: namesIn(rules) }],
  });
}

/** Every rule by its id, as a policy that knows no others would have them called. */
function namesIn(rules: string): [string, string][] {
  return readRuleFile('rules.yml', rules).rules.map(({ id }) => [id, id]);
}

/** `security/no-shout a.js:1`. */
export async function found(head: Files, given: Given = {}): Promise<string[]> {
  const { observations } = await judge(head, given);
  return observations.map(({ rule, at }) => `${rule} ${at.path}:${at.line}`);
}
