import { describe, expect, it } from 'vitest';
import type { Patch } from '../../../../src/domain/proposal.ts';
import { repoPath } from '../../../../src/domain/path.ts';
import { applyPatch } from '../../../../src/kit/patch.ts';
import type { Files } from '../../../support/trees.ts';
import { python, script } from './code.ts';
import { judge } from './judging.ts';

const MANIFEST = { 'package.json': '{}' };
const IDS = `import { sort } from 'ranks';\n\n${script('tally')}`;

/** What stands in the file when the fix of the one finding is applied; null when there is no fix. */
async function mended(base: Files, path: string, text: string): Promise<string | null> {
  const [finding, ...more] = await judge(base, { ...base, [path]: text });
  expect([finding?.rule, more.length]).toEqual(['duplication/verbatim-copy', 0]);
  const fix: Patch | undefined = finding?.fix;
  if (!fix) return null;
  expect(fix.every((edit) => edit.path === repoPath(path))).toBe(true);
  const applied = applyPatch(text, fix);
  return applied.kind === 'applied' ? applied.result : `refused: ${applied.reason}`;
}

const base = { ...MANIFEST, 'src/ids.ts': IDS };
const use = `\nexport const most = (list: string[]) => [...tally(list)][0];\n`;
const own = (head = 'function'): string => script('tally', 'list', head);

describe('a function copied word for word', () => {
  it('is imported instead, after the other imports', async () => {
    const text = `import fs from 'node:fs';\n\n/** Counts. */\n${own()}${use}\nfs.existsSync('x');\n`;
    expect(await mended(base, 'src/use.ts', text)).toBe(
      `import fs from 'node:fs';\nimport { tally } from './ids';\n${use}\nfs.existsSync('x');\n`,
    );
  });

  it('is imported where it stood when nothing else is', async () => {
    expect(await mended(base, 'src/use.ts', `${own()}${use}`)).toBe(`import { tally } from './ids';\n${use}`);
  });

  it('stays an export of its file', async () => {
    expect(await mended(base, 'src/use.ts', `import 'x';\n\n${own('export function')}`)).toBe(
      `import 'x';\nimport { tally } from './ids';\n\nexport { tally };\n`,
    );
  });

  it('takes along the imports that nothing else needed', async () => {
    const there = {
      ...MANIFEST,
      'src/ids.ts': script('tally').replace("key === ''", 'isNone(key) || isEmpty(key)'),
    };
    const needing = (head: string) =>
      `${head}\n${own().replace("key === ''", 'isNone(key) || isEmpty(key)')}${use}`;
    const files = {
      ...there,
      'src/ids.ts': `import { isEmpty, isNone } from './a';\n${there['src/ids.ts']}`,
    };
    expect(await mended(files, 'src/use.ts', needing("import { isEmpty, isNone } from './a';"))).toBe(
      `import { tally } from './ids';\n${use}`,
    );
    const head = "import { isEmpty, some } from './a';\nimport { isNone } from './a';\nsome(isNone);\n";
    expect(await mended(files, 'src/use.ts', needing(head))).toBe(
      `import { some } from './a';\nimport { isNone } from './a';\nimport { tally } from './ids';\nsome(isNone);\n${use}`,
    );
  });

  it('is imported in the style of the file', async () => {
    const text = `import { begin } from "./begin.js"\n\n${own()}${use}begin();\n`.replaceAll('\n', '\r\n');
    expect(await mended(base, 'src/use.ts', text)).toContain(
      'import { begin } from "./begin.js"\r\nimport { tally } from "./ids.js"\r\n',
    );
  });

  it('is imported in Python, too', async () => {
    const files = { 'shop/__init__.py': '', 'shop/orders.py': python('read_orders') };
    const text = `import os\n\n\n${python('read_orders')}\n\nprint(read_orders(os.sep))\n`;
    expect(await mended(files, 'shop/report.py', text)).toBe(
      'import os\nfrom shop.orders import read_orders\n\n\nprint(read_orders(os.sep))\n',
    );
  });
});

describe('a function copied word for word is left where an import could mean something else:', () => {
  const scripted = (head: string, body: string) => `${head}\n${own().replace("key === ''", body)}${use}`;
  const originals = (head: string, body: string): Files => ({
    ...MANIFEST,
    'src/ids.ts': `${head}\n${script('tally').replace("key === ''", body)}`,
  });

  it.each([
    ['it uses a name of its module', 'const EMPTY = 0;', 'const EMPTY = 1;', 'key.length === EMPTY'],
    [
      'it uses another package',
      "import { isEmpty } from 'a';",
      "import { isEmpty } from 'b';",
      'isEmpty(key)',
    ],
    ['only one module gives the name', '', "import { isEmpty } from 'b';", 'isEmpty(key)'],
    ['the original imports the copy', "import { most } from './use';", '', "key === ''"],
  ])('%s', async (_why, there, here, body) => {
    expect(await mended(originals(there, body), 'src/use.ts', scripted(here, body))).toBeNull();
  });

  it('but not where both have it from the same package', async () => {
    const head = "import { isEmpty } from 'a';";
    expect(
      await mended(originals(head, 'isEmpty(key)'), 'src/use.ts', scripted(head, 'isEmpty(key)')),
    ).toContain("import { tally } from './ids';");
  });

  it('but not where both have it from one file, by whatever path', async () => {
    const files = originals("import { isEmpty } from './lib/empty';", 'isEmpty(key)');
    const text = scripted("import { isEmpty } from '../lib/empty.js';", 'isEmpty(key)');
    expect(await mended(files, 'src/pages/use.ts', text)).toContain("import { tally } from '../ids.js';");
  });

  it('but not where the copy has it from the original', async () => {
    const files = originals('export const isEmpty = (key: string) => !key;', 'isEmpty(key)');
    const text = scripted("import { isEmpty } from './ids';", 'isEmpty(key)');
    expect(await mended(files, 'src/use.ts', text)).toContain("import { tally } from './ids';");
  });

  it('it is not exported', async () => {
    const files = { ...MANIFEST, 'src/ids.ts': `${own()}${use}` };
    expect(await mended(files, 'src/use.ts', `${own()}${use}`)).toBeNull();
  });

  it('nobody calls it', async () => {
    expect(await mended(base, 'src/use.ts', `${own()}\nexport const x = 1;\n`)).toBeNull();
  });

  it('something decorates it', async () => {
    const files = { 'shop/__init__.py': '', 'shop/orders.py': python('read_orders') };
    expect(
      await mended(files, 'shop/report.py', `@cached\n${python('read_orders')}\n\nprint(read_orders('x'))\n`),
    ).toBeNull();
  });
});
