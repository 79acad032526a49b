/** What a small project with tests of its own is, and a fault that a change can bring into it. */

export interface Fault {
  /** The rule that finds it. */
  readonly rule: string;
  readonly file: string;
  /** Text of the file that occurs once. */
  readonly good: string;
  readonly bad: string;
  /** Satisfies every validator, and is wrong all the same. */
  readonly wrong: string;
}

export interface Project {
  readonly name: string;
  /** The tests lie in `test/` and are run with `node --test`. */
  readonly files: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[];
}

const MANIFEST = `{ "name": "small", "version": "1.0.0", "type": "module", "private": true }\n`;

export function project(name: string, files: Project['files'], faults: readonly Fault[]): Project {
  for (const { file, good, bad } of faults) {
    const text = files[file] ?? '';
    const isOnce = text.split(good).length === 2 && text.replace(good, () => bad).split(bad).length === 2;
    if (!isOnce) throw new Error(`${name}: ${good} or its fault is not once in ${file}`);
  }
  return { name, files: { 'package.json': MANIFEST, ...files }, faults };
}
