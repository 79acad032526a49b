/** Signs that a build makes a Python module: its name, or what the build files say. */
import { baseOf, type Files } from '../files.ts';

/** Versions written by setuptools_scm and hatch, protobuf, Qt designer, ANTLR. */
const MADE = /version|_pb2(?:_grpc)?$|_rc$|^ui_|^resources_rc$|(?:Lexer|Parser|Visitor|Listener)$/;
const BUILD_FILE =
  /^(?:setup\.py|setup\.cfg|pyproject\.toml|meson\.build|CMakeLists\.txt|Cargo\.toml|BUILD(?:\.bazel)?|SConstruct|SConscript|hatch_build\.py|build\.py|_build\.py|Makefile|MANIFEST\.in|tox\.ini)$/;
/** Sources of extension modules; a name with a leading underscore is most often one. */
const NATIVE = /\.(?:pyx|pxd|rs|c|cc|cpp|cxx|f|f90|pyf|i)$/;
const MAX_FILES = 500;

export class BuildTraces {
  readonly #files: Files;
  #texts: Promise<readonly string[]> | undefined;
  #native: boolean | undefined;

  constructor(files: Files) {
    this.#files = files;
  }

  /** Whether a module of this name may come from a build. */
  async mayMake(name: string): Promise<boolean> {
    if (MADE.test(name)) return true;
    if (name.startsWith('_') && this.#hasNative()) return true;
    this.#texts ??= this.#read();
    const word = new RegExp(`(?<![\\w-])${name.replace(/[^\w]/g, '')}(?![\\w-])`);
    return (await this.#texts).some((text) => text.includes(name) && word.test(text));
  }

  #hasNative(): boolean {
    this.#native ??= this.#files.entries.some(({ path }) => NATIVE.test(path));
    return this.#native;
  }

  async #read(): Promise<readonly string[]> {
    const paths = this.#files.entries.map(({ path }) => path).filter((path) => BUILD_FILE.test(baseOf(path)));
    const texts = await Promise.all(paths.slice(0, MAX_FILES).map((path) => this.#files.text(path)));
    return texts.filter((text) => text !== null);
  }
}
