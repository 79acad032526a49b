/** The task `refactor`: a copy and what it repeats, and edits that leave one of them. */
import { displayPath, type RepoPath } from '../../../domain/path.ts';
import { reaches, type Finding, type Place } from '../../../domain/finding.ts';
import { isTest } from '../../../kit/protected-path.ts';
import { adviceOn, findingsPart } from '../findings.ts';
import { isOpen } from '../open.ts';
import { placeParts, placesOf, readPlaced } from '../places.ts';
import type { AssistantTask, EditReply, Piece, Scene } from '../task.ts';

/** Of what stands in more places, one helper is more than one question can be about. */
const MOST_OTHERS = 3;

export const refactor: AssistantTask = {
  id: 'refactor',
  pieces: (scene) => {
    const isLeft = isOpen(scene);
    const mayBeShown = ({ path }: Place) => scene.protection(path) === null && !isTest(path);
    const copies = scene.author.findings.filter(
      (finding) => isLeft(finding) && isCopy(finding) && finding.related?.every(mayBeShown),
    );
    return copies.map((finding) => pieceOf(finding, scene));
  },
};

function isCopy({ validator, severity, related = [] }: Finding): boolean {
  if (validator !== 'duplication' || !reaches(severity, 'warning')) return false;
  return related.length > 0 && related.length <= MOST_OTHERS;
}

function pieceOf(finding: Finding, { change }: Scene): Piece {
  const ours = new Set(change.files.map(({ path }) => path));
  const mayEdit = (path: RepoPath) => ours.has(path);
  const stretches = [finding.at, ...(finding.related ?? [])].map(({ path, line, endLine }) => ({
    path,
    first: line,
    last: endLine,
  }));
  return {
    show: async ({ lines }) => {
      const places = await placesOf(change.head, stretches, lines);
      const copy = places?.find(
        ({ path, from, to }) => path === finding.at.path && from <= finding.at.line && finding.at.line <= to,
      );
      if (!places || !copy) return null;
      const title = `Leave one of two copies in ${displayPath(copy.path)}`;
      const context = { excerpts: places, addresses: [finding], title };
      const { path, from, to } = copy;
      return {
        path,
        from,
        to,
        parts: [...placeParts(places, mayEdit), findingsPart(copy, [finding])],
        request: ['Leave one of these copies. What the rule advises:', ...adviceOn([finding])].join('\n'),
        read: (value) => readPlaced(value as EditReply, context, mayEdit),
      };
    },
  };
}
