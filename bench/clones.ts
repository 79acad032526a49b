/**
 * Planted clones: `node bench/clones.ts [--list] SET…`. Each set is a folder with `code/` and `labels.json`: copies of the
 * code's own functions, verbatim, renamed and edited, and controls whose original was taken out. All of `code/` is asked
 * about, as an audit does; counted are the planted files that a clone touches, for at least half of their lines.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Clone, Side } from '../src/kit/clones/clone.ts';
import { findClones } from '../src/kit/clones/find.ts';
import { recordOf } from '../src/kit/clones/record.ts';
import { filesOf, type CorpusFile } from './clone-corpus.ts';

interface Label {
  readonly type: 'type1' | 'type2' | 'type3' | 'control';
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
}

async function clonesOf(files: readonly CorpusFile[]): Promise<Clone[]> {
  const sources = files.map((file, id) => ({ id, language: file.scan.language, record: recordOf(file) }));
  const asked = new Map(sources.map(({ id }) => [id, 'all'] as const));
  const { clones } = await findClones({ sources, asked, read: async (id) => files[id] ?? null });
  return clones;
}

/** Lines of the label that one of the clone's sides covers. */
function covered(side: Side, { line, endLine }: Label): number {
  return Math.max(0, Math.min(side.endLine, endLine) - Math.max(side.startLine, line) + 1);
}

const tally = new Map<string, { planted: number; touched: number; half: number }>();
const list = process.argv.includes('--list');

async function measure(set: string): Promise<void> {
  const { labels } = JSON.parse(fs.readFileSync(path.join(set, 'labels.json'), 'utf8')) as {
    labels: Label[];
  };
  const files = filesOf(path.join(set, 'code'));
  const clones = await clonesOf(files);
  const place = ({ source, startLine, endLine }: Side) => `${files[source]?.path}:${startLine}-${endLine}`;
  for (const label of labels) {
    const sides = clones.flatMap((clone) =>
      [clone.left, clone.right]
        .filter((side) => files[side.source]?.path === label.file && covered(side, label) > 0)
        .map((side) => ({ clone, side })),
    );
    const half = sides.some(({ side }) => covered(side, label) * 2 >= label.endLine - label.line + 1);
    const counts = tally.get(label.type) ?? { planted: 0, touched: 0, half: 0 };
    tally.set(label.type, counts);
    counts.planted++;
    counts.touched += sides.length > 0 ? 1 : 0;
    counts.half += half ? 1 : 0;
    if (!list || half !== (label.type === 'control')) continue;
    console.log(`${label.type}\t${path.join(set, 'code', label.file)}:${label.line}-${label.endLine}`);
    for (const { clone } of sides)
      console.log(
        `\t${clone.kind} ${clone.similarity.toFixed(2)}\t${place(clone.left)}\t${place(clone.right)}`,
      );
  }
}

const sets = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
for (const set of sets) await measure(set);
for (const [type, { planted, touched, half }] of tally)
  console.log(
    `${type}\t${half}/${planted} = ${((100 * half) / planted).toFixed(1)} %\t(touched: ${touched})`,
  );
