/** The task `generate`: what somebody with write access asks for, and the code that it is about. */
import type { Instruction } from '../../../domain/consent.ts';
import { repoPath, type RepoPath } from '../../../domain/path.ts';
import type { Edit } from '../../../domain/proposal.ts';
import type { Stretch } from '../excerpt.ts';
import { materialFor, packed } from './generate/material.ts';
import { placeParts, placesOf, readPlaced } from '../places.ts';
import type { Context } from '../reply.ts';
import { FULL, type AssistantTask, type EditReply, type Piece, type Reading, type Scene } from '../task.ts';

/** What the schema of prompts/generate asks for. */
interface GenerateReply extends EditReply {
  readonly files?: readonly { readonly path: string; readonly text: string }[];
}

/** Questions of one instruction: one that concerns more code names the files that it means. */
const MOST_PARTS = 5;

export const generate: AssistantTask = {
  id: 'generate',
  pieces: async (scene) => {
    const pieces = scene.instructions.map(async (instruction) => {
      const packs = await materialFor(instruction.text, scene, FULL.lines);
      const asked = packs
        .slice(0, MOST_PARTS)
        .map((stretches, at) => pieceOf({ scene, instruction, stretches, part: [at + 1, packs.length] }));
      // What could not be shown is counted with what was not asked, and not passed over.
      const isAll = asked.length > 0 && asked.length === packs.length;
      return isAll ? asked : [...asked, { show: async () => null }];
    });
    return (await Promise.all(pieces)).flat();
  },
};

interface Portion {
  readonly scene: Scene;
  readonly instruction: Instruction;
  readonly stretches: readonly Stretch[];
  /** Which of how many. */
  readonly part: readonly [number, number];
}

function pieceOf(portion: Portion): Piece {
  const { change } = portion.scene;
  const ours = new Set(change.files.map(({ path }) => path));
  const mayEdit = (path: RepoPath) => ours.has(path);
  return {
    show: async ({ lines }) => {
      const some = packed(portion.stretches, lines)[0] ?? [];
      const places = await placesOf(change.head, some, lines);
      const [first] = places ?? [];
      if (!places || !first) return null;
      const { path, from, to } = first;
      const context = { excerpts: places, addresses: [], title: 'Write what was asked for' };
      return {
        path,
        from,
        to,
        parts: [{ tag: 'instruction', text: portion.instruction.text }, ...placeParts(places, mayEdit)],
        request: requestFor(portion),
        read: (value) => readGenerated(value as GenerateReply, context, mayEdit),
      };
    },
  };
}

function requestFor({ scene: { policy }, part: [part, parts] }: Portion): string {
  const { allow } = policy;
  const files = allow.includes('new-files') ? 'It may take new files.' : 'It takes no new files.';
  const tests = allow.includes('tests') ? 'It may take tests.' : 'It takes no tests.';
  const portion =
    parts === 1
      ? ''
      : ` This is part ${part} of ${parts} of the code: do what concerns it, and leave the others.`;
  return `Do what the instruction asks for. ${files} ${tests}${portion}`;
}

function readGenerated(
  reply: GenerateReply,
  context: Context,
  mayEdit: (path: RepoPath) => boolean,
): Reading {
  const created = (reply.files ?? []).filter(({ text }) => text.trim() !== '').map(fileOf);
  const reading = readPlaced(reply, context, mayEdit);
  const [first, ...rest] = created;
  if (!first || reading.kind === 'discarded' || reading.kind === 'notes') return reading;
  if (reading.kind === 'offer') {
    const [edit, ...edits] = reading.patch;
    return { ...reading, patch: [edit, ...edits, ...created] };
  }
  const { summary, confidence: stated } = reply;
  return {
    kind: 'offer',
    title: summary.trim() || context.title,
    addresses: [],
    patch: [first, ...rest],
    stated,
  };
}

/** Where it may lie is for the bounds of the trial to say. */
function fileOf({ path, text }: { readonly path: string; readonly text: string }): Edit {
  return {
    path: repoPath(path),
    start: 0,
    end: 0,
    expect: '',
    replace: `${text.trimEnd()}\n`,
    creates: true,
  };
}
