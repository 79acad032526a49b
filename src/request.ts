/** What a shell asks the gate for: the terms on which it judges, and the subject that it judges. */
import type { Assistant } from './domain/assistant.ts';
import type { Consent } from './domain/consent.ts';
import type { AssistantPolicy, Policy } from './domain/policy.ts';
import type { Engine } from './domain/sighting.ts';
import type { Undone } from './domain/proposal.ts';
import type { Tree } from './domain/tree.ts';
import type { Worth } from './domain/worth.ts';
import type { Prover } from './prove/prover.ts';
import type { Selection } from './read/ends.ts';
import type { Remote } from './read/remote.ts';

/** Null where the assistant does not work for whoever caused the run. */
export type Opening = (
  policy: AssistantPolicy,
  onNote: (note: string) => void,
) => Assistant | Promise<Assistant | null>;

export interface Terms {
  readonly env: NodeJS.ProcessEnv;
  /** What `GATEWRIGHT_CACHE_KEY` was, when the shell has taken it out of `env`. */
  readonly cacheKey?: string;
  /** A policy file that the caller names instead of the base's own. */
  readonly config?: { readonly path: string; readonly text: string };
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** Who matches security rules; a caller's word alone, since it names programs that run. Embedded when not said. */
  readonly engine?: Engine | undefined;
  readonly signal: AbortSignal;
  /** Fetch missing history in bounded steps (the action does; the command line never asks the network). */
  readonly deepen?: boolean;
  /** Fixes are what is asked for: an audit, in which every old finding would have one, tries none without this. */
  readonly fixes?: boolean;
  /** Opens the assistant that is asked about what fixers leave; nobody is asked without this, or where it is null. */
  readonly assistant?: Opening;
  /** A command for the shell that is run on patched trees: only proposals with which it passes are kept. */
  readonly script?: string | undefined;
  /** Is told what goes on, one short phrase at a time. */
  readonly onStage: (stage: string) => void;
  /** Is told what does not change the verdict and is worth a line: no cache, judges less confined. */
  readonly onNote: (note: string) => void;
  /** Gives the shell a way to end every child at once, whatever else happens. */
  readonly onProver?: (prover: Prover) => void;
}

export interface Subject {
  /** Where the person stands; repositories are found from here. */
  readonly cwd: string;
  readonly selection: Selection;
  /** The commit whose tree holds policy, baseline and attributes, when that is not the base: the default branch's head. */
  readonly policyAt?: string;
  /** Where missing commits are fetched from; the repository's own origin when not said. */
  readonly remote?: Remote;
  /** What people said about the change, under its policy; asked once, while judges work. It never rejects. */
  readonly consent?: (policy: Policy) => Promise<Consent>;
  /** Keys of proposals that were published here before and undone; asked once, while judges work. It never rejects. */
  readonly undoings?: (policy: Policy) => Promise<ReadonlyMap<string, Undone>>;
  /** What a green check is worth, as far as the maintainers' tree says it; asked once, while judges work. */
  readonly worth?: (maintained: Tree) => Promise<Worth>;
  /** The head as it is now, asked before the verdict is said; null when that cannot be known, empty with another base. */
  readonly headNow?: () => Promise<string | null>;
}

export interface Request extends Terms, Subject {}

/** Whoever has to ask for the subject first asks while the judges load. */
export type Asked = Request | (Terms & { readonly subject: Promise<Subject> });
