/** A project of some forty files whose change has findings of every validator, and every way in which files hang together. */
import { drawer } from './credentials.ts';
import { makeProject, type Project } from './project.ts';
import type { Files } from './trees.ts';

const PLAIN = (at: number) => `export const value${at} = (a) => a + ${at};\n`;
const DEFECT =
  'export function read(file) {\n  try {\n    return file();\n  } finally {\n    return null;\n  }\n}\n';
const TWICE = 'export const list = [, 1];\nif (list === list) list.pop();\nif (list === list) list.pop();\n';

/** Long enough for a clone: what it is about does not matter. */
const tally = (name: string) => `export function ${name}(records, limit) {
  const totals = new Map();
  for (const record of records) {
    if (record.amount === undefined || record.currency === undefined) continue;
    const key = record.currency.trim().toUpperCase();
    const known = totals.get(key) ?? { count: 0, sum: 0, largest: 0 };
    known.count += 1;
    known.sum += record.amount;
    if (record.amount > known.largest) known.largest = record.amount;
    totals.set(key, known);
  }
  const sorted = [...totals].filter(([, total]) => total.count > 1);
  sorted.sort(([, a], [, b]) => b.sum - a.sum);
  return sorted.slice(0, limit).map(([currency, total]) => ({ currency, ...total }));
}
`;

function base(): Files {
  const files: Record<string, string> = {
    'package.json': '{ "name": "p", "type": "module", "dependencies": { "left": "1" } }\n',
    'src/gone-a.js': 'export const a = 1;\n',
    'src/gone-b.js': 'export const b = 1;\n',
    'py/gone.py': 'A = 1\n',
    'py/user.py': 'from py.gone import A\nprint(A)\n',
    'src/importer-both.js':
      "import { a } from './gone-a.js';\nimport { b } from './gone-b.js';\nexport const c = a + b;\n",
    'src/importer-one.js': "import { a } from './gone-a.js';\nexport const c = a;\n",
    'src/importer-changed.js': "import { b } from './gone-b.js';\nexport const c = b;\n",
    'src/old-debt.js': `${DEFECT}export const x = 1;\n`,
    'src/moved.js': `${DEFECT}${tally('kept')}`,
    'src/tally.js': tally('tally'),
  };
  for (let at = 0; at < 12; at++) files[`src/plain-${at}.js`] = PLAIN(at);
  return files;
}

const HEAD: Files = {
  'src/importer-changed.js': "import { b } from './gone-b.js';\nexport const c = b + 1;\n",
  'src/old-debt.js': `${DEFECT}export const x = 2;\n`,
  'src/again.js': tally('tallyAgain'),
  'src/other/again.js': tally('sumUp'),
  'src/lib/defect.js': DEFECT,
  'src/lib/twice.js': TWICE,
  'src/lib/muted.js': `/* eslint-disable */\n${DEFECT}`,
  'src/lib/invented.js':
    "import x from 'no-such-package-here';\nimport y from './nowhere.js';\nexport const z = x + y;\n",
  'src/lib/invented.ts':
    "import { q } from 'leftt';\nimport fs from 'node:fss';\nexport const w = [q, fs];\n",
  'py/run.py':
    'import subprocess\nfrom flask import request\n\n\ndef run():\n    subprocess.run(request.args["command"], shell=True)\n',
  'py/made_up.py': 'import py.nothing_here\nfrom . import not_there\n',
  'names/Case.txt': 'one\n',
  'names/case.txt': 'two\n',
  'names/CASE.txt': 'three\n',
  'names/zero\u200bwidth.js': PLAIN(1),
  'names/\n::error::.js': DEFECT,
  'src/lib/keys.js': `export const apiKey = '${drawer(1)('abcdefghkmnpqrstwxyz23456789', 32)}';\n`,
  'docs/logo.svg': '<svg/>\n',
  'docs/readme.md': '# Hello\n',
  '.github/gatewright/notes.md': '# Notes\n',
};

/** What holds for the findings of all files together. */
const POLICY = 'must-judge: [javascript]\nvalidators: { duplication: { limit: { share: 1 } } }\n';

/** `main` and `feature` of a change with all of it. */
export function makeManyFindings(): Project {
  const project = makeProject({ ...base(), '.github/gatewright.yml': POLICY });
  project.git('rm', '--quiet', 'src/gone-a.js', 'src/gone-b.js', 'py/gone.py');
  project.git('mv', 'src/moved.js', 'src/elsewhere.js');
  const more: Record<string, string> = {};
  for (let at = 0; at < 12; at++) more[`src/plain-${at}.js`] = `${PLAIN(at)}export const more = ${at};\n`;
  for (let at = 0; at < 6; at++) more[`src/new/${at}.js`] = at % 2 ? DEFECT : PLAIN(at);
  project.commit('head', { ...HEAD, ...more });
  return project;
}
