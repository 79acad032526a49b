/** Runs the assistant's stage over a change in memory, with an assistant that answers as a test says. */
import type { Answer, Assistant, Question, Receipt } from '../../src/domain/assistant.ts';
import type { Change } from '../../src/domain/change.ts';
import type { Instruction } from '../../src/domain/consent.ts';
import type { Finding } from '../../src/domain/finding.ts';
import type { AssistantPolicy } from '../../src/domain/policy.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import { assist, type Assisted } from '../../src/propose/assistant/assist.ts';
import { policyFor } from './policy.ts';
import { changeOf, treeOf, type Files } from './trees.ts';

export const RECEIPT: Receipt = {
  model: 'claude-test',
  from: 'model',
  requestId: 'req_1',
  attempts: 1,
  tokens: 1500,
  dollars: 0.01,
  ms: 5,
};

/** A reply's value, or a whole answer. */
type Said = Answer | { readonly value: unknown };

export interface Asking {
  readonly base?: Files;
  readonly head: Files;
  /** How people name the two ends: branches. */
  readonly labels?: Partial<Pick<Change, 'baseLabel' | 'headLabel'>>;
  readonly findings?: readonly Finding[];
  readonly proposals?: readonly Proposal[];
  readonly policy?: Partial<AssistantPolicy>;
  /** Globs that the policy protects. */
  readonly guarded?: readonly string[];
  /** The maintainers' tree, where it is not the base. */
  readonly maintained?: Files;
  readonly instructions?: readonly Instruction[];
  readonly answer?: (question: Question, count: number) => Said;
  /** Instead of one that answers. */
  readonly assistant?: Assistant;
  readonly left?: () => number;
}

export interface Asked extends Assisted {
  readonly questions: readonly Question[];
  readonly notes: readonly string[];
}

export const NO_EDIT = { summary: 'Nothing', edits: [] };

export async function ask(asking: Asking): Promise<Asked> {
  const { base = {}, head, findings = [], proposals = [], policy, instructions = [] } = asking;
  const { answer = () => ({ value: NO_EDIT }), left = () => 60_000 } = asking;
  const questions: Question[] = [];
  const notes: string[] = [];
  const scripted: Assistant = {
    model: 'claude-test',
    ceilings: { tokens: 200_000, dollars: 1 },
    ask: async (question) => {
      questions.push(question);
      const said = answer(question, questions.length);
      return 'receipt' in said ? said : { kind: 'reply', value: said.value, receipt: RECEIPT };
    },
  };
  const change = { ...(await changeOf(base, head)), ...asking.labels };
  const rules = policyFor({}, { protected: asking.guarded ?? [] });
  const assisted = await assist({
    change,
    author: { outcomes: [], findings },
    proposals,
    policy: { ...rules, assistant: { ...rules.assistant, ...policy } },
    maintained: asking.maintained ? treeOf(asking.maintained) : change.base,
    instructions,
    assistant: asking.assistant ?? scripted,
    signal: new AbortController().signal,
    left,
    onNote: (note) => notes.push(note),
  });
  return { ...assisted, questions, notes };
}

/** A question that was not answered. */
export function failed(failure: Extract<Answer, { readonly kind: 'failed' }>['failure']): Answer {
  return { kind: 'failed', failure, message: `It is ${failure}: run later`, receipt: RECEIPT };
}
