/** One validator's proof of one change: what applies, what its judge saw, how that stands, and what failed. */
import type { Change, ChangedFile } from '../domain/change.ts';
import type { Handling, Outcome } from '../domain/evidence.ts';
import type { Finding, Observation } from '../domain/finding.ts';
import type { RepoPath } from '../domain/path.ts';
import type { Policy } from '../domain/policy.ts';
import type { Shard } from '../domain/shard.ts';
import type { Tree } from '../domain/tree.ts';
import type { Validator } from '../domain/validator.ts';
import { decode } from '../kit/text.ts';
import type { Failure } from './explain-ending.ts';
import { hideSecrets } from './hide.ts';
import { allOff, coverageOf, sightOf, sortFiles, type Coverage } from './scope.ts';
import type { Judged, Seat } from './seat.ts';
import { isOwn } from './share.ts';
import { isTouched } from './standing/diff.ts';
import { stand } from './standing/stand.ts';

export interface Proof {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  /** What judges were asked and answered: about the head, then about the base where an older finding may stand. */
  readonly words: readonly Word[];
}

export interface Word extends Judged {
  readonly files: readonly ChangedFile[];
}

export interface Proving {
  readonly validator: Validator;
  readonly policy: Policy;
  readonly change: Change;
  /** Only its share is judged; the outcome says nothing of what falls to other shards. */
  readonly shard?: Shard | undefined;
  readonly seat: Pick<Seat, 'judge'>;
}

/** Why a validator is not run: the policy, or the caller. */
export function proofOfNothing({ validator, policy, change }: Omit<Proving, 'seat'>, reason: string): Proof {
  const handled = allOff(change.files, reason);
  const required = isRequired(policy, validator);
  return {
    outcome: { validator: validator.id, required, status: 'off', message: '', ms: 0, handled },
    findings: [],
    words: [],
  };
}

export async function prove(proving: Proving): Promise<Proof> {
  const { validator, policy, change, shard } = proving;
  const started = performance.now();
  const coverage = coverageOf(policy.validators.get(validator.id));
  const sorted = sortFiles(change.files, { validator, coverage, own: policy.own });
  const files = sorted.files.filter((file) => isOwn(validator, file, shard));
  const judged = await new Proceeding(proving, files, coverage).run();
  const handled = new Map<RepoPath, Handling>(sorted.notApplicable);
  for (const { path } of files) handled.set(path, handlingOf(path, judged));
  const outcome: Outcome = {
    validator: validator.id,
    required: isRequired(policy, validator),
    status: judged.failure?.kind ?? 'completed',
    message: judged.failure?.message ?? '',
    ms: Math.round(performance.now() - started),
    handled: new Map(change.files.flatMap(({ path }) => entryOf(handled, path))),
    ...(judged.notes.length > 0 && { notes: judged.notes }),
  };
  return { outcome, findings: judged.findings, words: judged.words };
}

interface Proceedings {
  readonly findings: readonly Finding[];
  readonly failed: ReadonlyMap<RepoPath, string>;
  readonly failure: Failure | null;
  readonly words: readonly Word[];
  readonly notes: readonly string[];
}

/** The judgements that one proof takes: of the head, and of the base where an older finding may stand. */
class Proceeding {
  readonly #proving: Proving;
  readonly #files: readonly ChangedFile[];
  readonly #words: Word[] = [];
  readonly #coverage: Coverage;
  #failure: Failure | null = null;

  constructor(proving: Proving, files: readonly ChangedFile[], coverage: Coverage) {
    this.#proving = proving;
    this.#files = files;
    this.#coverage = coverage;
  }

  async run(): Promise<Proceedings> {
    const answer = await this.#judge(this.#proving.change, this.#files);
    if (!answer)
      return { findings: [], failed: new Map(), failure: this.#failure, words: this.#words, notes: [] };
    // What a change breaks in unchanged files is said only where the policy lets the validator look.
    const covered = answer.observations.filter(({ at }) => this.#coverage(at.path) === null);
    const findings = await this.#stand(covered);
    const { failed, notes = [] } = answer;
    return { findings, failed, failure: this.#failure, words: this.#words, notes };
  }

  async #judge(change: Change, files: readonly ChangedFile[]) {
    if (files.length === 0) return NOTHING;
    const { policy, seat, validator } = this.#proving;
    const own = validator.takesRules ? policy.own : undefined;
    const said = await seat.judge({ change, files, sight: sightOf(policy, validator.id), own });
    const answer = await hideSecrets(said.answer, (path) => textOf(change.head, path));
    const { judge } = said;
    this.#words.push({ files, answer, judge });
    if (answer.kind === 'completed') return answer;
    this.#failure = answer;
    return null;
  }

  async #stand(observations: readonly Observation[]): Promise<readonly Finding[]> {
    const { change, policy, validator } = this.#proving;
    const standing = {
      change,
      policy,
      validator: validator.id,
      comparesTrees: validator.comparesTrees ?? false,
      files: this.#files,
      text: (path: RepoPath, side: 'base' | 'head') => textOf(change[side], path),
    };
    const before = (paths: readonly RepoPath[]) => this.#before(paths);
    const findings = await stand({ ...standing, observations, before });
    if (!this.#failure) return findings;
    // The base could not be judged, so only what needs no comparison with it is said; the outcome says the rest.
    const files = new Map(change.files.map((file) => [file.path, file]));
    const certain = observations.filter((observation) => needsNoBase(observation, files));
    return stand({ ...standing, observations: certain, before: async () => [] });
  }

  /** The same validator's view of these files as they were at the base, whole; of those that it may look at. */
  async #before(paths: readonly RepoPath[]): Promise<readonly Observation[]> {
    const { change, policy, validator } = this.#proving;
    const files: ChangedFile[] = [];
    for (const path of paths) {
      if (this.#coverage(path) !== null) continue;
      const file = await asAdded(change.base, path);
      if (file && validator.appliesTo(file, policy.own) === true) files.push(file);
    }
    const answer = await this.#judge({ ...change, base: EMPTY_TREE, head: change.base, files }, files);
    return answer?.observations ?? [];
  }
}

const NOTHING = {
  kind: 'completed',
  observations: [],
  failed: new Map<RepoPath, string>(),
  notes: [],
} as const;

const EMPTY_TREE: Tree = {
  id: null,
  list: async () => [],
  entry: async () => undefined,
  bytes: async () => ({ kind: 'unreadable', reason: 'nothing is in an empty tree' }),
};

async function asAdded(tree: Tree, path: RepoPath): Promise<ChangedFile | null> {
  const head = await tree.entry(path);
  if (!head) return null;
  const count = await linesOf(tree, path);
  const hunks = count > 0 ? [{ start: 1, count }] : [];
  return { path, status: 'added', base: null, head, origin: null, hunks, exempt: null };
}

async function linesOf(tree: Tree, path: RepoPath): Promise<number> {
  const text = await textOf(tree, path);
  return text ? text.split('\n').length : 0;
}

/** Null for what is no file, or cannot be read: a report then has no snippet, and the judge says why. */
async function textOf(tree: Tree, path: RepoPath): Promise<string | null> {
  const entry = await tree.entry(path);
  if (!entry || entry.mode === 'submodule') return null;
  const blob = await tree.bytes(entry.oid);
  return blob.kind === 'bytes' ? decode(blob.bytes).text : null;
}

function needsNoBase(observation: Observation, files: ReadonlyMap<RepoPath, ChangedFile>): boolean {
  const file = files.get(observation.at.path);
  const renamed = file?.base === null && file.origin !== null;
  return !observation.wholeFile && file !== undefined && !renamed && isTouched(files, observation);
}

function handlingOf(path: RepoPath, { failure, failed }: Proceedings): Handling {
  if (failure) return { kind: 'failed', reason: failure.message };
  const reason = failed.get(path);
  return reason === undefined ? { kind: 'judged' } : { kind: 'failed', reason };
}

function entryOf(handled: ReadonlyMap<RepoPath, Handling>, path: RepoPath): [RepoPath, Handling][] {
  const handling = handled.get(path);
  return handling ? [[path, handling]] : [];
}

/** A validator that the policy does not know is required: nothing is let off by being unknown. */
function isRequired(policy: Policy, validator: Validator): boolean {
  return policy.validators.get(validator.id)?.required ?? true;
}
