/** The task `repair`: a file that does not parse, and edits of the lines around the place where its parser stopped. */
import type { Change } from '../../../domain/change.ts';
import type { Finding, RuleId } from '../../../domain/finding.ts';
import { excerptOf } from '../excerpt.ts';
import { adviceOn, findingsPart } from '../findings.ts';
import { isOpen } from '../open.ts';
import { readEdits } from '../reply.ts';
import type { AssistantTask, EditReply, Piece } from '../task.ts';

/** What says of a file that it does not parse, and is sure of it. */
const RULES: ReadonlySet<RuleId> = new Set(['lint/syntax-error', 'lint/types-in-javascript']);

export const repair: AssistantTask = {
  id: 'repair',
  pieces: (scene) => {
    const isLeft = isOpen(scene);
    const broken = scene.author.findings.filter((finding) => RULES.has(finding.rule) && isLeft(finding));
    return broken.map((finding) => pieceOf(finding, scene.change));
  },
};

function pieceOf(finding: Finding, { head }: Change): Piece {
  const { path, line } = finding.at;
  return {
    show: async ({ lines }) => {
      const excerpt = await excerptOf(head, { path, first: line, last: line }, lines);
      if (!excerpt) return null;
      const { from, to, shown } = excerpt;
      const context = { excerpts: [excerpt], addresses: [finding], title: 'Make the file parse' };
      return {
        path,
        from,
        to,
        parts: [findingsPart(excerpt, [finding]), { tag: 'file', text: shown }],
        request: ['Make the file parse. What is advised:', ...adviceOn([finding])].join('\n'),
        read: (value) => readEdits(value as EditReply, context),
      };
    },
  };
}
