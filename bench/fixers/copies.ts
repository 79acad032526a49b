/** Copies: an exported function of one real file, word for word or with its local names changed, in another one. */
import path from 'node:path';
import type { SourceFile, Throwaway } from '../throwaway.ts';

export interface Plant {
  readonly kind: string;
  /** Matches rule and message of the finding. */
  readonly is: RegExp;
  /** At the top and at the end of the file. */
  readonly above?: string;
  readonly below?: string;
  /** Stands on the lines of the finding, and nowhere else. */
  readonly name: string;
}

interface Original {
  readonly file: string;
  readonly name: string;
  readonly text: string;
  /** What the function takes from its module: written as an import of that file, or of what that file imports. */
  readonly needs: readonly Need[];
}

interface Need {
  readonly name: string;
  readonly from: string;
}

const FUNCTION = /^export ((?:async )?function ([A-Za-z]\w+)\b[\s\S]*?\n\}\n)/gm;
const IMPORT = /^import (?:type )?\{([^}]*)\} from (['"])([^'"]+)\2/gm;
const EXPORTED = /^export (?:async )?(?:function|const|class|type|interface|enum) (\w+)/gm;
const BOUND = /^(?:async )?(?:function|const|let|var|class|type|interface|enum) (\w+)/gm;
const LINES = { least: 8, most: 60 } as const;

function originalsOf(files: readonly SourceFile[]): Original[] {
  return files.flatMap(({ file, text }) => {
    const given = new Map<string, string>();
    for (const [, names = '', , from = ''] of text.matchAll(IMPORT))
      for (const name of names.split(','))
        given.set(name.replace(/^\s*type /, '').trim(), absolute(file, from));
    for (const [, name = ''] of text.matchAll(EXPORTED)) given.set(name, file);
    const hidden = new Set([...text.matchAll(BOUND)].map(([, name = '']) => name));
    return [...text.matchAll(FUNCTION)].flatMap(([, own = '', name = '']) => {
      const count = own.split('\n').length;
      const words = new Set(own.match(/(?<!\.)\b[A-Za-z_]\w*/g));
      // Whoever copies it has to copy these as well: then it is not one function.
      const isAlone = [...hidden].every((word) => !words.has(word));
      if (count < LINES.least || count > LINES.most || !isAlone) return [];
      const needs = [...given].flatMap(([word, from]) =>
        words.has(word) && word !== name ? [{ name: word, from }] : [],
      );
      return [{ file, name, text: own, needs }];
    });
  });
}

const absolute = (file: string, from: string): string =>
  from.startsWith('.') ? path.posix.join(path.posix.dirname(file), from) : from;

function imported(file: string, { name, from }: Need, files: ReadonlySet<string>): string {
  const isOurs = [...files].some((one) => one.startsWith(from));
  const relative = path.posix.relative(path.posix.dirname(file), from.replace(/\.ts$/, ''));
  const module = isOurs ? relative.replace(/^(?!\.)/, './') : from;
  return `import { ${name} } from '${module}';`;
}

/** By turns of the files: one copy for each, of a function that the file has no name in common with. */
export function copies(
  repository: Throwaway,
  files: readonly SourceFile[],
): (file: SourceFile, at: number) => Plant[] {
  const all = repository.pick(1000);
  const originals = originalsOf(all);
  const paths = new Set(all.map(({ file }) => file));
  const chosen = new Set(files.map(({ file }) => file));
  const used = new Set<string>();
  return ({ file, text }) => {
    const fits = ({ file: from, name, needs }: Original): boolean =>
      from !== file &&
      !chosen.has(from) &&
      !used.has(name) &&
      [name, ...needs.map((need) => need.name)].every((word) => !new RegExp(`\\b${word}\\b`).test(text));
    const isNear = (one: Original): boolean => one.file.split('/')[1] === file.split('/')[1];
    const original = originals.find((one) => fits(one) && isNear(one));
    if (!original || !/^(?:import|export)\b/m.test(text)) return [];
    used.add(original.name);
    const above = original.needs.map((need) => imported(file, need, paths)).join('\n');
    const below = `${original.text}void ${original.name};`;
    const kind = 'copies, word for word';
    return [
      { kind, is: /^duplication\//, ...(above && { above }), below, name: `function ${original.name}` },
    ];
  };
}
