/** The task `tests`: functions that a change adds and no test names, and tests of them where the repository would put them. */
import type { Confidence } from '../../../domain/finding.ts';
import { displayPath } from '../../../domain/path.ts';
import type { Tree } from '../../../domain/tree.ts';
import { visible } from '../../../kit/visible.ts';
import { excerptOf } from '../excerpt.ts';
import { placeParts, placesOf } from '../places.ts';
import { sourceOf } from '../source-of.ts';
import type { AssistantTask, Part, Piece, Reading } from '../task.ts';
import type { AddedFunction } from './tests/added.ts';
import { untestedIn, type Untested } from './tests/untested.ts';
import { newFile, woven, type Written } from './tests/weave.ts';

/** What the schema of prompts/tests asks for. */
interface TestsReply extends Written {
  readonly summary: string;
  readonly confidence: Confidence;
}

/** Of the lines of a question, this share goes to the test that shows the manner. */
const FOR_SAMPLE = 0.4;
/** Of the others, so many are for imports and for what stands around a function. */
const FOR_THE_REST = 50;

const MAX_NAME = 200;

export const tests: AssistantTask = {
  id: 'tests',
  pieces: async (scene) => {
    if (!scene.policy.allow.includes('tests')) return [];
    return (await untestedIn(scene)).map((untested) => pieceOf(untested, scene.change.head));
  },
};

function pieceOf(untested: Untested, head: Tree): Piece {
  const { source: path, functions, place } = untested;
  return {
    show: async ({ lines, findings: most }) => {
      const forSample = Math.floor(lines * FOR_SAMPLE);
      const some = fitting(functions.slice(0, most), lines - forSample - FOR_THE_REST);
      const stretches = some.map(({ line, endLine }) => ({ path, first: line, last: endLine }));
      const sources = await placesOf(head, stretches, lines - forSample);
      const sample = await excerptOf(head, { path: place.sample, first: 1, last: 1 }, forSample);
      const [first, last] = [sources?.at(0), sources?.at(-1)];
      if (!sources || !first || !last || !sample) return null;
      return {
        path,
        from: first.from,
        to: last.to,
        parts: [functionsPart(some, untested), ...placeParts([...sources, sample], () => false)],
        request: requestFor(untested),
        read: (value) => readTests(value as TestsReply, untested, head),
      };
    },
  };
}

/** As many as these lines can show, and one at least. */
function fitting(functions: readonly AddedFunction[], most: number): AddedFunction[] {
  let left = most;
  return functions.filter(({ line, endLine }, at) => (left -= endLine - line + 1) >= 0 || at === 0);
}

function functionsPart(functions: readonly AddedFunction[], { place }: Untested): Part {
  const list = functions.map(({ owner, name, line }) => {
    // A name may be a string of any length.
    const called = visible(`${owner && `${owner}.`}${name}`).slice(0, MAX_NAME);
    return `line ${line}: ${called}`;
  });
  return { tag: 'functions', text: [`tests go to ${visible(displayPath(place.path))}`, ...list].join('\n') };
}

function requestFor({ place }: Untested): string {
  const where =
    place.path === place.sample
      ? 'They are added to the file whose beginning is the last place.'
      : 'They become a new file; the last place is a test of this repository, for its manner.';
  return `Write tests for the functions that are listed. ${where}`;
}

async function readTests(reply: TestsReply, { place }: Untested, head: Tree): Promise<Reading> {
  if (reply.tests.trim() === '') return { kind: 'declined' };
  const written = { imports: reply.imports.flatMap((line) => line.split(/\r?\n/)), tests: reply.tests };
  const { path } = place;
  const text = path === place.sample ? await sourceOf(head, path) : null;
  const patch = text === null ? newFile(path, written) : woven(path, text, written);
  const title = reply.summary.trim() || 'Test what the change adds';
  return { kind: 'offer', title, addresses: [], patch, stated: reply.confidence };
}
