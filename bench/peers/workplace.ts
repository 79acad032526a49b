/** A throw-away clone with a work tree at one commit, in which tools are measured. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const SCRIPT = /\.([cm]?[jt]s|[jt]sx)$/;
const BIG = { maxBuffer: 1 << 30 } as const;

export class Workplace {
  readonly dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-bench-'));
  readonly commit: string;

  /** `source` is a checkout or a bare repository; without a commit the newest of ten changed files is taken. */
  constructor(source: string, commit?: string) {
    process.on('exit', () => fs.rmSync(this.dir, { recursive: true, force: true }));
    this.git('clone', '--quiet', '--no-checkout', path.resolve(source), '.');
    this.commit = this.git('rev-parse', '--verify', `${commit ?? this.#newestOfTen()}^{commit}`);
    this.git('-c', 'advice.detachedHead=false', 'checkout', '--quiet', this.commit);
  }

  git(...args: string[]): string {
    return this.feed(args).toString('utf8').trim();
  }

  /** Runs git with this on its standard input. */
  feed(args: readonly string[], input?: string | Uint8Array): Buffer {
    const ran = spawnSync('git', args, { cwd: this.dir, input, ...BIG });
    if (ran.status !== 0) throw new Error(`git ${args[0]}: ${ran.stderr.toString().slice(0, 500)}`);
    return ran.stdout;
  }

  /** Runs what prepares the clone as its developers do, such as an installation; its failure ends the bench. */
  prepare(command: string): void {
    const ran = spawnSync(command, { cwd: this.dir, shell: true, encoding: 'utf8', ...BIG });
    if (ran.status !== 0) throw new Error(`${command}: exit ${ran.status}: ${ran.stderr.slice(-500)}`);
  }

  /** The scripts that the commit adds or changes. */
  changedScripts(): string[] {
    const listed = this.git(
      'diff',
      '--name-only',
      '--no-renames',
      '--diff-filter=d',
      `${this.commit}^`,
      this.commit,
    );
    return listed.split('\n').filter((file) => SCRIPT.test(file));
  }

  #newestOfTen(): string {
    const log = this.git('log', '--no-merges', '--no-renames', '-n5000', '--format=%x00%H', '--name-only');
    for (const entry of log.split('\0')) {
      const [commit = '', ...files] = entry.split('\n').filter(Boolean);
      if (files.length === 10 && files.filter((file) => SCRIPT.test(file)).length >= 8) return commit;
    }
    throw new Error('none of the newest 5,000 commits changes ten files, eight of them scripts; name one.');
  }
}
