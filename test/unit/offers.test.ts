/** Fixers and the assistant are tried in two rounds, and the caller's script has its say when all are there. */
import { expect, it } from 'vitest';
import type { Case } from '../../src/case.ts';
import type { Assistant } from '../../src/domain/assistant.ts';
import { NO_CONSENT } from '../../src/domain/consent.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { tryOffers } from '../../src/offers.ts';
import type { Prover } from '../../src/prove/prover.ts';
import { RECEIPT } from '../support/asking.ts';
import { policyFor } from '../support/policy.ts';
import { replaceIn, scriptedProver, word } from '../support/scripted.ts';
import { changeOf } from '../support/trees.ts';

const FILES = { 'a.js': 'BAD\n', 'b.js': 'BAD\n' };
const EDIT = { summary: 'Mend it', confidence: 'high', edits: [{ find: 'BAD', replace: 'mended' }] };
const ASSISTANT: Assistant = {
  model: 'claude-test',
  ceilings: { tokens: 200_000, dollars: 1 },
  ask: async () => ({ kind: 'reply', value: EDIT, receipt: RECEIPT }),
};

/** A fixer has the answer for one file, the assistant for the other one. */
async function offered(script: string): Promise<unknown> {
  const change = await changeOf({}, FILES);
  const prove = scriptedProver({ 'lint/bad': word('BAD') });
  const { outcomes, findings } = await prove(change);
  const [first, ...rest] = findings;
  const fix = [replaceIn('a.js', FILES['a.js'], 'BAD', 'mended')] as const;
  const author: Evidence = { outcomes, findings: first ? [{ ...first, fix }, ...rest] : [] };
  const { signal } = new AbortController();
  const told = { onStage: () => undefined, onNote: () => undefined };
  const open: Partial<Case> = {
    request: { ...told, assistant: async () => ASSISTANT, script, env: process.env, signal } as never,
    ...{ repository: { kind: 'folder' } as never, ends: { root: null } as never },
    ...{ change, maintained: change.base, policy: policyFor({}), started: performance.now() },
    consent: Promise.resolve(NO_CONSENT),
  };
  const { trials } = await tryOffers(open as Case, { prove } as Prover, author);
  return trials.trials.map(({ proposal, fate }) => [proposal.source, fate.kind]);
}

it('waits with a script that fails on the author’s own files until the assistant has offered as well', async () => {
  expect(await offered('grep -q mended a.js && grep -q mended b.js')).toEqual([
    ['fixer:eslint', 'kept'],
    ['assistant:fix', 'kept'],
  ]);
});

it('keeps nothing that a script does not pass with', async () => {
  expect(await offered('grep -q right a.js')).toEqual([
    ['fixer:eslint', 'rolled-back'],
    ['assistant:fix', 'rolled-back'],
  ]);
});
