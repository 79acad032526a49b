/** The port to an AI: what it is asked, what it answers, and what became of each task that it was given. */
import type { Confidence } from './finding.ts';
import type { RepoPath } from './path.ts';

/** What an assistant can be asked for. */
export const TASK_IDS = ['repair', 'fix', 'refactor', 'generate', 'tests', 'review'] as const;
export type TaskId = (typeof TASK_IDS)[number];

/** Names a prompt in the audit; the hash is of the prompt's whole file. */
export interface PromptId {
  readonly id: string;
  readonly version: number;
  /** SHA-256. */
  readonly hash: string;
}

/** One question, complete: it is all that the assistant sees. */
export interface Question {
  readonly prompt: PromptId;
  /** The same for every question of a prompt. */
  readonly system: string;
  readonly content: string;
  /** JSON Schema of the reply; null asks for plain text, and the reply is a string. */
  readonly schema: Readonly<Record<string, unknown>> | null;
  readonly maxTokens: number;
}

export type FailureKind =
  | 'authentication'
  | 'federation'
  | 'permission'
  | 'billing'
  | 'unknown-model'
  | 'bad-request'
  | 'rate-limited'
  | 'overloaded'
  | 'server-error'
  | 'unreachable'
  | 'timed-out'
  | 'cut-off'
  | 'too-large'
  | 'malformed'
  | 'refused'
  | 'truncated'
  | 'unfinished'
  | 'over-budget'
  | 'offline'
  | 'not-recorded';

/** What one question took. */
export interface Receipt {
  readonly model: string;
  readonly from: 'model' | 'cache' | 'recording';
  /** The provider's id of the last request; null where none was answered. */
  readonly requestId: string | null;
  /** Requests that could cost something. */
  readonly attempts: number;
  /** Of input and output together; the most that it can have been where nobody told. */
  readonly tokens: number;
  readonly dollars: number;
  /** Wall time in milliseconds. */
  readonly ms: number;
}

export type Answer = { readonly receipt: Receipt } & (
  | { readonly kind: 'reply'; readonly value: unknown }
  /** The message is one sentence that says what to do. */
  | { readonly kind: 'failed'; readonly failure: FailureKind; readonly message: string }
);

/** The most that a run may use; what would go beyond is not sent. */
export interface Ceilings {
  readonly tokens: number;
  readonly dollars: number;
}

export interface Patience {
  readonly signal: AbortSignal;
  /** Milliseconds until nobody waits for the answer any more. */
  readonly left: () => number;
}

export interface Assistant {
  readonly model: string;
  readonly ceilings: Ceilings;
  /** Never throws; a reply has the shape of the schema. */
  ask(question: Question, patience: Patience): Promise<Answer>;
}

/** What a reviewer has to say about lines that the change adds. It never blocks. */
export interface Note {
  readonly path: RepoPath;
  readonly line: number;
  readonly endLine: number;
  /** The model's words: untrusted, without secrets. */
  readonly message: string;
  readonly confidence: Confidence;
}

/** A task and its end: `discarded` is a reply of which nothing can be made, `declined` one that offers nothing. */
export interface Task {
  readonly id: TaskId;
  readonly path: RepoPath;
  /** The lines that were shown, 1-based. */
  readonly from: number;
  readonly to: number;
  readonly prompt: PromptId;
  readonly end: 'offered' | 'noted' | 'declined' | 'discarded' | 'failed';
  /** Asked a second time, about less and in plain text, because the first reply could not be had. */
  readonly plain: boolean;
  /** The proposal that it became. */
  readonly proposal: string | null;
  /** Why nothing was offered; empty when something was. */
  readonly message: string;
  readonly receipt: Receipt;
}

export interface AssistantAccount {
  readonly model: string;
  readonly ceilings: Ceilings;
  /** In the order in which they were given. */
  readonly tasks: readonly Task[];
  readonly notes: readonly Note[];
  /** Pieces of code that it was not asked about: beyond the most of one run, or no text that could be shown. */
  readonly unasked: number;
}
