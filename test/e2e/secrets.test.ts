/** Secrets in a change, searched for in every byte that the bundle writes about it. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSecrets } from '../../src/kit/secrets/find.ts';
import { runBundle, type Ran } from '../support/bundle.ts';
import { credentials, drawer, privateKey } from '../support/credentials.ts';
import { startGithub } from '../support/github/github.ts';
import { leaksOf } from '../support/github/leaks.ts';
import { runOnGithub } from '../support/github/step.ts';
import { makeProject, type Project } from '../support/project.ts';
import { spellings } from '../support/spellings.ts';

const CHANGE = ['--base', 'main', '--head', 'feature'];
const all = credentials(21);
const key = privateKey(drawer(22));
const canaries = [...all.map(({ value }) => value), ...key.split('\n').slice(1, -1)];
const [token] = all;
const guess = all.find(({ name }) => name === 'named, mixed');
if (!token || !guess) throw new Error('the list lacks what these tests take from it');

/** Those that are known wherever they stand; the others by what stands before them. */
const alone = all.filter(({ value }) => findSecrets(`'${value}'`).length > 0);
/** Faults of every validator on the very lines: each would show the line, quote it, or offer it mended. */
const BUSY = alone.map(
  ({ value }, at) =>
    `export function f${at}(x) { debugger; let v = '${value}'; return new Array(v, x == NaN) }\n`,
);
const FILES = {
  'src/plain.txt': all.map(({ line }) => `${line}\n`).join(''),
  'src/busy.js': BUSY.join(''),
  'src/again.js': BUSY.join(''),
  'src/quoted.js': alone
    .map(
      ({ value }) =>
        `import '${value}';\nimport './${value}.js';\nconst o = { '${value}': 1, '${value}': 2 };\n`,
    )
    .join(''),
  'src/broken.js': `const a = '${token.value}' '${token.value}';\n// eslint-disable-next-line -- ${token.value}\ndebugger;\n`,
  'src/above.js': `debugger;\nconst apiKey = '${guess.value}';\ndebugger;\n`,
  'py/quoted.py': `import ${token.value}\n`,
  'deploy/id': `${key}\n`,
};

let project: Project;
let cache: string;
const gatewright = (...args: string[]): Promise<Ran> =>
  runBundle(args, { cwd: project.dir, env: { XDG_CACHE_HOME: cache } });

beforeAll(() => {
  project = makeProject({ 'package.json': '{ "name": "p", "type": "module" }\n' }, FILES);
  cache = `${project.dir}.runner`;
  fs.mkdirSync(cache);
});
afterAll(() => project.remove());

/** Prefixes and names are no secret: they say what it was. */
const PUBLIC = [
  'hooks.slack.com/services/',
  '/api/webhooks/',
  'AccountKey=',
  'access-production-',
  'AGE-SECRET-KEY-1',
];
const SIZE = 8;
const piecesOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - SIZE + 1) }, (_, at) => text.slice(at, at + SIZE));
const pieces = new Set(canaries.flatMap(spellings).flatMap(piecesOf));
for (const known of PUBLIC.flatMap(spellings).flatMap(piecesOf)) pieces.delete(known);

/** The first piece of a canary, in any spelling, that the text has, with what stands around it. */
function leak(text: string): string | null {
  for (let at = 0; at + SIZE <= text.length; at++) {
    if (pieces.has(text.slice(at, at + SIZE))) return text.slice(Math.max(0, at - 60), at + 40);
  }
  return null;
}

describe('a secret in a change', () => {
  it.each(['pretty', 'json', 'sarif', 'markdown', 'github'])(
    '[T116] is told by its place in %s',
    async (format) => {
      const ran = await gatewright('check', ...CHANGE, '--format', format);
      expect(ran.code).toBe(1);
      expect(ran.stdout).toContain('src/');
      expect(leak(ran.stdout + ran.stderr)).toBeNull();
    },
  );

  it('[T116] is in no part of a shard, and the merge of parts is the whole', async () => {
    const part = path.join(cache, 'part.json');
    await gatewright('check', ...CHANGE, '--shard', '1/1', '--output', part);
    const said = fs.readFileSync(part, 'utf8');
    expect(said).toContain('secrets/credential');
    expect(leak(said)).toBeNull();
    const merged = await gatewright('merge', part, ...CHANGE, '--format', 'sarif');
    const whole = await gatewright('check', ...CHANGE, '--format', 'sarif');
    expect(JSON.parse(merged.stdout).runs[0].results).toEqual(JSON.parse(whole.stdout).runs[0].results);
  });

  it('[T116] is in no baseline, and the baseline knows it', async () => {
    const file = path.join(project.dir, 'baseline.json');
    await gatewright('baseline', '--output', file);
    const written = fs
      .readdirSync(project.dir, { recursive: true, encoding: 'utf8' })
      .filter((name) => /baseline.*json$/.test(name));
    for (const name of written)
      expect(leak(fs.readFileSync(path.join(project.dir, name), 'utf8'))).toBeNull();
  });

  it('[T116] is in no proposal that fix shows', async () => {
    const ran = await gatewright('fix', ...CHANGE);
    expect(leak(ran.stdout + ran.stderr)).toBeNull();
  });

  it('[T116] is in no file of the cache, packed or not', async () => {
    await gatewright('check', ...CHANGE);
    const files = fs
      .readdirSync(cache, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(cache, name))
      .filter((file) => fs.statSync(file).isFile());
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect(leak(fs.readFileSync(file, 'latin1'))).toBeNull();
  });

  it('[T116] is in nothing that the action logs, shows, sends or leaves', async () => {
    const pull = { head: 'feature', base: 'main', number: 7 };
    const github = await startGithub({ from: project.dir, private: true, pull });
    const step = await runOnGithub(github, { checkout: 'none' });
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(JSON.stringify(github.requests)).toContain('secrets/credential');
    for (const secret of [token, guess]) {
      expect(leaksOf(github, step, secret.value.slice(4))).toEqual([]);
    }
    expect(leaksOf(github, step, key.split('\n')[1] ?? '')).toEqual([]);
  });
});
