/** One throw-away project on disk: somebody changes it, the bundle mends it, and its own tests judge what is left. */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const CLI = path.join(import.meta.dirname, '../../dist/cli.js');

export interface Reported {
  readonly findings: readonly { readonly standing: string; readonly severity: string }[];
  readonly proposals: readonly {
    readonly source: string;
    readonly fate: string;
    readonly reason: string | null;
    readonly tried?: readonly unknown[];
  }[];
  readonly assistant?: { readonly tasks: readonly { readonly end: string; readonly message: string }[] };
}

type Files = Readonly<Record<string, string>>;

const open = new Set<Workplace>();
process.on('exit', () => open.forEach((place) => place.clear()));

export class Workplace {
  readonly #dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-bench-'));

  /** The files are the base, as a commit. */
  constructor(files: Files) {
    open.add(this);
    for (const [file, text] of Object.entries(files)) this.write(file, text);
    const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com'];
    for (const args of [
      ['init', '-q', '-b', 'main'],
      ['add', '-A'],
      [...identity, 'commit', '-q', '-m', 'base'],
    ])
      spawnSync('git', args, { cwd: this.#dir });
  }

  write(file: string, text: string): void {
    const whole = path.join(this.#dir, file);
    fs.mkdirSync(path.dirname(whole), { recursive: true });
    fs.writeFileSync(whole, text);
  }

  /** In whichever source or test has the text; nothing happens where none has. */
  replace(files: Files, find: string, replace: string): void {
    for (const file of Object.keys(files)) {
      const text = fs.readFileSync(path.join(this.#dir, file), 'utf8');
      if (text.includes(find))
        return this.write(
          file,
          text.replace(find, () => replace),
        );
    }
  }

  /** Proposals for what was changed since the base, tried and applied. */
  async mend(env: Readonly<Record<string, string>>): Promise<Reported> {
    const args = ['fix', '--assistant', '--apply', '--script', 'node --test', '--format', 'json'];
    return JSON.parse((await this.#node([CLI, ...args], env)).stdout) as Reported;
  }

  /** The base's tests pass, nothing is new to any validator, and no test was touched. */
  async isGood(base: Files): Promise<boolean> {
    const judged = await this.#node([CLI, 'check', '--format', 'json']);
    const { findings } = JSON.parse(judged.stdout) as Reported;
    if (findings.some(({ standing }) => standing === 'new' || standing === 'suppressed')) return false;
    const tests = Object.entries(base).filter(([file]) => file.startsWith('test/'));
    for (const [file, text] of tests) {
      if (fs.readFileSync(path.join(this.#dir, file), 'utf8') !== text) return false;
    }
    return (await this.#node(['--test'])).code === 0;
  }

  clear(): void {
    open.delete(this);
    fs.rmSync(this.#dir, { recursive: true, force: true });
  }

  #node(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ code: number | null; stdout: string }> {
    const child = spawn(process.execPath, args, {
      cwd: this.#dir,
      env: { PATH: process.env['PATH'], HOME: this.#dir, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout })));
  }
}
