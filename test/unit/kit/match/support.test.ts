import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRuleFile } from '../../../../src/kit/match/rule-file/read.ts';
import { linesFound } from '../../../support/match-rules.ts';
import { NOT_RUN, supportPage } from '../../../support/rule-format/page.ts';
import { PATTERNS } from '../../../support/rule-format/patterns.ts';
import { KEYS } from '../../../support/rule-format/rules.ts';

const GROUPS = [...PATTERNS, ...KEYS];

describe.each(GROUPS)('$title', ({ features }) => {
  it.each(features)('$name $does ($language)', async ({ rule, language, code, lines }) => {
    expect(await linesFound(rule, language, code)).toEqual(lines);
  });
});

it.each(NOT_RUN)('a rule with $name is listed as not run', ({ rule }) => {
  const head = 'rules:\n- id: r\n  message: m\n  severity: ERROR\n  languages: [python]\n';
  const { notRun, problems } = readRuleFile('r.yml', `${head}${rule.replace(/^/gm, '  ')}`);
  expect(problems).toEqual([]);
  expect(notRun).toHaveLength(1);
});

it('is what the documentation says', async () => {
  await expect(supportPage(GROUPS)).toMatchFileSnapshot(
    path.join(import.meta.dirname, '../../../../docs/support.md'),
  );
});
