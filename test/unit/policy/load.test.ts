import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tree } from '../../../src/domain/tree.ts';
import { EnvironmentError, UserError } from '../../../src/errors.ts';
import { loadPolicy, POLICY_PATH } from '../../../src/policy/load.ts';
import { changeOf, treeOf, type Files } from '../../support/trees.ts';

const BASELINE = '.github/gatewright-baseline.json';
const PRINT = 'a'.repeat(32);
const baselineOf = (...prints: string[]) =>
  JSON.stringify({
    schema: 'gatewright.baseline/1',
    findings: prints.map((fingerprint) => ({ fingerprint, rule: 'lint/x', path: 'a.js', message: 'm' })),
  });

const load = (files: Files, explicit?: { path: string; text: string }) =>
  loadPolicy({ base: treeOf(files), baseCommit: '0123456789abcdef0123456789abcdef01234567', explicit });

describe('where the policy comes from', () => {
  it('is the base, named with its commit and the digest of its text', async () => {
    const text = 'mode: observe\n';
    const policy = await load({ [POLICY_PATH]: text });
    expect(policy).toMatchObject({
      mode: 'observe',
      source: '.github/gatewright.yml@0123456789ab',
      digest: createHash('sha256').update(text).digest('hex'),
      files: [POLICY_PATH, BASELINE],
    });
  });

  it('is the defaults when the base has none', async () => {
    const policy = await load({ 'a.js': '' });
    const empty = createHash('sha256').update('').digest('hex');
    expect(policy).toMatchObject({ source: 'defaults', digest: empty, mode: 'gate', timeBudget: 300 });
  });

  it('says so when the base is no commit', async () => {
    const policy = await loadPolicy({ base: treeOf({ [POLICY_PATH]: '' }), baseCommit: null });
    expect(policy.source).toBe('.github/gatewright.yml@base');
  });

  it('is the file that the caller names, before the base', async () => {
    const explicit = { path: 'my.yml', text: '\ufeffthreshold: note' };
    const policy = await load({ [POLICY_PATH]: 'not: valid' }, explicit);
    expect(policy).toMatchObject({ threshold: 'note', source: 'my.yml' });
    await expect(load({}, { path: 'my.yml', text: 'mod: gate' })).rejects.toThrow(
      'my.yml:1:1: unknown key "mod"',
    );
  });

  it('[T72] is never the head: no byte of a change makes another policy', async () => {
    const base: Files = { [POLICY_PATH]: 'mode: gate\n', [BASELINE]: baselineOf(PRINT), 'a.js': 'x' };
    const expected = await load(base);
    const path = fc.constantFrom(POLICY_PATH, BASELINE, 'a.js', '.github/gatewright.yaml', 'other.json');
    const content = fc.oneof(
      fc.constantFrom(
        'mode: observe',
        'validators: { lint: { level: off } }',
        baselineOf('b'.repeat(32)),
        '{',
      ),
      fc.uint8Array({ maxLength: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(path, content, { noNullPrototype: true }), async (head) => {
        const change = await changeOf(base, head as Files);
        const policy = await loadPolicy({ base: change.base, baseCommit: '0123456789abcdef' });
        expect(policy).toEqual(expected);
      }),
      { seed: 72, numRuns: 100 },
    );
  });
});

describe('a policy file that cannot be read as one', () => {
  it('is told as the base’s, so that nobody wonders why mending the working file changes nothing', async () => {
    await expect(load({ [POLICY_PATH]: 'mod: gate' })).rejects.toThrow(
      /^\.github\/gatewright\.yml is not .*\n.*:1:1: unknown key "mod".*\nIt is read from 0123456789ab, never from the change: mend it there\./,
    );
  });

  const asked = (files: Files) => load(files).catch((error: unknown) => error);

  it('is refused when it is not UTF-8', async () => {
    const error = await asked({ [POLICY_PATH]: Uint8Array.of(0x6d, 0xff, 0xfe) });
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ message: '.github/gatewright.yml is not UTF-8 text.' });
  });

  it('is read with a byte order mark, in UTF-16 too', async () => {
    const policies = [
      await load({ [POLICY_PATH]: '\ufeffmode: observe\r\n' }),
      await load({ [POLICY_PATH]: Buffer.from('\ufeffmode: observe\n', 'utf16le') }),
    ];
    expect(policies.map(({ mode }) => mode)).toEqual(['observe', 'observe']);
  });

  it('[T83] is refused when it is large', async () => {
    await expect(load({ [POLICY_PATH]: '#'.repeat(300_000) })).rejects.toThrow(
      '.github/gatewright.yml has 300000 bytes; a policy has at most 262144.',
    );
    await expect(load({}, { path: 'my.yml', text: '#'.repeat(300_000) })).rejects.toThrow(
      'my.yml has 300000',
    );
  });

  it('is refused under another name, which would be ignored in silence', async () => {
    await expect(load({ '.github/gatewright.yaml': 'mode: observe' })).rejects.toThrow(
      '.github/gatewright.yaml is not read: the policy is .github/gatewright.yml. Rename the file.',
    );
  });

  const withEntry = (tree: Tree, entry: Awaited<ReturnType<Tree['entry']>>, blob?: Tree['bytes']): Tree => ({
    ...tree,
    entry: async (path) => (path === POLICY_PATH ? entry : undefined),
    bytes: blob ?? tree.bytes,
  });

  it.each(['symlink', 'submodule'] as const)('is refused as a %s, which is not followed', async (mode) => {
    const tree = withEntry(treeOf({}), { path: POLICY_PATH as never, mode, oid: '0' });
    await expect(loadPolicy({ base: tree, baseCommit: null })).rejects.toThrow(
      /is a (symbolic link|submodule), expected a file/,
    );
  });

  it('is a fault of the environment when the blob is lost', async () => {
    const entry = { path: POLICY_PATH as never, mode: 'file' as const, oid: '0' };
    const tree = withEntry(treeOf({}), entry, async () => ({ kind: 'unreadable', reason: 'corrupt object' }));
    await expect(loadPolicy({ base: tree, baseCommit: null })).rejects.toThrow(EnvironmentError);
  });
});

describe('the baseline of a policy', () => {
  it('is read beside it without being named', async () => {
    const policy = await load({ [BASELINE]: baselineOf(PRINT) });
    expect(policy.baseline).toEqual(new Set([PRINT]));
    expect(policy.source).toBe('defaults');
  });

  it('is read where the policy says', async () => {
    const files = { [POLICY_PATH]: 'baseline: q/known.json', 'q/known.json': baselineOf(PRINT) };
    const policy = await load({ ...files, [BASELINE]: 'never read' });
    expect(policy.baseline).toEqual(new Set([PRINT]));
    expect(policy.files).toEqual([POLICY_PATH, 'q/known.json']);
  });

  it('counts the prompts that it names among its files', async () => {
    const policy = await load({
      [POLICY_PATH]: 'assistant: { prompts: { fix: prompts/ours.md, repair: 1 } }',
    });
    expect(policy.files).toEqual([POLICY_PATH, BASELINE, 'prompts/ours.md']);
  });

  it('must be there when it is named', async () => {
    await expect(load({ [POLICY_PATH]: 'baseline: q/known.json' })).rejects.toThrow(
      '.github/gatewright.yml names the baseline q/known.json, which the base does not have',
    );
  });

  it('comes from the base, not from the caller, when the policy is the caller’s', async () => {
    const policy = await load({ [BASELINE]: baselineOf(PRINT) }, { path: 'my.yml', text: 'mode: gate' });
    expect(policy.baseline).toEqual(new Set([PRINT]));
  });
});
