/** What the assistant is asked for besides fixes, through the built bundle: copies, tests, instructions, notes. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { KEY, startAnthropic, type LocalAnthropic } from '../support/anthropic/server.ts';
import { runBundle, type Ran } from '../support/bundle.ts';
import { makeProject, type Project } from '../support/project.ts';
import type { Files } from '../support/trees.ts';

const SUM = `export function summarise(orders) {
  const totals = new Map();
  for (const order of orders) {
    const known = totals.get(order.customer) ?? { count: 0, cents: 0, latest: '' };
    known.count += 1;
    known.cents += order.lines.reduce((all, line) => all + line.cents * line.amount, 0);
    if (order.placed > known.latest) known.latest = order.placed;
    totals.set(order.customer, known);
  }
  return [...totals].map(([customer, known]) => ({ customer, ...known }));
}
`;
const COPY = SUM.replace('summarise', 'digest');
const PRICE = 'export const price = (cents) => cents / 100;\n';
const PRICE_TEST =
  "import assert from 'node:assert';\nimport { test } from 'node:test';\nimport { price } from '../src/price.js';\n\ntest('price', () => assert.equal(price(100), 1));\n";
const BASE = {
  'package.json': '{ "name": "p", "type": "module" }\n',
  'src/orders.js': SUM,
  'src/price.js': PRICE,
  'test/price.test.js': PRICE_TEST,
};
const ROUND = 'export function round(cents) {\n  const rest = cents % 5;\n  return cents - rest;\n}\n';

/** Without ESLint, which takes longest to start. */
const QUICK = ['--assistant', '--skip', 'lint'];

let server: LocalAnthropic;
let project: Project | undefined;
beforeAll(async () => void (server = await startAnthropic()));
afterAll(() => server.close());
afterEach(() => project?.remove());

const read = (file: string) => fs.readFileSync(path.join(project?.dir ?? '', file), 'utf8');

/** Runs `fix --apply` on a change, under a policy, with a model that replies so. */
async function fix(
  head: Files,
  policy: string,
  reply: (content: string) => unknown,
  ...args: string[]
): Promise<Ran & { readonly asked: readonly string[] }> {
  project = makeProject({ ...BASE, '.github/gatewright.yml': `assistant:\n${policy}` }, head);
  server.answer(reply);
  const before = server.asked().length;
  const env = { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: server.url };
  const ran = await runBundle(['fix', '--apply', ...args], { cwd: project.dir, env });
  return {
    ...ran,
    asked: server
      .asked()
      .slice(before)
      .map(({ content }) => content),
  };
}

describe('a copy', () => {
  const COPIED = { 'src/digest.js': COPY };
  const policy = '  tasks: [refactor]\n';
  const edits = [{ place: 1, find: COPY, replace: "export { summarise as digest } from './orders.js';\n" }];

  it('is taken out where the reply calls the original, and the proof agrees', async () => {
    const said = { summary: 'Call summarise', confidence: 'high', edits };
    const ran = await fix(COPIED, policy, () => said, ...QUICK);
    expect(ran.asked).toHaveLength(1);
    expect(ran.asked[0]).toContain('place 2: file src/orders.js, lines 1 to 11, only to read');
    expect(ran.stdout).toMatch(/^kept +src\/digest\.js {2}Call summarise \(refactor@1, /m);
    expect(read('src/digest.js')).toBe(edits[0]?.replace);
  });

  it('stays where the reply only makes it look different', async () => {
    const hidden = [{ place: 1, find: 'const totals', replace: 'const sums' }];
    const said = { summary: 'Hide it', confidence: 'high', edits: hidden };
    const ran = await fix(COPIED, policy, () => said, ...QUICK);
    expect(ran.stdout).toMatch(/^rolled-back +src\/digest\.js/m);
    expect(read('src/digest.js')).toBe(COPY);
  });
});

describe('a function without a test', () => {
  const policy = '  tasks: [tests]\n  allow: [tests]\n';
  const said = {
    summary: 'Test round',
    confidence: 'high',
    imports: ["import { round } from '../src/price.js';"],
    tests: "test('round takes the rest away', () => assert.equal(round(7), 5));",
  };

  it('gets one in the file where the repository has its tests', async () => {
    const script = ['--script', 'node --test test/price.test.js'];
    const ran = await fix({ 'src/price.js': `${PRICE}\n${ROUND}` }, policy, () => said, ...QUICK, ...script);
    expect(ran.stdout).toMatch(/^kept +test\/price\.test\.js {2}Test round \(tests@1, /m);
    const [imports, added] = [said.imports.join(''), said.tests];
    const last = "import { price } from '../src/price.js';\n";
    expect(read('test/price.test.js')).toBe(`${PRICE_TEST.replace(last, `${last}${imports}\n`)}\n${added}\n`);
  });

  it('gets one in a new file, named as the others are', async () => {
    const imports = [
      "import assert from 'node:assert';",
      "import { test } from 'node:test';",
      "import { round } from '../src/round.js';",
    ];
    const ran = await fix({ 'src/round.js': ROUND }, policy, () => ({ ...said, imports }), ...QUICK);
    expect(ran.stdout).toMatch(/^kept +test\/round\.test\.js/m);
    expect(read('test/round.test.js')).toBe(`${imports.join('\n')}\n\n${said.tests}\n`);
  });

  it('gets none that fails when it is run', async () => {
    const head = { 'src/price.js': `${PRICE}\n${ROUND}` };
    const script = ['--script', 'node --test test/price.test.js'];
    const wrong = { ...said, tests: said.tests.replace('5)', '7)') };
    const ran = await fix(head, policy, () => wrong, ...QUICK, ...script);
    expect(ran.stdout).toMatch(/^rolled-back +test\/price\.test\.js/m);
    expect(read('test/price.test.js')).toBe(PRICE_TEST);
  });

  it('[T34] is no way to weaken the tests that are there', async () => {
    const imports = [`${said.imports[0]} /*`];
    const ran = await fix(
      { 'src/price.js': `${PRICE}\n${ROUND}` },
      policy,
      () => ({ ...said, imports, tests: `*/ ${said.tests}` }),
      ...QUICK,
    );
    expect(ran.stdout).toMatch(/^refused +test\/price\.test\.js/m);
    expect(read('test/price.test.js')).toBe(PRICE_TEST);
  });
});

describe('an instruction', () => {
  const policy = '  allow: [new-files]\n';
  const head = { 'src/price.js': `${PRICE}// prices\n` };
  const edit = { place: 1, find: 'cents / 100', replace: 'Math.round(cents) / 100' };
  const file = { path: 'src/tax.js', text: 'export const tax = (cents) => cents * 0.19;\n' };
  const said = { summary: 'Round prices', confidence: 'high', edits: [edit], files: [file] };
  const generate = (...files: unknown[]) =>
    fix(head, policy, () => ({ ...said, files }), '--generate', 'Round prices in src/price.js');

  it('is followed, in files of the change and in new ones', async () => {
    const ran = await generate(file);
    expect(ran.asked).toEqual([expect.stringContaining('Round prices in src/price.js\n</instruction-')]);
    expect(ran.stdout).toMatch(/^kept +src\/price\.js {2}Round prices \(generate@1, /m);
    expect([read('src/price.js'), read('src/tax.js')]).toEqual([
      head['src/price.js'].replace(edit.find, edit.replace),
      file.text,
    ]);
  });

  it.each([
    ['[T32] nothing outside the repository', '../x.js'],
    ['[T34] no workflow', '.github/workflows/x.yml'],
  ])('writes %s, whatever the reply says', async (_name, hostile) => {
    const ran = await generate({ path: hostile, text: 'x();\n' });
    expect(ran.stdout).toMatch(/^refused +/m);
    expect(project?.git('status', '--porcelain')).toBe('');
  });

  it('is a sentence and nothing else when it is none', async () => {
    const ran = await fix(head, policy, () => said, '--generate', ' ');
    expect([ran.code, ran.asked, ran.stdout]).toEqual([3, [], '']);
    expect(ran.stderr).toMatch(/--generate <instruction>/);
  });
});

describe('a note', () => {
  it('is shown, blocks nothing and proposes nothing', async () => {
    const message = 'With 0 it divides by zero.';
    const said = { notes: [{ quote: 'return 100 / cents;', message, confidence: 'medium' }] };
    const head = { 'src/rate.js': 'export function rate(cents) {\n  return 100 / cents;\n}\n' };
    const ran = await fix(head, '  tasks: [review]\n', () => said, '--assistant');
    expect(ran.stdout).toMatch(
      /^Nothing to propose\.\nnote +src\/rate\.js:2 {2}With 0 it divides by zero\. \(medium/,
    );
    expect(ran.code).toBe(0);
  });
});
