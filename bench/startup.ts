/** How much longer `--help` takes than bare Node: medians of alternating runs. node bench/startup.ts [RUNS] */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const CLI = path.join(import.meta.dirname, '../dist/cli.js');
const runs = Number(process.argv[2] ?? 21);

function time(args: readonly string[]): number {
  const started = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - started;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

const bare: number[] = [];
const help: number[] = [];
for (let run = 0; run < runs; run++) {
  bare.push(time(['-e', '0']));
  help.push(time([CLI, '--help']));
}
const [node, cli] = [median(bare), median(help)];
console.log(
  `node -e 0: ${node.toFixed(0)} ms   --help: ${cli.toFixed(0)} ms   difference: ${(cli - node).toFixed(0)} ms`,
);
