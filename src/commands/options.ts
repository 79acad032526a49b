/** What a person may say on the command line, and the request that it means. */
import fs from 'node:fs';
import type { Engine } from '../domain/sighting.ts';
import type { Shard } from '../domain/shard.ts';
import { EnvironmentError, UserError } from '../errors.ts';
import type { Request } from '../request.ts';
import type { Selection } from '../read/ends.ts';

export const FORMATS = ['pretty', 'json', 'sarif', 'markdown', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** The options of check, and of every command that judges. */
export interface CheckOptions {
  readonly base?: string;
  readonly head?: string;
  readonly twoDot?: boolean;
  readonly staged?: boolean;
  readonly worktree?: boolean;
  readonly all?: readonly string[];
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly config?: string;
  readonly securityEngine?: Engine;
  readonly format?: readonly Format[];
  readonly output?: readonly string[];
  readonly shard?: Shard;
}

/** The part of a request that the command line decides. */
export type Asked = Pick<Request, 'selection' | 'config' | 'only' | 'skip' | 'engine'>;

/** Reads the options; throws UserError for combinations that mean nothing. */
export function readOptions(options: CheckOptions): Asked {
  return {
    selection: selectionOf(options),
    config:
      options.config === undefined ? undefined : { path: options.config, text: readConfig(options.config) },
    only: options.only ?? [],
    skip: options.skip ?? [],
    engine: options.securityEngine,
  };
}

function selectionOf(options: CheckOptions): Selection {
  if (options.all) return { kind: 'all', paths: [...options.all] };
  if (options.staged) return { kind: 'staged', base: options.base };
  if (options.head === undefined) {
    if (options.twoDot) throw new UserError('--two-dot compares two commits: give --head as well.');
    return { kind: 'worktree', base: options.base };
  }
  return { kind: 'commits', base: options.base, head: options.head, twoDot: options.twoDot ?? false };
}

function readConfig(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`--config ${file}: ${reasonOf(error)}.`);
  }
}

/** One report to write: where `file` is null it goes to standard output. */
export interface Sink {
  readonly format: Format;
  readonly file: string | null;
}

const BY_EXTENSION: Readonly<Record<string, Format>> = {
  json: 'json',
  sarif: 'sarif',
  md: 'markdown',
  txt: 'pretty',
};

/** Pairs formats with outputs (`-` is standard output) in order; a lone output tells its format by its extension. */
export function sinksOf(options: CheckOptions): readonly Sink[] {
  const [formats, outputs] = [options.format ?? [], options.output ?? []];
  if (outputs.includes(''))
    throw new UserError('--output has no name: give a file, or - for standard output.');
  const fileAt = (at: number) => (outputs[at] === '-' ? null : (outputs[at] ?? null));
  const sinks: Sink[] = formats.map((format, at) => ({ format, file: fileAt(at) }));
  for (const file of outputs.slice(formats.length)) sinks.push({ format: formatOf(file), file });
  const printed = sinks.filter((sink) => sink.file === null);
  if (printed.length > 1) {
    const names = printed.map((sink) => sink.format).join(' and ');
    throw new UserError(`Both ${names} would go to standard output: give each a --output.`);
  }
  return printed.length === 0 ? [...sinks, { format: 'pretty', file: null }] : sinks;
}

function formatOf(file: string): Format {
  const format = BY_EXTENSION[file.slice(file.lastIndexOf('.') + 1)];
  if (!format) throw new UserError(`--output ${file}: say its format with --format (${FORMATS.join(', ')}).`);
  return format;
}

/** The system's reason in words, without its code and stack. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EACCES: 'it may not be read or written',
    EISDIR: 'it is a directory',
    ENOSPC: 'the disk is full',
    EROFS: 'the file system is read-only',
    ENOTDIR: 'a part of its path is not a directory',
  };
  return known[code] ?? (error instanceof Error ? error.message : String(error));
}

/** Turns a system error into the one sentence that the environment owes. */
export function environmentFault(what: string, error: unknown): EnvironmentError {
  return new EnvironmentError(`${what}: ${reasonOf(error)}.`);
}
