/** The real validators and standings, in this process: for tests of trials that need true fixes, and no judge's process. */
import type { Change } from '../../src/domain/change.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { comparePaths } from '../../src/domain/path.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Facts, Prove, Validator } from '../../src/domain/validator.ts';
import { prove } from '../../src/prove/prove.ts';
import { openSight } from '../../src/prove/scope.ts';
import type { Seat } from '../../src/prove/seat.ts';
import { memoryShelves } from './facts.ts';

const facts = (): Facts => {
  const known = new Map<string, Promise<unknown>>();
  return {
    get: <T>(kind: string, oid: string, compute: () => Promise<T> | T): Promise<T> => {
      const key = `${kind}\n${oid}`;
      const value = known.get(key) ?? Promise.resolve().then(compute);
      known.set(key, value);
      return value as Promise<T>;
    },
    shelf: memoryShelves(),
  };
};

/** A prover with these validators, one after another; facts are kept from one tree to the next. */
export function inProcessProver(validators: readonly Validator[], policy: Policy): Prove {
  const shared = facts();
  const seatOf = (validator: Validator): Pick<Seat, 'judge'> => ({
    judge: async ({ change, files, sight }) => {
      const judge = await validator.load();
      const judgement = await judge({
        base: change.base,
        head: change.head,
        files,
        changed: change.files,
        sees: openSight(sight),
        facts: shared,
        at: () => {},
      });
      return { answer: { kind: 'completed', ...judgement }, judge: null };
    },
  });
  return async (change: Change): Promise<Evidence> => {
    const proofs = [];
    for (const validator of validators) {
      proofs.push(await prove({ validator, policy, change, seat: seatOf(validator) as Seat }));
    }
    const findings = proofs.flatMap((proof) => proof.findings);
    findings.sort(
      (a, b) => comparePaths(a.at.path, b.at.path) || a.at.line - b.at.line || a.at.column - b.at.column,
    );
    return { outcomes: proofs.map((proof) => proof.outcome), findings };
  };
}
