/** What the secrets validator says of a change: where, how surely, and never what. */
import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../../src/domain/validator.ts';
import { rulesOf } from '../../../../src/kit/rules.ts';
import { secrets } from '../../../../src/prove/validators/secrets/secrets.ts';
import { credentials, drawer, privateKey } from '../../../support/credentials.ts';
import { computedFacts } from '../../../support/facts.ts';
import { TestRepository, type Contents } from '../../../support/repository.ts';
import { spellings } from '../../../support/spellings.ts';

async function judge(from: Contents, to: Contents): Promise<Judgement> {
  const repository = new TestRepository();
  const before = repository.commit(from);
  const change = await repository.between(before, repository.commit(to, { parents: [before] }));
  const files = change.files.filter((file) => secrets.appliesTo(file) === true);
  const run = await secrets.load();
  const facts = computedFacts();
  const { base, head, files: changed } = change;
  return run({ base, head, files, changed, sees: () => true, facts, at: () => undefined });
}

const found = async (to: Contents, from: Contents = { 'README.md': 'a\n' }): Promise<string[]> =>
  (await judge(from, { ...from, ...to })).observations.map(({ rule, at }) => `${rule} ${at.path}:${at.line}`);

const all = credentials();
const [token] = all;
const guess = all.find(({ name }) => name === 'named, mixed');
if (!token || !guess) throw new Error('the list lacks what these tests take from it');
const key = privateKey(drawer(11));

const shown = rulesOf('secrets').filter(({ bad }) => bad.length > 0);

describe.each(shown.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it.each(rule.bad)('sees its bad example %# and nothing else', async (files) => {
    expect(new Set((await judge({}, files)).observations.map((one) => one.rule))).toEqual(new Set([id]));
  });

  it.each(rule.good)('is silent about its good example %#', async (files) => {
    expect((await judge({}, files)).observations).toEqual([]);
  });
});

describe('the secrets validator', () => {
  it('[T116] tells every kind by its place, and no word of it', async () => {
    const judgement = await judge({}, { 'src/all.txt': all.map(({ line }) => `${line}\n`).join('') });
    const said = JSON.stringify(judgement);
    expect(judgement.observations.map(({ at }) => at.line)).toEqual(all.map((_, at) => at + 1));
    for (const [at, { rule }] of judgement.observations.entries()) {
      expect(rule === 'secrets/credential', all[at]?.name).toBe(all[at]?.certain);
    }
    for (const { value } of all)
      for (const text of spellings(value)) expect(said).not.toContain(text.slice(0, 8));
  });

  it('blocks for a private key, and warns of one among tests', async () => {
    expect(await found({ 'deploy/id_rsa': key })).toEqual(['secrets/private-key deploy/id_rsa:1']);
    for (const path of [
      'test/keys/id',
      'src/__tests__/id',
      'testdata/id',
      'pkg/tls_test.go',
      'a/src/test/resources/k.pem',
    ]) {
      expect(await found({ [path]: key })).toEqual([`secrets/credential-in-test ${path}:1`]);
    }
  });

  it('warns of a private key among samples, and blocks for a token there', async () => {
    const files = { 'examples/tls/ca.pem': key, 'examples/chat.py': token.line };
    expect(await found(files)).toEqual([
      'secrets/credential examples/chat.py:1',
      'secrets/credential-in-test examples/tls/ca.pem:1',
    ]);
  });

  it('warns of a known format among tests, and is silent about a guess there', async () => {
    const path = 'test/api.test.js';
    expect(await found({ [path]: token.line })).toEqual([`secrets/credential-in-test ${path}:1`]);
    expect(await found({ [path]: guess.line })).toEqual([]);
  });

  it('is silent about a guess in a lockfile, and not about a known format', async () => {
    expect(await found({ 'yarn.lock': `token: "${guess.value}"\n` })).toEqual([]);
    expect(await found({ 'yarn.lock': `resolved "https://x/${token.value}/a"\n` })).toHaveLength(1);
  });

  it('tells only of what stands on added lines', async () => {
    const from = { 'src/a.js': `1;\n${token.line}\n2;\n` };
    expect(await found({ 'src/a.js': `${from['src/a.js']}3;\n` }, from)).toEqual([]);
    expect(await found({ 'src/a.js': `${from['src/a.js']}${guess.line}\n` }, from)).toEqual([
      'secrets/likely-credential src/a.js:4',
    ]);
    const block = { 'src/k.txt': `${key}\n` };
    const edited = { 'src/k.txt': `${key.replace(/\n.{4}/, '\nAbc9')}\n` };
    expect(await found(edited, block)).toEqual(['secrets/private-key src/k.txt:1']);
  });

  it('reads UTF-16 with its mark, and nothing that is binary', async () => {
    const wide = Buffer.from(`\ufeff${token.line}\n`, 'utf16le');
    expect(await found({ 'a.ini': wide })).toEqual(['secrets/credential a.ini:1']);
    expect(await found({ 'a.dat': Buffer.from(`\0\0${token.line}\n`) })).toEqual([]);
    expect(await found({ 'a.png': token.line })).toEqual([]);
  });

  it('says that a file was too large to be searched', async () => {
    expect(await found({ 'big.txt': 'a'.repeat(5_000_001) })).toEqual(['secrets/not-searched big.txt:1']);
  });

  it('has nothing to say of what is deleted, a link or generated', async () => {
    const from = { 'a.js': token.line, 'vendor/b.js': '1;\n' };
    const repository = new TestRepository();
    const before = repository.commit(from);
    const after = { c: { mode: '120000', content: token.value }, 'vendor/b.js': token.line };
    const change = await repository.between(before, repository.commit(after, { parents: [before] }));
    expect(change.files.map((file) => secrets.appliesTo(file))).toEqual([
      'deleted',
      'symbolic link',
      'vendored: by its folder',
    ]);
  });
});
