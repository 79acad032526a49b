/** Blobs by id, all through one `git cat-file` process: requests are pipelined, large blobs never held. */
import type { ChildProcess } from 'node:child_process';
import { MAX_BLOB_BYTES, type Blob, type Oid } from '../../domain/tree.ts';
import { EnvironmentError } from '../../errors.ts';
import { blobId, formatOf } from '../tree/blob-id.ts';
import { NOT_HERE, Replies, type Reply } from './cat-file-replies.ts';
import type { Git } from './git.ts';
import { settings } from './profile.ts';
import { complained, start } from './run.ts';

export interface CatFileOptions {
  readonly maxBytes?: number;
  /** Milliseconds in which git must say something while it owes an answer. */
  readonly idle?: number;
}

interface Asked {
  readonly oid: Oid;
  readonly wants: 'size' | 'content';
  readonly resolve: (blob: Blob) => void;
  readonly reject: (error: Error) => void;
}

/** Each corrupt object can end the process once; a repository with more than this is not worth restarting. */
const MAX_RESTARTS = 100;

export class CatFile {
  readonly #git: Git;
  readonly #max: number;
  readonly #idle: number;
  readonly #pending = new Map<Oid, Promise<Blob>>();
  #asked: Asked[] = [];
  #child: ChildProcess | null = null;
  #timer: NodeJS.Timeout | undefined;
  #complaint = '';
  #restarts = 0;

  constructor(git: Git, options: CatFileOptions = {}) {
    this.#git = git;
    this.#max = options.maxBytes ?? MAX_BLOB_BYTES;
    this.#idle = options.idle ?? 60_000;
  }

  /** Starts the process, so that the first question finds it there. */
  warm(): void {
    this.#child ??= this.#open();
    this.#hold();
  }

  /** The blob, or why it cannot be had; rejects only when git itself can no longer be asked. */
  read(oid: Oid): Promise<Blob> {
    const known = this.#pending.get(oid);
    if (known) return known;
    if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(oid)) {
      return Promise.resolve({ kind: 'unreadable', reason: 'git does not hold this file' });
    }
    const wants = this.#git.hasBatchCommand ? 'size' : 'content';
    const blob = new Promise<Blob>((resolve, reject) => this.#ask({ oid, wants, resolve, reject }));
    const settled = blob.finally(() => this.#pending.delete(oid));
    this.#pending.set(oid, settled);
    return settled;
  }

  /** Ends the process; what was asked and not answered is rejected. */
  close(): void {
    const child = this.#child;
    this.#child = null;
    this.#settle();
    child?.kill('SIGKILL');
    this.#rejectAll(new EnvironmentError('The repository was closed while it was read.'));
  }

  #ask(asked: Asked): void {
    this.#child ??= this.#open();
    this.#asked.push(asked);
    this.#write(asked);
  }

  #write({ oid, wants }: Asked): void {
    const command = this.#git.hasBatchCommand
      ? `${wants === 'size' ? 'info' : 'contents'} ${oid}\n`
      : `${oid}\n`;
    const input = this.#child?.stdin;
    // What is asked in one turn goes out in one write.
    if (input && input.writableCorked === 0) {
      input.cork();
      process.nextTick(() => input.uncork());
    }
    input?.write(command);
    this.#hold();
  }

  #open(): ChildProcess {
    const mode = this.#git.hasBatchCommand ? '--batch-command' : '--batch';
    const { file, cwd, env } = this.#git;
    const child = start({ file, args: ['cat-file', mode], cwd, env: { ...env, ...settings() } });
    const replies = new Replies({ max: this.#max, expects: () => this.#asked[0]?.wants ?? 'size' });
    this.#complaint = '';
    child.stdin?.on('error', () => undefined);
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#complaint = (this.#complaint + chunk.toString('utf8')).slice(-1_000);
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      if (child !== this.#child) return;
      for (const reply of replies.take(chunk)) this.#answer(reply);
      this.#hold();
    });
    child.once('error', (error) => this.#ended(child, error.message));
    child.once('close', () => this.#ended(child, complained(this.#complaint) || 'git cat-file ended'));
    return child;
  }

  #answer(reply: Reply): void {
    const asked = this.#asked.shift();
    if (!asked) return;
    if (reply.kind !== 'size') return asked.resolve(verified(asked.oid, reply));
    if (reply.size > this.#max) return asked.resolve({ kind: 'too-large', size: reply.size });
    const content: Asked = { ...asked, wants: 'content' };
    this.#asked.push(content);
    this.#write(content);
  }

  /** Git dies of a corrupt object: the object that it was about is unreadable, the others are asked again. */
  #ended(child: ChildProcess, reason: string): void {
    if (child !== this.#child) return;
    this.#child = null;
    const [culprit, ...others] = this.#asked;
    this.#asked = [];
    this.#settle();
    if (!culprit) return;
    if (++this.#restarts > MAX_RESTARTS) {
      this.#asked = [culprit, ...others];
      return this.#rejectAll(new EnvironmentError(`git cat-file keeps failing: ${reason}`));
    }
    // A partial clone would fetch what it left out, which the profile forbids.
    const reasonHere = /\bcould not fetch\b/.test(reason) ? NOT_HERE : `git could not read it: ${reason}`;
    culprit.resolve({ kind: 'unreadable', reason: reasonHere });
    for (const asked of others) this.#ask(asked);
  }

  #rejectAll(error: Error): void {
    const asked = this.#asked;
    this.#asked = [];
    for (const { reject } of asked) reject(error);
  }

  /** While an answer is owed the process is waited for, but not for ever; when idle it keeps nobody alive. */
  #hold(): void {
    clearTimeout(this.#timer);
    const owes = this.#asked.length > 0;
    const child = this.#child;
    if (!child) return;
    for (const part of [child, child.stdin, child.stdout, child.stderr] as Partial<NodeJS.Timeout>[]) {
      if (owes) part?.ref?.();
      else part?.unref?.();
    }
    if (!owes) return;
    this.#timer = setTimeout(() => {
      this.#child = null;
      child.kill('SIGKILL');
      this.#rejectAll(new EnvironmentError(`git cat-file said nothing for ${this.#idle / 1000} s.`));
    }, this.#idle);
  }

  #settle(): void {
    clearTimeout(this.#timer);
  }
}

/** Facts are cached by blob id, so bytes that do not have the id that they were asked by must not get in. */
function verified(oid: Oid, reply: Exclude<Reply, { kind: 'size' }>): Blob {
  if (reply.kind !== 'bytes') return reply;
  if (blobId(reply.bytes, formatOf(oid)) === oid) return reply;
  return { kind: 'unreadable', reason: 'the object is corrupt: its content does not have its id' };
}
