/** Which Gatewright this is: its version and the digest of its bundle. */
import fs from 'node:fs';
import path from 'node:path';
import type { Tool } from '../domain/report.ts';

/** The folder of the bundle: where this code runs from, or `dist/` beside the source under test. */
export function distDir(): string {
  const here = import.meta.dirname;
  const candidates = [here, path.join(here, '..'), path.join(here, '../../dist')];
  const found = candidates.find((dir) => fs.existsSync(path.join(dir, 'build.json')));
  if (!found) throw new Error(`no build.json at or above ${here}: the bundle is incomplete`);
  return found;
}

/** Reads what the build wrote down about itself. */
export function readTool(): Tool {
  return JSON.parse(fs.readFileSync(path.join(distDir(), 'build.json'), 'utf8')) as Tool;
}
