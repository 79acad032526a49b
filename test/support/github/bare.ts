/** The repository as GitHub keeps it: bare, with the refs of its branches and pull requests, any commit fetchable. */
import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const DATE = '1700000000 +0000';

/** No setting of the machine's reaches it. */
const ENV = {
  PATH: process.env['PATH'],
  HOME: os.devNull,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: os.devNull,
  GIT_AUTHOR_NAME: 'GitHub',
  GIT_AUTHOR_EMAIL: 'noreply@github.com',
  GIT_COMMITTER_NAME: 'GitHub',
  GIT_COMMITTER_EMAIL: 'noreply@github.com',
  GIT_AUTHOR_DATE: DATE,
  GIT_COMMITTER_DATE: DATE,
};

export interface DiffFile {
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  readonly path: string;
  readonly before: string | null;
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** Hunks as GitHub shows them; null for what is binary. */
  readonly patch: string | null;
}

export class BareRepository {
  readonly dir: string;
  readonly #from: string;

  /** All branches of the repository `from` come along. `dir` is where it is served from. */
  constructor(from: string, dir: string) {
    this.#from = from;
    this.dir = dir;
    fs.mkdirSync(dir, { recursive: true });
    const format = this.#run(['rev-parse', '--show-object-format'], from);
    this.#run(['init', '--quiet', '--bare', `--object-format=${format}`, dir], path.dirname(dir));
    // As the protocol capabilities of github.com say: behaviour `any-sha-fetchable`.
    const allowed = ['allowTipSHA1InWant', 'allowReachableSHA1InWant', 'allowAnySHA1InWant', 'allowFilter'];
    const settings = ['[gc]', 'auto = 0', '[uploadpack]', ...allowed.map((key) => `${key} = true`)];
    fs.appendFileSync(path.join(dir, 'config'), `${settings.join('\n')}\n`);
    this.git('fetch', '--quiet', from, '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*');
  }

  /** Runs git in it and returns what was printed, without the last line end; throws when git fails. */
  git(...args: string[]): string {
    return this.#run(args, this.dir);
  }

  /** As `git`, but null when git fails. */
  ask(...args: string[]): string | null {
    const { status, stdout } = spawnSync('git', args, { cwd: this.dir, env: ENV, maxBuffer: 1 << 28 });
    return status === 0 ? stdout.toString('utf8').replace(/\n$/, '') : null;
  }

  /** Runs git with something on its standard input, as somebody if told. */
  feed(args: readonly string[], input: string | Buffer, env: Readonly<Record<string, string>> = {}): string {
    return this.#run(args, this.dir, { input, env: { ...ENV, ...env } });
  }

  /** A new tree: the old one with what the lines of `update-index --index-info -z` say. */
  write(base: string | null, lines: string): string {
    const env = { GIT_INDEX_FILE: path.join(this.dir, `index-${randomBytes(8).toString('hex')}`) };
    try {
      this.feed(['read-tree', ...(base === null ? ['--empty'] : [base])], '', env);
      this.feed(['update-index', '-z', '--index-info'], lines, env);
      return this.feed(['write-tree'], '', env);
    } finally {
      fs.rmSync(env.GIT_INDEX_FILE, { force: true });
    }
  }

  blob(sha: string): Buffer {
    return spawnSync('git', ['cat-file', 'blob', sha], { cwd: this.dir, env: ENV, maxBuffer: 1 << 28 })
      .stdout;
  }

  #run(args: readonly string[], cwd: string, more: SpawnSyncOptions = {}): string {
    const options = { cwd, env: ENV, maxBuffer: 1 << 28, ...more };
    const { status, stdout, stderr } = spawnSync('git', args, options);
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.toString('utf8').replace(/\n$/, '');
  }

  /** The commit of a branch, a ref or a commit; null when there is none. */
  commit(name: string): string | null {
    if (name.startsWith('refs/')) return this.ref(name);
    for (const each of ID.test(name) ? [name] : [`refs/heads/${name}`, name]) {
      const found = this.ask('rev-parse', '--quiet', '--verify', '--end-of-options', `${each}^{commit}`);
      if (found) return found;
    }
    return null;
  }

  /** The commit of a ref, read from its file, as fast as a database would be. */
  ref(name: string): string | null {
    const file = path.join(this.dir, name);
    const id = fs.existsSync(file) && fs.statSync(file).isFile() ? fs.readFileSync(file, 'utf8').trim() : '';
    if (ID.test(id)) return id;
    return this.ask('rev-parse', '--quiet', '--verify', `${name}^{commit}`);
  }

  /** Brings a commit from the repository that the test works in, unless it is here; throws when it is nowhere. */
  bring(commit: string): string {
    if (ID.test(commit) && this.ask('cat-file', '-e', `${commit}^{commit}`) !== null) return commit;
    const full = this.#run(['rev-parse', '--verify', `${commit}^{commit}`], this.#from);
    if (!this.ask('cat-file', '-e', full)) {
      const held = 'refs/gatewright-test/held';
      this.#run(['update-ref', held, full], this.#from);
      this.git('fetch', '--quiet', this.#from, held);
    }
    return full;
  }

  set(ref: string, commit: string): void {
    this.git('update-ref', ref, commit);
  }

  mergeBase(a: string, b: string): string | null {
    return this.ask('merge-base', a, b) || null;
  }

  /** How many commits only `base` has, and only `head`. */
  apart(base: string, head: string): readonly [behind: number, ahead: number] {
    const [behind, ahead] = this.git('rev-list', '--left-right', '--count', `${base}...${head}`).split('\t');
    return [Number(behind), Number(ahead)];
  }

  parents(commit: string): string[] {
    return this.git('rev-list', '--parents', '-n', '1', commit).split(' ').slice(1);
  }

  /** The test merge of a pull request: null when they conflict, as GitHub then makes none. */
  merge(base: string, head: string): string | null {
    const tree = this.ask('merge-tree', '--write-tree', base, head)?.split('\n')[0];
    return tree
      ? this.git('commit-tree', tree, '-p', base, '-p', head, '-m', `Merge ${head} into ${base}`)
      : null;
  }

  /** The files that differ, with hunks of three lines of context. */
  diff(base: string, head: string): DiffFile[] {
    const raw = this.git('diff', '--raw', '-z', '--no-abbrev', '--find-renames', base, head).split('\0');
    const files: DiffFile[] = [];
    for (let at = 0; at + 1 < raw.length;) {
      const [, , , sha = '', letter = 'M'] = (raw[at] ?? '').split(' ');
      const moved = letter.startsWith('R');
      const before = moved ? (raw[at + 1] ?? '') : null;
      const file = raw[at + (moved ? 2 : 1)] ?? '';
      at += moved ? 3 : 2;
      files.push({
        ...this.#hunks(base, head, [file, ...(before ? [before] : [])]),
        path: file,
        before,
        sha,
        status: statusOf(letter),
      });
    }
    return files;
  }

  #hunks(
    base: string,
    head: string,
    paths: readonly string[],
  ): Pick<DiffFile, 'patch' | 'additions' | 'deletions'> {
    const text = this.git(
      'diff',
      '--find-renames',
      '--no-ext-diff',
      '--no-textconv',
      base,
      head,
      '--',
      ...paths,
    );
    const start = text.indexOf('\n@@ ');
    const patch = start === -1 ? null : text.slice(start + 1);
    const lines = patch?.split('\n') ?? [];
    return {
      patch,
      additions: lines.filter((line) => line.startsWith('+')).length,
      deletions: lines.filter((line) => line.startsWith('-')).length,
    };
  }
}

function statusOf(letter: string): DiffFile['status'] {
  switch (letter[0]) {
    case 'A':
      return 'added';
    case 'D':
      return 'removed';
    case 'R':
      return 'renamed';
    case 'T':
      return 'changed';
    default:
      return 'modified';
  }
}
