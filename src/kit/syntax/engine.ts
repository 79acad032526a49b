/** Loads the parser and, at the first use of a language, its grammar; keeps one text from spoiling the next. */
import fs from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { Language as Compiled, Parser, type Tree } from 'web-tree-sitter';
import { grammarsDir } from './assets.ts';
import { Cursor, type CursorCalls } from './cursor.ts';
import type { Language } from './language.ts';

const FILES: Readonly<Record<Language, string>> = {
  javascript: 'tree-sitter-javascript',
  jsx: 'tree-sitter-javascript',
  typescript: 'tree-sitter-typescript',
  tsx: 'tree-sitter-tsx',
  python: 'tree-sitter-python',
  java: 'tree-sitter-java',
  go: 'tree-sitter-go',
};

/**
 * How much a text may cost, in calls of the progress callback (one per 100 operations). Counted, not timed: what a
 * clock cuts off differs from run to run. 5 MB of a compiler's source cost 30,000, the densest code 55,000 a
 * megabyte; a call stands for about 20 µs and 4 KB of tree, in ambiguous nonsense for 17 KB.
 */
const MAX_STEPS = 60_000;

/**
 * Tree-sitter merges ambiguous readings by recursion, and web-tree-sitter gives C a stack of 64 KB below which
 * lies its static data: 3,000 times `a ? (b) : c =>` overwrite it unseen. On a stack of this size V8's own limit
 * comes first, and that is an exception.
 */
const STACK_BYTES = 16_000_000;
/** A broken-off parse never gives its memory back. When so much is in use, there is no next parse. */
const MAX_SPOILT_BYTES = 512_000_000;

/** What of Emscripten's module object is used here. */
interface Heap extends CursorCalls {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
}

export class Engine {
  readonly #languages = new Map<string, Promise<Compiled>>();
  readonly #heap: Heap;
  readonly #stackPointer: WebAssembly.Global;
  readonly #stackTop: number;
  /** Held for ever: web-tree-sitter would free them when they are collected, and they are in no state for that. */
  readonly #spoilt: Parser[] = [];
  #parser = new Parser();
  #broken: unknown = null;

  private constructor(heap: Heap, stackPointer: WebAssembly.Global) {
    this.#heap = heap;
    this.#stackPointer = stackPointer;
    this.#stackTop = (heap._malloc(STACK_BYTES) + STACK_BYTES) & ~15;
    stackPointer.value = this.#stackTop;
  }

  static async start(): Promise<Engine> {
    const wasm = await WebAssembly.compile(readWasm('web-tree-sitter'));
    let stackPointer: unknown;
    const module = {
      instantiateWasm(imports: WebAssembly.Imports, receive: (...made: unknown[]) => void): object {
        stackPointer = imports['env']?.['__stack_pointer'];
        void WebAssembly.instantiate(wasm, imports).then((instance) => receive(instance, wasm));
        return {};
      },
    };
    await Parser.init(module);
    if (!(stackPointer instanceof WebAssembly.Global)) throw new Error('web-tree-sitter hides its stack');
    return new Engine(module as object as Heap, stackPointer);
  }

  /** The tree of a text; null when it costs too much. Throws when the text is nested too deeply. */
  async parse(text: string, language: Language): Promise<Tree | null> {
    const grammar = await this.#load(FILES[language]);
    if (this.#broken) throw new Error('the parser broke on an earlier text', { cause: this.#broken });
    let steps = 0;
    try {
      const parser = this.#parser.setLanguage(grammar);
      const tree = parser.parse(text, null, { progressCallback: () => ++steps > MAX_STEPS });
      // Without a reset the next parse would go on with this text.
      if (!tree) parser.reset();
      return tree;
    } catch (error) {
      this.#replaceParser(error);
      const reason = error instanceof RangeError ? 'it is nested too deeply' : (error as Error).message;
      throw new Error(`the text cannot be parsed: ${reason}`, { cause: error });
    }
  }

  /** A walk through a tree, from its root. */
  cursorOf(tree: Tree): Cursor {
    return new Cursor(tree, this.#heap);
  }

  #load(file: string): Promise<Compiled> {
    const known = this.#languages.get(file);
    if (known) return known;
    const loading = Compiled.load(readWasm(file));
    this.#languages.set(file, loading);
    return loading;
  }

  /** The parser was left in the midst of its work: another one takes over, on an empty stack. */
  #replaceParser(error: unknown): void {
    if (!(error instanceof RangeError) || this.#heap.HEAPU8.length > MAX_SPOILT_BYTES) {
      this.#broken = error;
      return;
    }
    this.#stackPointer.value = this.#stackTop;
    this.#spoilt.push(this.#parser);
    this.#parser = new Parser();
  }
}

function readWasm(name: string): Uint8Array<ArrayBuffer> {
  const bytes = brotliDecompressSync(fs.readFileSync(path.join(grammarsDir(), `${name}.wasm.br`)));
  return new Uint8Array(bytes);
}
