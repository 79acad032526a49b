/** Judges paths of a real change, as the judge process would. */
import type { Observation } from '../../../../src/domain/finding.ts';
import type { Judgement } from '../../../../src/domain/validator.ts';
import { paths } from '../../../../src/prove/validators/paths/paths.ts';
import { computedFacts } from '../../../support/facts.ts';
import { TestRepository, type Content, type Contents } from '../../../support/repository.ts';

export const link = (target: string | Uint8Array): Content => ({ mode: '120000', content: target });

export async function judge(base: Contents, head: Contents): Promise<Judgement> {
  const repository = new TestRepository();
  const from = repository.commit(base);
  const change = await repository.between(from, repository.commit(head, { parents: [from] }));
  const judgePaths = await paths.load();
  const facts = computedFacts();
  const files = change.files.filter((file) => paths.appliesTo(file) === true);
  const { base: was, head: is, files: changed } = change;
  return judgePaths({ base: was, head: is, files, changed, sees: () => true, facts, at: () => undefined });
}

/** `<rule> <path>` of each observation, without the validator's name. */
export async function found(base: Contents, head: Contents): Promise<string[]> {
  return (await judge(base, head)).observations.map(short).sort();
}

function short({ rule, at }: Observation): string {
  return `${rule.replace('paths/', '')} ${at.path}`;
}
