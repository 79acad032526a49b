/** Names that configurations give to modules: bundler aliases, test mappings, import maps, virtual modules. */
import { baseOf, type Files } from '../files.ts';
import { member } from '../json.ts';
import type { Manifests } from './manifests.ts';

const CONFIG =
  /^(?:(?:.*[._-])?(?:config|conf|workspace|bundle|build|alias(?:es)?|webpack|rollup|rolldown|esbuild|vite|jest|babel|karma|setup)(?:[._-].*)?\.(?:[cm]?[jt]sx?|jsonc?)|\.(?:babel|swc|mocha)rc.*|import[-_]?map.*\.json|(?:deno|jsr|angular|project|workspace)\.jsonc?|gulpfile\..*|gatsby-node\..*)$/i;
const STORYBOOK = /(?:^|\/)\.storybook\/[^/]+\.[cm]?[jt]sx?$/;
const TYPES_ONLY = /^(?:[tj]sconfig|package(?:-lock)?)\b.*\.json$|\.d\.[cm]?ts$/;
const MAX_CONFIGS = 500;
const MAX_CONFIG_CHARS = 300_000;
const SECTIONS = [
  'alias',
  '_moduleAliases',
  'browser',
  'jest',
  'babel',
  'vite',
  'webpack',
  'importmap',
  'externals',
];

export class Aliases {
  readonly #files: Files;
  readonly #manifests: Manifests;
  #texts: Promise<readonly string[]> | undefined;

  constructor(parts: { files: Files; manifests: Manifests }) {
    this.#files = parts.files;
    this.#manifests = parts.manifests;
  }

  /** Whether a configuration mentions the name, or something below it, otherwise than by importing it. */
  mention(name: string): Promise<boolean> {
    return this.#search(name, `(?=['"\`/$)*(:]|\\s*:)`);
  }

  /** Whether a configuration maps a whole scope or first segment: `'@'`, `'^@/(.*)'`, `'@app/*'`. */
  mentionPrefix(name: string): Promise<boolean> {
    return this.#search(name, `(?=['"\`$)*(:]|\\s*:|\\\\?/(?:['"\`*($.[]|$))`);
  }

  async #search(name: string, after: string): Promise<boolean> {
    this.#texts ??= this.#read();
    const before = `(?:['"\`^(/]|(?:^|[{,\\s])(?=[\\w$]+\\s*:))`;
    const named = new RegExp(before + escaped(name) + after, 'm');
    return (await this.#texts).some((text) => text.includes(name) && named.test(text));
  }

  async #read(): Promise<readonly string[]> {
    const paths = this.#files.entries
      .map(({ path }) => path)
      .filter((path) => !path.includes('node_modules/') && isConfig(path));
    const texts = await Promise.all(paths.slice(0, MAX_CONFIGS).map((path) => this.#files.text(path)));
    const kept = texts.filter((text) => text !== null && text.length <= MAX_CONFIG_CHARS).map(withoutImports);
    const sections = (await this.#manifests.all()).map(({ json }) => {
      return JSON.stringify(SECTIONS.map((section) => member(json, section)));
    });
    return [...kept, ...sections];
  }
}

function isConfig(path: string): boolean {
  return (CONFIG.test(baseOf(path)) && !TYPES_ONLY.test(baseOf(path))) || STORYBOOK.test(path);
}

/** What a configuration imports itself is a use, not a definition. */
function withoutImports(text: string | null): string {
  return (text ?? '').replace(/\b(?:from|import|require)\s{0,9}\(?\s{0,9}(['"])[^'"\n]{0,300}\1/g, '');
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
