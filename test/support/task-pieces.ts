/** One task of the assistant over a change in memory: what each of its questions shows, and what it makes of a reply. */
import type { Instruction } from '../../src/domain/consent.ts';
import type { Finding } from '../../src/domain/finding.ts';
import type { AssistantPolicy } from '../../src/domain/policy.ts';
import { protectionOf } from '../../src/kit/protection.ts';
import type { AssistantTask, Extent, Reading, Sheet } from '../../src/propose/assistant/task.ts';
import { policyFor } from './policy.ts';
import { changeOf, treeOf, type Files } from './trees.ts';

interface Scenery {
  readonly base?: Files;
  readonly head: Files;
  readonly hunks?: Record<string, [number, number][]>;
  readonly findings?: readonly Finding[];
  readonly instructions?: readonly string[];
  readonly policy?: Partial<AssistantPolicy>;
  readonly extent?: Extent;
  /** Globs that the policy protects. */
  readonly protects?: readonly string[];
}

export interface Asked {
  /** Null for what cannot be shown. */
  readonly sheet: Sheet | null;
  read(reply: unknown): Promise<Reading | undefined>;
}

/** Every piece of the task, in order. */
export async function askTask(task: AssistantTask, scenery: Scenery): Promise<Asked[]> {
  const { base = {}, head, hunks, findings = [], instructions = [], policy, extent } = scenery;
  const pieces = await task.pieces({
    change: await changeOf(base, head, hunks),
    maintained: treeOf({}),
    author: { outcomes: [], findings },
    proposals: [],
    policy: { ...policyFor({}).assistant, ...policy },
    protection: protectionOf(policyFor({}, { protected: scenery.protects ?? [] })),
    instructions: instructions.map((text): Instruction => ({ text, by: 'ada', url: '' })),
  });
  return Promise.all(
    pieces.map(async (piece) => {
      const sheet = await piece.show(extent ?? { lines: 200, findings: 10 });
      return { sheet, read: async (reply: unknown) => sheet?.read(reply) };
    }),
  );
}

/** The text of a part of what is shown; empty where there is none of that name. */
export function partOf({ sheet }: Asked, tag: string): string {
  return sheet?.parts.find((part) => part.tag === tag)?.text ?? '';
}
