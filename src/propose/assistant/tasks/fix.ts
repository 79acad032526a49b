/** The task `fix`: findings of one file that lie near each other, and edits of the lines around them. */
import type { Change } from '../../../domain/change.ts';
import { reaches, type Finding } from '../../../domain/finding.ts';
import type { RepoPath } from '../../../domain/path.ts';
import { groupBy } from '../../../kit/group-by.ts';
import { excerptOf } from '../excerpt.ts';
import { adviceOn, findingsPart } from '../findings.ts';
import { isOpen } from '../open.ts';
import { readEdits } from '../reply.ts';
import { FULL, type AssistantTask, type EditReply, type Piece } from '../task.ts';

/** Findings of one question lie within this many lines, so that all of them have something around them. */
const MAX_SPAN = 150;

/** Those that no edit of the file's text mends: a name, a copy of another file, a hidden secret, the gate itself. */
const NOT_FOR_EDITS: ReadonlySet<string> = new Set(['paths', 'duplication', 'secrets', 'tampering']);

type Findings = readonly [Finding, ...Finding[]];

export const fix: AssistantTask = {
  id: 'fix',
  pieces: (scene) => {
    const isLeft = isOpen(scene);
    const mendable = scene.author.findings.filter((finding) => isLeft(finding) && isForEdits(finding));
    const units = [...groupBy(mendable, ({ at }) => at.path).values()].flatMap(cut);
    const errorsFirst = units.sort((a, b) => Number(hasError(b)) - Number(hasError(a)));
    return errorsFirst.map((unit) => pieceOf(unit, scene.change));
  },
};

function isForEdits({ severity, validator, wholeFile }: Finding): boolean {
  return reaches(severity, 'warning') && !wholeFile && !NOT_FOR_EDITS.has(validator);
}

function hasError(unit: Findings): boolean {
  return unit.some(({ severity }) => severity === 'error');
}

function cut(findings: readonly Finding[]): Findings[] {
  const units: [Finding, ...Finding[]][] = [];
  for (const finding of [...findings].sort((a, b) => a.at.line - b.at.line)) {
    const last = units.at(-1);
    const isNear = last !== undefined && finding.at.endLine - last[0].at.line < MAX_SPAN;
    if (isNear && last.length < FULL.findings) last.push(finding);
    else units.push([finding]);
  }
  return units;
}

function pieceOf(unit: Findings, { head }: Change): Piece {
  const path: RepoPath = unit[0].at.path;
  return {
    show: async ({ lines, findings: most }) => {
      const findings = unit.slice(0, most);
      const [first, last] = [unit[0].at.line, Math.max(...findings.map(({ at }) => at.endLine))];
      const excerpt = await excerptOf(head, { path, first, last }, lines);
      if (!excerpt) return null;
      const { from, to, shown } = excerpt;
      const context = { excerpts: [excerpt], addresses: findings, title: `Mend ${unit[0].rule}` };
      return {
        path,
        from,
        to,
        parts: [findingsPart(excerpt, findings), { tag: 'file', text: shown }],
        request: ['Mend these findings. What their rules advise:', ...adviceOn(findings)].join('\n'),
        read: (value) => readEdits(value as EditReply, context),
      };
    },
  };
}
