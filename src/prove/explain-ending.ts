/** Why a judge process is no more, as a status and a sentence. */
import type { OutcomeStatus } from '../domain/evidence.ts';
import { displayPath, type RepoPath } from '../domain/path.ts';
import { quote } from '../kit/child/capture.ts';
import type { Ending } from '../kit/child/peer.ts';

export interface Failure {
  readonly kind: Exclude<OutcomeStatus, 'completed' | 'off'>;
  readonly message: string;
}

export interface Circumstances {
  readonly validator: string;
  /** The file that it said it was looking at. */
  readonly at: string | null;
  /** Megabytes that its heap may grow to. */
  readonly memory: number;
}

const OUT_OF_MEMORY =
  /heap out of memory|FATAL ERROR:[^\n]*(?:out of memory|Allocation failed)|Array buffer allocation failed/;
const AGAIN =
  'Run again; if it ends so every time, ignore the file for this validator in the policy and report the bug.';
const MORE_TIME = 'Raise time-budget in the policy, or split the change.';

/** A judge that ended while it was expected to report. */
export function explainEnding(ending: Ending, circumstances: Circumstances): Failure {
  const { validator, at, memory } = circumstances;
  if (ending.notStarted !== null) {
    return { kind: 'crashed', message: `${validator} could not be started: ${quote(ending.notStarted)}.` };
  }
  const stderr = ending.stderr.text();
  if (OUT_OF_MEMORY.test(stderr)) {
    const mend = 'Ignore the file for this validator in the policy, or judge fewer files at a time.';
    return {
      kind: 'out-of-memory',
      message: `${validator} ran out of memory (${memory} MB)${where(at)}. ${mend}`,
    };
  }
  const report = ending.midFrame ? 'in the middle of its report' : 'without a report';
  const message = `${validator} ended ${report} (${describe(ending)})${where(at)}. ${AGAIN}${lastWords(stderr)}`;
  return { kind: 'crashed', message };
}

/** A judge that had reported and then did not end as a sound process does: its word does not count. */
export function explainRetraction(ending: Ending, { validator }: Circumstances): string {
  const how = ending.midFrame ? `${describe(ending)}, inside another report` : describe(ending);
  return `${validator} reported and then ended badly (${how}): what it said is not relied on. ${AGAIN}${lastWords(ending.stderr.text())}`;
}

/** A judge that had reported, was dismissed, and stayed. */
export function explainRefusalToEnd({ validator }: Circumstances): string {
  return `${validator} reported and then did not end: what it said is not relied on. ${AGAIN}`;
}

/** A judge that was stopped because it said what no judge says. */
export function explainViolation(problem: string, { validator, at }: Circumstances): Failure {
  const message = `${validator} was stopped${where(at)}: its report cannot be relied on (${quote(problem, 'start')}). ${AGAIN}`;
  return { kind: 'crashed', message };
}

/** A judgement for which the run has no time left. */
export function explainNoTime(validator: string): Failure {
  const message = `${validator} was not started: the run's time budget was spent before its turn. ${MORE_TIME}`;
  return { kind: 'timed-out', message };
}

/** A judge whose time is over. `budget` when the run's own time ended before the validator's. */
export function explainTimeout(limit: number, budget: boolean, { validator, at }: Circumstances): Failure {
  const seconds = `${Number((limit / 1000).toFixed(1))} s`;
  const why = budget ? `the ${seconds} that the run's time budget left it` : `${seconds}, its deadline`;
  const mend = budget ? MORE_TIME : 'Ignore the file for this validator in the policy, or split the change.';
  return {
    kind: 'timed-out',
    message: `${validator} took longer than ${why}, and was stopped${where(at)}. ${mend}`,
  };
}

export function isClean(ending: Ending): boolean {
  return ending.code === 0 && ending.signal === null && !ending.midFrame && ending.notStarted === null;
}

function describe({ code, signal }: Ending): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}

function where(at: string | null): string {
  return at === null ? '' : ` while it looked at ${displayPath(at as RepoPath).slice(0, 300)}`;
}

/** Node prints an error above its stack; V8 and the system say the last thing last. */
function lastWords(stderr: string): string {
  if (stderr.trim() === '') return '';
  const error = stderr.search(/^\w*Error\b.*:/m);
  return ` Its last words: "${error === -1 ? quote(stderr) : quote(stderr.slice(error), 'start')}"`;
}
