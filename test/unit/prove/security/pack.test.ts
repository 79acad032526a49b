/** The examples of the pack: each bad one is found by its rule, and about a good one no rule says a word. */
import { describe, expect, it } from 'vitest';
import {
  examplesOf,
  PACK_LANGUAGES,
  readPack,
  type PackLanguage,
} from '../../../../scripts/security-pack.ts';
import { rewrite } from '../../../../src/kit/match/fix.ts';
import { Words } from '../../../../src/kit/match/formula/words.ts';
import { rules } from '../../../../src/kit/rules.ts';
import { inspect } from '../../../../src/prove/validators/security/inspect.ts';
import { openRuleSet } from '../../../../src/prove/validators/security/rule-set.ts';
import { computedFacts } from '../../../support/facts.ts';

const set = await openRuleSet({ facts: computedFacts() });

/** Names of rules, as `sql-injection/sql-injection-python`. */
async function seen(language: PackLanguage, text: string): Promise<string[]> {
  return (await inspected(language, text)).map(({ rule }) => rule);
}

async function inspected(language: PackLanguage, text: string) {
  const file = { path: `file.${PACK_LANGUAGES[language]}`, text, language };
  return (await inspect(set.rulesFor(language), file)).seen;
}

const pack = readPack();

describe.each(pack.map((file) => [file.file, file] as const))('%s', (_, { rule, rules: own, language }) => {
  it.each(own)('$id finds its bad examples, and nothing finds its good ones', async ({ id, metadata }) => {
    const { bad, good } = metadata as { bad: string[]; good: string[] };
    expect(Math.min(bad.length, good.length)).toBeGreaterThan(0);
    for (const text of bad) expect(await seen(language, text), text).toContain(`${rule}/${id}`);
    for (const text of good) expect(await seen(language, text), text).toEqual([]);
  });

  it.each(own.filter(({ fix, fixRegex }) => fix !== undefined || fixRegex))(
    '$id has a fix for one of its bad examples, after which it finds nothing',
    async ({ id, metadata }) => {
      const ends = (metadata as { bad: string[] }).bad.map(async (text) => {
        const fixes = (await inspected(language, text)).flatMap((one) =>
          one.rule === `${rule}/${id}` && one.fix ? [one.fix] : [],
        );
        if (fixes.length === 0) return false;
        expect(await seen(language, rewrite(text, fixes)), text).not.toContain(`${rule}/${id}`);
        return true;
      });
      expect(await Promise.all(ends)).toContain(true);
    },
  );

  it('says of a match what its rule says of all of them', () => {
    const about = rules.get(`security/${rule}`);
    expect(own.map(({ severity }) => severity)).toEqual(own.map(() => about?.severity));
    for (const { message } of own) expect(message).toMatch(/^[^\n]{1,200}\.$/);
  });
});

/** They look for shapes that need no name: loops that walk along keys, expressions, settings under a key in quotes. */
const NAMELESS = [
  'prototype-pollution/prototype-pollution-javascript-copy',
  'prototype-pollution/prototype-pollution-javascript-walk',
  'slow-regex/slow-regex-javascript',
];

it.each(Object.keys(PACK_LANGUAGES) as PackLanguage[])(
  'asks few rules of a %s text without words',
  (language) => {
    const asked = set
      .rulesFor(language)
      .filter(({ needs }) => new Words('').meet(needs.get(language) ?? null));
    expect(asked.map(({ id }) => id).sort()).toEqual(
      NAMELESS.filter((name) => name.split('-').includes(language)),
    );
  },
);

it('has the examples of its rules for whoever explains them, and not in what every run loads', () => {
  const [file] = pack;
  if (!file) throw new Error('the pack is empty');
  expect(examplesOf(file, 'bad').length).toBeGreaterThan(0);
  expect(rules.get(`security/${file.rule}`)?.bad).toEqual([]);
});
