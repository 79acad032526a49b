/** A task of the assistant: which pieces of code it asks about, what it shows of each, and what it makes of a reply. */
import type { Note, TaskId } from '../../domain/assistant.ts';
import type { Change } from '../../domain/change.ts';
import type { Instruction } from '../../domain/consent.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Confidence } from '../../domain/finding.ts';
import type { RepoPath } from '../../domain/path.ts';
import type { AssistantPolicy } from '../../domain/policy.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Protection } from '../../kit/protection.ts';
import type { Offer } from '../offer.ts';

/** All that a task may look at: data, and no way to anything else. */
export interface Scene {
  readonly change: Change;
  readonly author: Evidence;
  /** Of the fixers, as far as they were kept: what they address is not asked about. */
  readonly proposals: readonly Proposal[];
  readonly policy: AssistantPolicy;
  /** What a proposal may not touch is not asked about, nor shown. */
  readonly protection: Protection;
  /** The maintainers' tree: what the project says of itself is read there, and never in the change. */
  readonly maintained: Tree;
  readonly instructions: readonly Instruction[];
}

export interface AssistantTask {
  readonly id: TaskId;
  /** What matters most comes first: a run may not get to the others. */
  pieces(scene: Scene): readonly Piece[] | Promise<readonly Piece[]>;
}

/** How much one question shows. */
export interface Extent {
  /** The most lines of a file. */
  readonly lines: number;
  /** The most findings. */
  readonly findings: number;
}

/** Of the first question: a task cuts its pieces so that one holds all of a piece. */
export const FULL: Extent = { lines: 200, findings: 10 };

/** What one question is about. */
export interface Piece {
  /** Null for what cannot be shown: no text, too long, gone. */
  show(extent: Extent): Promise<Sheet | null>;
}

/** A question without its prompt. The same piece gives the same sheet in every run. */
export interface Sheet {
  /** For the record: the file that it is about, and the lines that are shown of it, 1-based and inclusive. */
  readonly path: RepoPath;
  readonly from: number;
  readonly to: number;
  /** Data: it leaves without its secrets, and between boundaries that it cannot end. */
  readonly parts: readonly [Part, ...Part[]];
  /** What is to be done with it, in words of ours; it stands after the data. */
  readonly request: string;
  /**
   * `value` has the shape of the prompt's schema, or is an {@link EditReply} that was given in plain text, which is
   * asked for only where the prompt says how (`plain`).
   */
  read(value: unknown): Reading | Promise<Reading>;
}

/** One kind of data, under a name of letters: `file`, `findings`. */
export interface Part {
  readonly tag: string;
  readonly text: string;
}

export interface AssistantOffer extends Offer {
  /** What the reply says of itself, if it does. */
  readonly stated?: Confidence;
  /** What was mended in the reply, one clause each. */
  readonly salvaged?: readonly string[];
}

export type Reading =
  | ({ readonly kind: 'offer' } & AssistantOffer)
  | { readonly kind: 'notes'; readonly notes: readonly Note[] }
  | { readonly kind: 'declined' }
  /** Nothing of the reply is used; one clause says why. */
  | { readonly kind: 'discarded'; readonly reason: string };

/** What most prompts ask for, and all that can be said in plain text. */
export interface EditReply {
  readonly summary: string;
  readonly confidence?: Confidence;
  readonly edits: readonly TextEdit[];
}

/** Names text that stands in what was shown, exactly once, and the text that takes its place. */
export interface TextEdit {
  /** Which of the files that were shown, from 1 on; the first where nothing is said. */
  readonly place?: number;
  readonly find: string;
  readonly replace: string;
}
