/** A process of its own that applies files until it is killed: argv holds the root and how many files it has. */
import { repoPath } from '../../../src/domain/path.ts';
import { applyKept } from '../../../src/publish/apply.ts';
import { treeOf } from '../../support/trees.ts';
import { newText, oldText } from './killed.ts';

const [root, count] = [process.argv[2] ?? '', Number(process.argv[3])];
const names = Array.from({ length: count }, (_, n) => `src/f${n}.ts`);
const kept = new Map(names.map((name, n) => [repoPath(name), Buffer.from(newText(n))]));
const judged = treeOf(Object.fromEntries(names.map((name, n) => [name, oldText(n)])));
const receipt = await applyKept({ root, kept, judged });
process.stdout.write(`${JSON.stringify(receipt)}\n`);
