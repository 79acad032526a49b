/**
 * A walk through a tree. That of web-tree-sitter writes its place into the parser's memory before each question and
 * reads it back after; this one leaves it there, which is twice as fast. So only one walks at a time, and nothing else
 * asks the parser meanwhile.
 */
import type { Tree } from 'web-tree-sitter';

type Ask = (tree: number) => number;

/** What of Emscripten's module object is used here. */
export interface CursorCalls {
  _ts_tree_root_node_wasm(tree: number): void;
  _ts_tree_cursor_new_wasm(tree: number): void;
  _ts_tree_cursor_delete_wasm(tree: number): void;
  readonly _ts_tree_cursor_goto_first_child_wasm: Ask;
  readonly _ts_tree_cursor_goto_next_sibling_wasm: Ask;
  readonly _ts_tree_cursor_goto_parent_wasm: Ask;
  readonly _ts_tree_cursor_current_node_type_id_wasm: Ask;
  readonly _ts_tree_cursor_current_node_is_named_wasm: Ask;
  readonly _ts_tree_cursor_current_node_is_missing_wasm: Ask;
  readonly _ts_tree_cursor_current_field_id_wasm: Ask;
  readonly _ts_tree_cursor_start_index_wasm: Ask;
  readonly _ts_tree_cursor_end_index_wasm: Ask;
}

export class Cursor {
  readonly #calls: CursorCalls;
  readonly #tree: number;
  readonly #types: readonly string[];
  readonly #fields: readonly (string | null)[];

  /** Begins at the root. */
  constructor(tree: Tree, calls: CursorCalls) {
    this.#calls = calls;
    // Where the parser keeps the tree.
    this.#tree = (tree as unknown as readonly [number])[0];
    this.#types = tree.language.types;
    this.#fields = tree.language.fields;
    calls._ts_tree_root_node_wasm(this.#tree);
    calls._ts_tree_cursor_new_wasm(this.#tree);
  }

  delete(): void {
    this.#calls._ts_tree_cursor_delete_wasm(this.#tree);
  }

  gotoFirstChild(): boolean {
    return this.#calls._ts_tree_cursor_goto_first_child_wasm(this.#tree) === 1;
  }

  gotoNextSibling(): boolean {
    return this.#calls._ts_tree_cursor_goto_next_sibling_wasm(this.#tree) === 1;
  }

  gotoParent(): boolean {
    return this.#calls._ts_tree_cursor_goto_parent_wasm(this.#tree) === 1;
  }

  get typeId(): number {
    return this.#calls._ts_tree_cursor_current_node_type_id_wasm(this.#tree);
  }

  /** The name of a type; what could not be read has none of the grammar's. */
  typeOf(id: number): string {
    return this.#types[id] ?? 'ERROR';
  }

  get isNamed(): boolean {
    return this.#calls._ts_tree_cursor_current_node_is_named_wasm(this.#tree) === 1;
  }

  get isMissing(): boolean {
    return this.#calls._ts_tree_cursor_current_node_is_missing_wasm(this.#tree) === 1;
  }

  get field(): string | null {
    return this.#fields[this.#calls._ts_tree_cursor_current_field_id_wasm(this.#tree)] ?? null;
  }

  get start(): number {
    return this.#calls._ts_tree_cursor_start_index_wasm(this.#tree);
  }

  get end(): number {
    return this.#calls._ts_tree_cursor_end_index_wasm(this.#tree);
  }
}
