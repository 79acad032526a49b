/** Shares and their replay: each file falls to one shard, and what all of them said proves what one run would prove. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockingAmong } from '../../../src/decide/blocking.ts';
import type { Change } from '../../../src/domain/change.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import type { Statement } from '../../../src/domain/part.ts';
import type { Shard } from '../../../src/domain/shard.ts';
import { evidenceOf } from '../../../src/prove/evidence.ts';
import { prove, type Proof } from '../../../src/prove/prove.ts';
import { replay } from '../../../src/prove/replay.ts';
import { openSight } from '../../../src/prove/scope.ts';
import type { Seat } from '../../../src/prove/seat.ts';
import { isOwn } from '../../../src/prove/share.ts';
import { statementOf } from '../../../src/prove/statement.ts';
import { imports } from '../../../src/prove/validators/imports/imports.ts';
import { paths } from '../../../src/prove/validators/paths/paths.ts';
import { computedFacts } from '../../support/facts.ts';
import { changeOf, type Files } from '../../support/trees.ts';
import { policyOf } from './standing/fixture.ts';

const validators = [imports, paths];
const policy = policyOf();

async function proofsOf(change: Change, shard?: Shard): Promise<Proof[]> {
  const proofs: Proof[] = [];
  for (const validator of validators) {
    const judge = await validator.load();
    const seat: Pick<Seat, 'judge'> = {
      judge: async ({ change: { base, head, files: changed }, files, sight }) => {
        const sees = openSight(sight);
        const facts = computedFacts();
        const judgement = await judge({ base, head, files, changed, sees, facts, at: () => {} });
        return { answer: { kind: 'completed', ...judgement }, judge: null };
      },
    };
    proofs.push(await prove({ validator, policy, change, shard, seat }));
  }
  return proofs;
}

/** What a part keeps of a statement: what JSON keeps. */
const written = (proofs: readonly Proof[]): Statement[] =>
  JSON.parse(JSON.stringify(proofs.map(statementOf))) as Statement[];

interface Sharded {
  readonly merged: Evidence;
  readonly shards: readonly Evidence[];
}

async function sharded(change: Change, of: number): Promise<Sharded> {
  const told = [];
  const shards: Evidence[] = [];
  for (let index = 1; index <= of; index++) {
    const shard = { index, of };
    const proofs = await proofsOf(change, shard);
    shards.push(evidenceOf(proofs));
    told.push({ name: `${index}.json`, shard, statements: written(proofs) });
  }
  return { merged: await replay(told, { change, policy, validators }), shards };
}

const timeless = ({ outcomes, findings }: Evidence) => ({
  findings,
  outcomes: outcomes.map((outcome) => ({ ...outcome, ms: 0, handled: [...outcome.handled] })),
});

const NAMES = [
  'a.js',
  'A.js',
  'b.js',
  'lib/a.js',
  'lib/index.js',
  'lib/B.js',
  'x.py',
  'pkg/__init__.py',
  'pkg/y.py',
];
const LINES = [
  "import { a } from './a.js';",
  "import { b } from './lib/index.js';",
  "import './lib';",
  "import '..';",
  "import { nothing } from './b.js';",
  "import z from 'no-such-package';",
  'import pkg.y',
  'from pkg import y',
  'export const a = 1;',
];
const content = fc.array(fc.constantFrom(...LINES), { maxLength: 4 }).map((lines) => lines.join('\n'));
const tree: fc.Arbitrary<Files> = fc.dictionary(fc.constantFrom(...NAMES), content);

describe('shards', () => {
  it('give every file of every validator to exactly one of them', async () => {
    const names = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`src/${at}.js`, `${at}`]));
    const { files } = await changeOf({ 'gone.js': '1', 'gone/too.js': '2' }, names);
    for (let of = 1; of <= 7; of++) {
      const shards = Array.from({ length: of }, (_, at) => ({ index: at + 1, of }));
      for (const validator of validators) {
        const shares = shards.map((shard) => files.filter((file) => isOwn(validator, file, shard)));
        expect(shares.flat().length).toBe(files.length);
        expect(new Set(shares.flat()).size).toBe(files.length);
        const busy = shares.filter((share) => share.length > 0).length;
        expect(busy).toBe(validator.together ? 1 : of);
      }
      const gone = files.filter(({ head }) => head === null);
      expect(shards.filter((shard) => gone.some((file) => isOwn(imports, file, shard)))).toHaveLength(1);
    }
  });

  it('prove together what one run proves, whatever the change and however many they are', async () => {
    await fc.assert(
      fc.asyncProperty(tree, tree, fc.integer({ min: 1, max: 5 }), async (base, head, of) => {
        const change = await changeOf(base, head);
        const whole = evidenceOf(await proofsOf(change));
        const { merged, shards } = await sharded(change, of);
        expect(timeless(merged)).toEqual(timeless(whole));
        // Whoever forgets to merge sees red in a shard when there is something to see.
        const blocks = ({ findings }: Evidence) => blockingAmong(findings, policy).length > 0;
        expect(shards.some(blocks)).toBe(blocks(whole));
      }),
      { numRuns: 60 },
    );
  });
});
