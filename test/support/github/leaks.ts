/** A token, searched for in every byte that a step leaves behind or sends. */
import fs from 'node:fs';
import path from 'node:path';
import { spellings } from '../spellings.ts';
import type { Github } from './github.ts';
import type { GithubStep } from './step.ts';

/** The token's spellings of which at least eight characters were found; none is as it should be. */
export function leaksOf(github: Github, step: GithubStep, token = github.token): string[] {
  const said = everything(github, step);
  // Pieces, so that what is cut is found as well.
  return spellings(token).filter((text) =>
    Array.from({ length: text.length - 7 }, (_, at) => text.slice(at, at + 8)).some((piece) =>
      said.includes(piece),
    ),
  );
}

/** Log, summary, outputs, every file that is left, and every request but for its header. */
function everything(github: Github, step: GithubStep): string {
  const files = fs
    .readdirSync(step.temp, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(step.temp, name))
    .filter((file) => fs.lstatSync(file).isFile())
    .map((file) => fs.readFileSync(file, 'latin1'));
  const sent = [...github.requests, ...github.gitRequests].map(({ headers, ...rest }) => {
    const { authorization: _, ...others } = headers;
    return JSON.stringify({ ...rest, others });
  });
  const outputs = JSON.stringify(step.outputs);
  return [step.stdout, step.stderr, step.summary, outputs, ...files, ...sent].join('\n');
}
