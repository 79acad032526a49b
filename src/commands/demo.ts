/** `gatewright demo`: the whole loop on a throw-away pull request, with nothing installed, no key and no network. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { exitCodeOf } from '../domain/verdict.ts';
import { runGate, type Gated } from '../gate.ts';
import { interruptible } from '../host/signals.ts';
import { Git } from '../kit/git/git.ts';
import { diffKept } from '../publish/diff.ts';
import { renderPretty } from '../report/pretty.ts';
import { BASE, HEAD } from './demo-project.ts';
import { environmentFault } from './options.ts';
import { print, terminal } from './output.ts';

/** Returns 0 when the demo could show what it is about, whatever the verdict on its pull request. */
export async function demo(options: { keep?: boolean }): Promise<number> {
  const dir = throwAway();
  try {
    await makeProject(dir);
    return await interruptible(async (signal, onProver) => {
      await print(introduction());
      const selection = { kind: 'commits', base: 'main', head: 'add-discounts', twoDot: false } as const;
      const request = {
        cwd: dir,
        env: process.env,
        selection,
        only: [],
        skip: [],
        onStage: () => {},
        onNote: () => {},
      };
      const gated = await runGate({ ...request, signal, onProver });
      await print(await story(gated));
      return exitCodeOf(gated.report.verdict) === 1 ? 0 : 2;
    });
  } finally {
    if (options.keep) await print(`The throw-away repository: ${dir}\n`);
    else fs.rmSync(dir, { recursive: true, force: true });
  }
}

function throwAway(): string {
  try {
    return fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-demo-')));
  } catch (error) {
    throw environmentFault(`cannot make a folder in ${os.tmpdir()}`, error);
  }
}

async function makeProject(dir: string): Promise<void> {
  const git = new Git({ gitDir: path.join(dir, '.git'), root: dir, env: process.env });
  const commit = async (message: string) => {
    await git.run(['add', '--all']);
    await git.run(['commit', '--quiet', '--message', message], { env: AUTHOR });
  };
  await git.run(['init', '--quiet', '--initial-branch', 'main']);
  writeFiles(dir, BASE);
  await commit('Open the shop');
  await git.run(['checkout', '--quiet', '-b', 'add-discounts']);
  writeFiles(dir, HEAD);
  await commit('Add discounts');
}

const AUTHOR = {
  GIT_AUTHOR_NAME: 'An agent',
  GIT_AUTHOR_EMAIL: 'agent@example.com',
  GIT_COMMITTER_NAME: 'An agent',
  GIT_COMMITTER_EMAIL: 'agent@example.com',
};

function writeFiles(dir: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    fs.writeFileSync(path.join(dir, file), text);
  }
}

function introduction(): string {
  const lines = Object.entries(HEAD).flatMap(([file, text]) => [
    file,
    ...text
      .trimEnd()
      .split('\n')
      .map((line, at) => `${String(at + 1).padStart(4)} | ${line}`),
  ]);
  return `${heading('A pull request, as an agent would write it')}${lines.join('\n')}\n\n`;
}

async function story({ report, kept }: Gated): Promise<string> {
  const fates = report.trials.map(({ proposal, fate }) => {
    const reason = fate.kind === 'kept' ? 'the finding is gone, nothing new stands' : fate.reason;
    return `  ${fate.kind.padEnd(12)} ${proposal.title}\n               ${reason}\n`;
  });
  return [
    heading('The verdict'),
    `${renderPretty(report, terminal())}\n`,
    heading('The proposals, each tried in a tree of its own under the same proof'),
    `${fates.join('')}\n`,
    heading('What was kept, as a patch'),
    `${await diffKept(report.change.head, kept)}\n`,
    heading('Your own repository'),
    `From inside it, equally without install:\n\n  node ${process.argv[1] ?? 'dist/cli.js'} check\n`,
  ].join('');
}

const heading = (text: string): string => `${text}\n${'-'.repeat(text.length)}\n\n`;
