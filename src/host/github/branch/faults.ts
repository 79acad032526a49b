/** What GitHub refuses, in the words of whoever publishes. */
import { done, type Done } from '../../../domain/branch.ts';
import type { Fault } from '../../../domain/fault.ts';
import type { Answer, Fault as ApiFault, FaultKind } from '../api/api.ts';

const KINDS: Readonly<Record<FaultKind, Fault['kind']>> = {
  unauthorised: 'forbidden',
  forbidden: 'forbidden',
  absent: 'absent',
  conflict: 'invalid',
  invalid: 'invalid',
  limited: 'unavailable',
  unavailable: 'unavailable',
};

/** The sentence ends with GitHub's own words where it gave a reason: a rule of the branch, say. They are untrusted. */
export function faultFrom({ kind, message, said }: ApiFault): Fault {
  const reason = said === '' || kind === 'unavailable' ? '' : ` GitHub says: ${said.slice(0, 300)}`;
  return { kind: KINDS[kind], message: `${message}${reason}` };
}

export function doneFrom<T, U>(answer: Answer<T>, read: (data: T) => U): Done<U> {
  return answer.ok ? done(read(answer.data)) : { ok: false, fault: faultFrom(answer.fault) };
}
