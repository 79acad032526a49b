/** `gatewright blame FILE:LINE`: which proposal, prompt, model and proof stand behind a line of code. */
import path from 'node:path';
import { UserError } from '../errors.ts';
import { blameLine, messageOf, noteOf, notesWith, type Blamed } from '../kit/git/blame.ts';
import type { Git } from '../kit/git/git.ts';
import { NOTES } from '../publish/notes.ts';
import { isShallow, openRepository } from '../read/repository.ts';
import { proposalsIn, trailersIn } from '../report/audit/note.ts';
import type { ProposalLine } from '../report/audit/schema.ts';
import { renderBlame, renderBlameJson, type Blameable } from '../report/blame.ts';
import { workingFolder } from './judge-here.ts';
import { print } from './output.ts';

/** Prints the answer and returns 0; UserError for a place that is none. */
export async function blame(place: string, { format }: { readonly format: string }): Promise<number> {
  const { file, line } = placeOf(place);
  const repository = await openRepository(workingFolder(), process.env);
  try {
    if (repository.kind === 'folder' || repository.root === null)
      throw new UserError('blame needs a git repository with working files: go into one.');
    const { git, root, cwd } = repository;
    const blamed = await blamedAt(git, { file, line, within: withinOf(root, path.resolve(cwd, file)) });
    const cutOff = blamed.boundary && (await isShallow(repository));
    const answer = { file, line, cutOff, ...(await behind(git, blamed)) };
    await print(format === 'json' ? renderBlameJson(answer) : renderBlame(answer));
    return 0;
  } finally {
    await repository.close();
  }
}

interface Place {
  readonly file: string;
  readonly line: number;
}

function placeOf(place: string): Place {
  const [, file, digits] = /^(.+):(\d{1,9})$/s.exec(place) ?? [];
  const line = Number(digits);
  if (file === undefined || line === 0)
    throw new UserError(`${JSON.stringify(place)} is no line of a file: write it like src/app.ts:12.`);
  return { file, line };
}

/** The file from the top of the work tree, as git names it. */
function withinOf(root: string, file: string): string {
  const way = path.relative(root, file);
  if (way === '' || way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way))
    throw new UserError(`${JSON.stringify(file)} is not a file of this repository.`);
  return way.split(path.sep).join('/');
}

async function blamedAt(git: Git, place: Place & { readonly within: string }): Promise<Blamed> {
  const { file, line, within } = place;
  const found = await blameLine(git, within, line);
  if (found.kind === 'blamed') return found.blamed;
  if (found.kind === 'missing')
    throw new UserError(`No commit of this branch has a file ${JSON.stringify(file)}.`);
  if (found.kind === 'gone')
    throw new UserError(
      `The working tree has no file ${JSON.stringify(file)} now, and that is what is read.`,
    );
  if (found.kind === 'uncommitted')
    throw new UserError(`${file}:${line} is not committed yet, so nobody has answered for it.`);
  throw new UserError(`${file} has only ${found.lines} ${found.lines === 1 ? 'line' : 'lines'}.`);
}

type Behind = Omit<Blameable, keyof Place | 'cutOff'>;

async function behind(git: Git, blamed: Blamed): Promise<Behind> {
  const { commit, author, date, summary } = blamed;
  const trailers = trailersIn(await messageOf(git, commit));
  const told = { commit, author, date, summary, trailers };
  const own = proposalsIn(await noteOf(git, NOTES, commit));
  if (own.length > 0) return { ...told, from: 'note', proposals: concerned(own, blamed) };
  const keys = new Set(trailers.proposal);
  const noted = proposalsIn(await notesWith(git, NOTES, trailers.proposal)).filter(({ key }) =>
    keys.has(key),
  );
  if (noted.length > 0)
    return { ...told, from: 'older-note', proposals: concerned(noted, { file: blamed.file }) };
  return { ...told, from: isNamed(trailers) ? 'message' : 'nobody', proposals: [] };
}

const isNamed = (trailers: Behind['trailers']): boolean =>
  Object.values(trailers).some((values) => values.length > 0);

/** Those that wrote the line; where none says so, those of the file; where none is of the file, all. */
function concerned(
  proposals: readonly ProposalLine[],
  { file, line }: { readonly file: string; readonly line?: number },
): readonly ProposalLine[] {
  const ofFile = proposals.filter(({ files }) => files.includes(file));
  const ofLine = ofFile.filter(({ lines }) =>
    lines.some(
      ({ path: name, from, to }) => name === file && line !== undefined && from <= line && line <= to,
    ),
  );
  return [ofLine, ofFile].find((some) => some.length > 0) ?? proposals;
}
