/** Every lint rule proves its own examples, and the profile is sound. */
import * as typescriptPlugin from '@typescript-eslint/eslint-plugin';
// @ts-expect-error The plugin ships no types.
import * as securityPlugin from 'eslint-plugin-security';
import { describe, expect, it } from 'vitest';
// @ts-expect-error No door of the package leads to it.
import { FlatConfigArray } from '../../../../node_modules/eslint/lib/config/flat-config-array.js';
import { repoPath } from '../../../../src/domain/path.ts';
import { rulesOf } from '../../../../src/kit/rules.ts';
import { formOf } from '../../../../src/prove/validators/lint/form.ts';
import { profileOf } from '../../../../src/prove/validators/lint/profile.ts';
import { observe, rulesIn } from './judging.ts';

const FORMS = ['a.js', 'a.jsx', 'a.ts', 'a.d.ts', 'a.tsx'].map((path) => formOf(repoPath(path)));

describe.each(rulesOf('lint').map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it.each(rule.bad)('sees its bad example %# and nothing else', async (files) => {
    expect(rulesIn(await observe(files))).toEqual([id]);
  });

  it.each(rule.good)('is silent about its good example %#', async (files) => {
    expect(rulesIn(await observe(files))).not.toContain(id);
  });

  it('has examples of both kinds', () => {
    expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
  });
});

describe('the profile', () => {
  it.each(FORMS)('has options that ESLint accepts and adds nothing to in $filename', (form) => {
    const entries = profileOf(form);
    const settings = {
      files: ['**/*'],
      plugins: { '@typescript-eslint': typescriptPlugin, security: securityPlugin },
      rules: Object.fromEntries(entries.map(({ eslint, options }) => [eslint, ['off', ...options]])),
    };
    const config = new FlatConfigArray([settings]).normalizeSync().getConfig('a.js');
    for (const rule of Object.values(config.rules) as [number, ...unknown[]][]) rule[0] = 2;
    const before = structuredClone(config.rules);
    config.validateRulesConfig(config.rules);
    expect(config.rules).toEqual(before);
    expect(Object.keys(before)).toHaveLength(new Set(entries.map(({ eslint }) => eslint)).size);
  });

  it.each(FORMS)('gives rules of ours that share one of ESLint’s the same options in $filename', (form) => {
    const options = new Map<string, string>();
    for (const entry of profileOf(form)) {
      const text = JSON.stringify(entry.options);
      expect(options.get(entry.eslint) ?? text, entry.rule.id).toBe(text);
      options.set(entry.eslint, text);
    }
  });

  it.each(FORMS)(
    'lets a rule of ESLint that is shared be refined by all who share it in $filename',
    (form) => {
      const entries = profileOf(form);
      for (const entry of entries) {
        const sharers = entries.filter(({ eslint }) => eslint === entry.eslint);
        if (sharers.length > 1) expect(entry.when, entry.rule.id).toBeTypeOf('string');
      }
    },
  );
});
