/** Judges paths of a real change, as the judge process would. */
import type { Observation } from '../../../../src/domain/finding.ts';
import type { Judgement } from '../../../../src/domain/validator.ts';
import { paths } from '../../../../src/prove/validators/paths/paths.ts';
import { TestRepository, type Content, type Contents } from '../../../support/repository.ts';

export const link = (target: string | Uint8Array): Content => ({ mode: '120000', content: target });

export async function judge(base: Contents, head: Contents): Promise<Judgement> {
  const repository = new TestRepository();
  const from = repository.commit(base);
  const change = await repository.between(from, repository.commit(head, { parents: [from] }));
  const judgePaths = await paths.load();
  const facts = { get: async <T>(_kind: string, _oid: string, compute: () => Promise<T> | T) => compute() };
  const files = change.files.filter((file) => paths.appliesTo(file) === true);
  return judgePaths({ base: change.base, head: change.head, files, facts, at: () => undefined });
}

/** `<rule> <path>` of each observation, without the validator's name. */
export async function found(base: Contents, head: Contents): Promise<string[]> {
  return (await judge(base, head)).observations.map(short).sort();
}

function short({ rule, at }: Observation): string {
  return `${rule.replace('paths/', '')} ${at.path}`;
}
