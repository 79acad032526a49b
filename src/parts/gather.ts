/** Whether parts belong together, and to this change: one for each share, all by this Gatewright, all of one run. */
import type { ChangeIdentity } from '../domain/part.ts';
import type { Tool } from '../domain/report.ts';
import { EnvironmentError } from '../errors.ts';
import type { NamedPart } from './read.ts';

/** What a part has to be of, as the run that merges knows it. */
export interface Expected {
  readonly tool: Tool;
  readonly policy: string;
  readonly change: ChangeIdentity;
}

/** The parts in the order of their shards. Throws an EnvironmentError that names the part which is wrong, or missing. */
export function gather(parts: readonly NamedPart[], expected: Expected): NamedPart[] {
  const byIndex = new Map<number, NamedPart>();
  const [first] = parts;
  if (first === undefined)
    throw new EnvironmentError('There is no part to merge, so nothing was judged: run the shards.');
  const { of } = first.part.shard;
  for (const one of parts) {
    const { shard } = one.part;
    if (shard.of !== of || shard.index > of) {
      throw new EnvironmentError(
        `${one.name} is part ${shard.index} of ${shard.of}, and ${first.name} is one of ${of}: give merge the parts of one run.`,
      );
    }
    const other = byIndex.get(shard.index);
    if (other !== undefined) {
      throw new EnvironmentError(
        `${other.name} and ${one.name} are both part ${shard.index} of ${of}: give merge each part once.`,
      );
    }
    byIndex.set(shard.index, one);
  }
  for (const one of parts) refuseForeign(one, expected);
  refuseMissing(byIndex, of);
  return [...byIndex.values()].sort((a, b) => a.part.shard.index - b.part.shard.index);
}

function refuseForeign({ name, part }: NamedPart, { tool, policy, change }: Expected): void {
  const refuse = (what: string, remedy: string): never => {
    throw new EnvironmentError(`${name} ${what}: ${remedy}.`);
  };
  if (part.tool.digest !== tool.digest) {
    refuse(
      `was made by another Gatewright (${part.tool.version}, ${part.tool.digest.slice(0, 12)})`,
      `shards and merge must be one version (this is ${tool.version}, ${tool.digest.slice(0, 12)})`,
    );
  }
  for (const end of ['base', 'head'] as const) {
    if (part.change[end] === change[end]) continue;
    refuse(
      `is about another ${end} (${shortly(part.change[end])}, not ${shortly(change[end])})`,
      'run the shards and merge for the same commits',
    );
  }
  if (part.policy !== policy) {
    refuse('was judged under another policy', 'give shards and merge the same --config, --only and --skip');
  }
  if (part.change.digest !== change.digest || part.change.files !== change.files) {
    refuse(
      `is about other files (${part.change.files} changed there, ${change.files} here)`,
      'give shards and merge the same selection and the same files, and keep parts out of the working tree',
    );
  }
}

function shortly(commit: string | null): string {
  return commit?.slice(0, 12) ?? 'no commit';
}

function refuseMissing(found: ReadonlyMap<number, unknown>, of: number): void {
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !found.has(index));
  const last = missing.pop();
  if (last === undefined) return;
  const which = missing.length > 0 ? `Parts ${missing.join(', ')} and ${last}` : `Part ${last}`;
  const many = missing.length > 0;
  throw new EnvironmentError(
    `${which} of ${of} ${many ? 'are' : 'is'} missing, so a share of the change was not judged: ` +
      `run ${many ? 'those shards' : 'that shard'} again and give merge all ${of} parts.`,
  );
}
