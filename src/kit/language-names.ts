/** Languages by the names that people use, more of them than grammars are shipped for. */
import type { RepoPath } from '../domain/path.ts';

const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  c: ['c', 'h'],
  clojure: ['clj', 'cljc', 'cljs'],
  cpp: ['cc', 'cpp', 'cxx', 'hh', 'hpp', 'hxx'],
  csharp: ['cs'],
  dart: ['dart'],
  elixir: ['ex', 'exs'],
  erlang: ['erl', 'hrl'],
  fsharp: ['fs', 'fsx'],
  go: ['go'],
  groovy: ['groovy', 'gradle'],
  haskell: ['hs'],
  java: ['java'],
  javascript: ['js', 'mjs', 'cjs', 'jsx'],
  jsx: ['jsx'],
  julia: ['jl'],
  kotlin: ['kt', 'kts'],
  lua: ['lua'],
  'objective-c': ['m', 'mm'],
  perl: ['pl', 'pm'],
  php: ['php'],
  powershell: ['ps1', 'psm1'],
  python: ['py', 'pyi'],
  r: ['r'],
  ruby: ['rb'],
  rust: ['rs'],
  scala: ['scala', 'sc'],
  shell: ['sh', 'bash', 'zsh'],
  sql: ['sql'],
  svelte: ['svelte'],
  swift: ['swift'],
  terraform: ['tf'],
  tsx: ['tsx'],
  typescript: ['ts', 'mts', 'cts', 'tsx'],
  vue: ['vue'],
  zig: ['zig'],
};

export const LANGUAGE_NAMES: readonly string[] = Object.keys(EXTENSIONS);

/** Whether a path is written in a language, by its extension in any letter case. */
export function isWrittenIn(path: RepoPath, language: string): boolean {
  return (EXTENSIONS[language] ?? []).includes(extensionOf(path));
}

/** In lower case; empty where there is none. */
function extensionOf(path: RepoPath): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot >= 0 ? name.slice(dot + 1).toLowerCase() : '';
}

const ALL: ReadonlySet<string> = new Set(Object.values(EXTENSIONS).flat());

/** Whether a path is written in any of them: code, and neither prose nor data. */
export function isCode(path: RepoPath): boolean {
  return ALL.has(extensionOf(path));
}
