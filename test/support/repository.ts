/** Real git repositories for tests: made in a temporary folder, byte by byte where that is the point. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Change, ChangedFile } from '../../src/domain/change.ts';
import { repoPath } from '../../src/domain/path.ts';
import { findEnds, type FindOptions, type Selection } from '../../src/read/ends.ts';
import { readChange, type ReadOptions } from '../../src/read/read.ts';
import { openRepository, type GitRepository } from '../../src/read/repository.ts';

/** What a tree may hold: a file's content, or a mode with content, or a submodule's commit. */
export type Content =
  string | Uint8Array | { mode: string; content: string | Uint8Array } | { commit: string };
export type Contents = Readonly<Record<string, Content>> | readonly (readonly [string | Buffer, Content])[];

const made: string[] = [];
const opened: GitRepository[] = [];
afterAll(async () => {
  for (const repository of opened.splice(0)) await repository.close();
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder, links resolved, removed after the test file. */
export function temporaryFolder(name = 'gatewright'): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`)));
  made.push(folder);
  return folder;
}

export interface RepositoryOptions {
  readonly format?: 'sha1' | 'sha256';
  readonly bare?: boolean;
}

export class TestRepository {
  readonly root: string;
  #clock = 1_700_000_000;

  constructor(options: RepositoryOptions = {}) {
    this.root = temporaryFolder();
    const flags = [`--object-format=${options.format ?? 'sha1'}`, ...(options.bare ? ['--bare'] : [])];
    this.git('init', '--quiet', '--initial-branch=main', ...flags);
  }

  /** Runs git as a person would, without that person's settings; returns what it printed. */
  git(...args: string[]): string {
    return this.run(args).toString('utf8').replace(/\n$/, '');
  }

  run(args: readonly string[], input?: string | Uint8Array): Buffer {
    const date = `${this.#clock++} +0000`;
    const result = spawnSync('git', args, {
      cwd: this.root,
      env: personEnv(date),
      input,
      maxBuffer: 1 << 30,
    });
    if (result.status !== 0) throw new Error(`git ${args.join(' ')}: ${result.stderr}`);
    return result.stdout;
  }

  /** Writes a working file. */
  write(name: string, content: string | Uint8Array): void {
    const file = path.join(this.root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }

  /** Stages and commits everything in the working tree. */
  commitAll(message = 'change'): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  blob(content: string | Uint8Array): string {
    return this.run(['hash-object', '-w', '--stdin', '--no-filters'], content).toString().trim();
  }

  /** A commit of exactly these paths, without index or working tree: any name and any mode is possible. */
  commit(files: Contents, options: { parents?: readonly string[]; ref?: string } = {}): string {
    const pairs = Array.isArray(files) ? files : Object.entries(files);
    const tree = this.#tree(pairs.map(([name, content]) => [Buffer.from(name), content]));
    const parents = (options.parents ?? []).flatMap((parent) => ['-p', parent]);
    const commit = this.git('commit-tree', '-m', 'change', ...parents, tree);
    if (options.ref) this.git('update-ref', options.ref, commit);
    return commit;
  }

  #tree(files: readonly (readonly [Buffer, Content])[]): string {
    const lines: Buffer[] = [];
    const folders = new Map<string, [Buffer, Content][]>();
    for (const [name, content] of files) {
      const slash = name.indexOf('/');
      if (slash === -1) {
        lines.push(this.#line(name, content));
        continue;
      }
      const key = name.subarray(0, slash).toString('latin1');
      folders.set(key, [...(folders.get(key) ?? []), [name.subarray(slash + 1), content]]);
    }
    for (const [key, below] of folders) {
      lines.push(record(`040000 tree ${this.#tree(below)}`, Buffer.from(key, 'latin1')));
    }
    return this.run(['mktree', '-z', '--missing'], Buffer.concat(lines)).toString().trim();
  }

  #line(name: Buffer, content: Content): Buffer {
    if (typeof content === 'string' || content instanceof Uint8Array) {
      return record(`100644 blob ${this.blob(content)}`, name);
    }
    if ('commit' in content) return record(`160000 commit ${content.commit}`, name);
    return record(`${content.mode} blob ${this.blob(content.content)}`, name);
  }

  /** Opens it as Gatewright does; closed after the test file. */
  async open(env: NodeJS.ProcessEnv = plainEnv(), cwd = this.root): Promise<GitRepository> {
    const repository = await openRepository(cwd, env);
    if (repository.kind !== 'git') throw new Error(`${cwd} is not in a repository`);
    opened.push(repository);
    return repository;
  }

  /** Reads the change of a selection. */
  async read(selection: Selection, options: Partial<ReadOptions & FindOptions> = {}): Promise<Change> {
    const repository = await this.open();
    const ends = await findEnds(repository, selection, options);
    return readChange(ends, { generated: [], within: ends.within, ...options });
  }

  /** Reads the change between two commits, directly. */
  between(base: string, head: string, options: Partial<ReadOptions> = {}): Promise<Change> {
    return this.read({ kind: 'commits', base, head, twoDot: true }, options);
  }
}

function record(head: string, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${head}\t`), name, Buffer.from([0])]);
}

/** The environment that the code under test is given: nothing but the PATH. */
export function plainEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] };
}

function personEnv(date: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: os.devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: os.devNull,
    GIT_AUTHOR_NAME: 'A Person',
    GIT_AUTHOR_EMAIL: 'person@example.com',
    GIT_COMMITTER_NAME: 'A Person',
    GIT_COMMITTER_EMAIL: 'person@example.com',
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
    GIT_ALLOW_PROTOCOL: 'file',
  };
}

/** The file of a change at a path; fails the test when it is not there. */
export function fileAt(change: Change, name: string): ChangedFile {
  const file = change.files.find((candidate) => candidate.path === repoPath(name));
  if (!file) throw new Error(`${name} is not among ${change.files.map((each) => each.path).join(', ')}`);
  return file;
}

/** Status and path of each changed file, as short text. */
export function summary(change: Change): string[] {
  return change.files.map((file) => `${file.status} ${file.path}`);
}

/** The numbers of the added lines of a file. */
export function addedIn(file: ChangedFile): number[] {
  return file.hunks.flatMap(({ start, count }) => Array.from({ length: count }, (_, at) => start + at));
}
