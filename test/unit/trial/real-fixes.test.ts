import { beforeAll, describe, expect, it } from 'vitest';
import type { Policy } from '../../../src/domain/policy.ts';
import { loadPolicy } from '../../../src/policy/load.ts';
import { propose } from '../../../src/propose/propose.ts';
import { imports } from '../../../src/prove/validators/imports/imports.ts';
import { lint } from '../../../src/prove/validators/lint/lint.ts';
import { rechange } from '../../../src/read/read.ts';
import { openTrial } from '../../../src/trial/trial.ts';
import { inProcessProver } from '../../support/in-process.ts';
import { textsOf } from '../../support/scripted.ts';
import { changeOf, treeOf, type Files } from '../../support/trees.ts';

let policy: Policy;
beforeAll(async () => {
  policy = await loadPolicy({ base: treeOf({}), baseCommit: null });
});

async function tried(files: Files, base: Files = {}) {
  const whole = await changeOf(base, { ...base, ...files });
  const paths = whole.files.map((file) => file.path);
  const change = await rechange(whole, whole.head, paths);
  const prove = inProcessProver([lint, imports], policy);
  const author = await prove(change);
  const proposals = await propose(change, author);
  const trials = await openTrial({ change, author, policy, prove, rechange, deadline: () => 1e9 })(proposals);
  const texts = await textsOf(trials.tree);
  const rules = new Map(author.findings.map(({ fingerprint, rule }) => [fingerprint, rule]));
  const fates = trials.trials.map(({ proposal, fate }) => {
    const rule = rules.get(proposal.addresses[0] ?? '');
    return `${rule} ${fate.kind}${fate.kind === 'kept' ? '' : `: ${fate.reason}`}`;
  });
  const salvaged = trials.trials.flatMap(({ proposal }) => proposal.salvaged ?? []);
  return { fates, texts, author, salvaged };
}

describe("fixes of ESLint's own rules", () => {
  it('are kept when they mend what they say', async () => {
    const { fates, texts } = await tried({
      'a.js':
        "export function f(a) {\r\n  if (!!a) {\r\n    return /a  b/.test('x');\r\n  }\r\n  return false;\r\n}\r\n",
    });
    expect(fates).toEqual(['lint/no-extra-boolean-cast kept', 'lint/no-regex-spaces kept']);
    expect(texts.get('a.js')).toBe(
      "export function f(a) {\r\n  if (a) {\r\n    return /a {2}b/.test('x');\r\n  }\r\n  return false;\r\n}\r\n",
    );
  });

  it('are rolled back when they open what another rule finds: a variable that nothing ever assigns', async () => {
    const { fates, texts } = await tried({
      'a.js': 'let x = undefined;\nexport function f() {\n  return x;\n}\n',
    });
    expect(fates).toContain(
      'lint/no-undef-init rolled-back: it would open lint/no-unassigned-vars at a.js:1',
    );
    expect(texts.get('a.js')).not.toContain('let x;');
  });

  it('are kept with the fix of what they open: a cast that the condition makes anyway', async () => {
    const { fates, texts, salvaged } = await tried({
      'a.js': 'export function f(a) {\n  if (a ? true : false) {\n    return 1;\n  }\n  return 2;\n}\n',
    });
    expect(fates).toEqual(['lint/no-unneeded-ternary kept']);
    expect(salvaged).toEqual(['lint/no-extra-boolean-cast at a.js:2 was mended as its validator says']);
    expect(texts.get('a.js')).toContain('if (a) {');
  });

  it('are kept with the fix of what they open: a label that nothing uses any more', async () => {
    const { fates, texts } = await tried({
      'a.js': 'export function f(a) {\n  x: while (a()) {\n    if (a(1)) continue x;\n    a(2);\n  }\n}\n',
    });
    expect(fates).toEqual(['lint/no-extra-label kept']);
    expect(texts.get('a.js')).toBe(
      'export function f(a) {\n  while (a()) {\n    if (a(1)) continue;\n    a(2);\n  }\n}\n',
    );
  });

  it('mend several faults on one line side by side', async () => {
    const { fates, texts } = await tried({
      'a.js': 'export const f = (a, b) => (!!a ? 1 : 2) + (!!b ? 3 : 4);\n',
    });
    expect(fates).toEqual(['lint/no-extra-boolean-cast kept', 'lint/no-extra-boolean-cast kept']);
    expect(texts.get('a.js')).toBe('export const f = (a, b) => (a ? 1 : 2) + (b ? 3 : 4);\n');
  });

  it('[T57] keep a byte order mark and what is not touched', async () => {
    const { fates, texts } = await tried({
      'a.js': '\ufeffexport const f = (a) => (!!a ? "é" : "\u{1f600}");\r\n',
    });
    expect(fates).toEqual(['lint/no-extra-boolean-cast kept']);
    expect(texts.get('a.js')).toBe('export const f = (a) => (a ? "é" : "\u{1f600}");\r\n');
  });
});

describe('corrections of imports', () => {
  it('are kept when the file is there and exports what is asked for', async () => {
    const { fates, texts } = await tried(
      {
        'src/shop.ts':
          "import { formatPrice } from './mony.ts';\nexport const price: string = formatPrice(3);\n",
      },
      { 'src/money.ts': 'export function formatPrice(cents: number): string {\n  return `${cents}`;\n}\n' },
    );
    expect(fates).toEqual(['imports/missing-file kept']);
    expect(texts.get('src/shop.ts')).toContain("from './money.ts'");
  });
});
