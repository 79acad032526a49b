/** Files and places that a program of others names, looked up in what it was given: nothing else exists. */
import { displayPath, type RepoPath } from '../../domain/path.ts';
import type { Stretch } from '../../domain/sighting.ts';
import type { Lines } from '../../kit/text.ts';
import { Columns } from './columns.ts';
import type { Copy } from './copy.ts';
import type { Region } from './sarif.ts';

/** Thrown for a report that speaks of what is not there. */
export class Mismatch extends Error {}

export class Places {
  readonly #copy: Copy;
  readonly #byName = new Map<string, RepoPath>();
  readonly #folder: string;
  readonly #known = new Map<string, Columns>();

  constructor(copy: Copy, folder: string) {
    this.#copy = copy;
    this.#folder = folder;
    for (const path of copy.files.keys()) {
      this.#byName.set(path, path);
      this.#byName.set(encodeURI(path), path);
    }
  }

  /** The file of a name: relative to the folder, with or without `./`, or absolute; undefined when there is none. */
  find(name: string): RepoPath | undefined {
    const plain = name.replace(/^file:\/\//, '');
    const below = plain.startsWith(`${this.#folder}/`) ? plain.slice(this.#folder.length + 1) : plain;
    return this.#byName.get(below.replace(/^(?:\.\/)+/, ''));
  }

  /** Throws Mismatch. */
  file(name: string): RepoPath {
    const path = this.find(name);
    if (path === undefined) throw new Mismatch(`it speaks of ${name.slice(0, 200)}, which it was not given`);
    return path;
  }

  /** Throws Mismatch for a region that is not in the file. */
  stretch(path: RepoPath, { startLine, startColumn, endLine = startLine, endColumn }: Region): Stretch {
    const start = this.#offset(path, startLine, startColumn);
    const end = this.#offset(path, endLine, endColumn ?? Infinity);
    if (start === null || end === null || end < start)
      throw new Mismatch(
        `it names lines ${startLine} to ${endLine} of ${displayPath(path)}, which are not there`,
      );
    return { start, end };
  }

  /** Null for a line that is not there. */
  #offset(path: RepoPath, line: number, column: number): number | null {
    const lines = this.#copy.files.get(path);
    if (!lines) throw new Error(`${path} was not given`);
    // After the last line end there may be an empty line, where a statement ends.
    if (line > lines.count + 1) return null;
    return lines.offset(line, 1) + this.#columns(path, line, lines).unitsBefore(column);
  }

  /** Worked out once: many findings may stand on one long line. */
  #columns(path: RepoPath, line: number, lines: Lines): Columns {
    const key = `${line} ${path}`;
    const columns = this.#known.get(key) ?? new Columns(lines.line(line));
    this.#known.set(key, columns);
    return columns;
  }
}
