/** Faults of imports: what a file imports already, imported once more and misspelled. */
import type { SourceFile } from '../throwaway.ts';
import type { Plant } from './copies.ts';

const NAMED = /^import \{ ?([A-Za-z]\w{4,})[^}]*\} from (['"])(\.[^'"]+)\2/m;
const PACKAGE = /^import (?:[\w*]|\{)[^'"\n]* from (['"])((?!node:)[a-z@][\w@/.-]{4,})\1/m;

/** The last two different letters change places. */
function swapped(word: string): string {
  const letters = [...word];
  for (let at = letters.length - 1; at > 0; at--) {
    const [a, b] = [letters[at - 1] ?? '', letters[at] ?? ''];
    if (a === b || !/[a-z]/i.test(a) || !/[a-z]/i.test(b)) continue;
    letters.splice(at - 1, 2, b, a);
    return letters.join('');
  }
  return `${word}${letters.at(-1) ?? ''}`;
}

const misspelledPath = (path: string): string =>
  path.replace(/([^/]+?)(\.\w+)?$/, (_, stem: string, extension = '') => swapped(stem) + extension);

/** One fault a file, by turns: a path, a name, a folder too many, a built-in module, a package. */
export function imports({ text }: SourceFile, at: number): Plant[] {
  const local = `planted${at}i`;
  const [, name = '', , path = ''] = NAMED.exec(text) ?? [];
  const [, , dependency = ''] = PACKAGE.exec(text) ?? [];
  const shapes: readonly (readonly [kind: string, applies: boolean, statement: string])[] = [
    ['a misspelled path', path !== '', `import { ${name} as ${local} } from '${misspelledPath(path)}';`],
    ['a misspelled name', path !== '', `import { ${swapped(name)} as ${local} } from '${path}';`],
    ['a folder too high', path.startsWith('../'), `import { ${name} as ${local} } from '../${path}';`],
    [
      'a misspelled built-in',
      true,
      `import ${local} from 'node:${['paht', 'utli', 'cripto', 'strem'][at % 4]}';`,
    ],
    ['a misspelled package', dependency !== '', `import * as ${local} from '${swapped(dependency)}';`],
  ];
  const fitting = shapes.filter(([, applies]) => applies);
  const [kind, , above] = fitting[at % fitting.length] ?? [];
  if (!above || !/^(?:import|export)\b/m.test(text)) return [];
  return [{ kind: `imports, ${kind}`, is: /^imports\//, above, below: `void ${local};`, name: local }];
}
