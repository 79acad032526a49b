/** Peak memory of a run, by process (Linux): node bench/memory.ts FOLDER -- ARGUMENTS OF GATEWRIGHT */
import path from 'node:path';
import { watch } from './watched.ts';

const CLI = path.join(import.meta.dirname, '../dist/cli.js');
const words = process.argv.slice(process.argv.indexOf('--') + 1);
const ran = await watch([process.execPath, CLI, ...words], { cwd: process.argv[2] ?? '.' });

const mb = (kb: number) => `${Math.round(kb / 1024)} MB`.padStart(8);
for (const { name, kb } of ran.peaks) console.log(`${mb(kb)}  ${name}`);
console.log(`${mb(ran.togetherKb)}  all at once; exit ${ran.code}; ${(ran.ms / 1000).toFixed(1)} s`);
