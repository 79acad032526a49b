import fs from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { parsePolicy } from '../../../src/policy/parse.ts';
import { policyJsonSchema } from '../../../src/policy/schema.ts';

const committed = JSON.parse(
  fs.readFileSync(new URL('../../../schemas/policy.schema.json', import.meta.url), 'utf8'),
);

describe('the committed JSON Schema', () => {
  it('is the one that the loader uses (scripts/schemas.ts writes it)', () => {
    expect(committed).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
  });

  it('describes every key', () => {
    const undescribed = (node: Record<string, never>, path: string): string[] =>
      Object.entries<Record<string, never>>(node['properties'] ?? {}).flatMap(([key, child]) => [
        ...(child['description'] ? [] : [`${path}.${key}`]),
        ...undescribed(child, `${path}.${key}`),
      ]);
    expect(undescribed(committed, '')).toEqual([]);
  });

  const valid = new Ajv2020({ strict: true }).compile(committed);
  it.each([
    '{}',
    'mode: observe',
    'mode: off',
    'time-budget: 90s',
    'time-budget: 1.5',
    'time-budget: -1',
    'must-judge: [python]',
    'must-judge: [klingon]',
    'generated: [a/**]',
    'generated: [/a]',
    'generated: [../a]',
    'validators: { lint: { level: warn, required: false, paths: [a], ignore: [b], rules: {} } }',
    'validators: { lint: {} }',
    'validators: { lint: null }',
    'validators: { tests: {} }',
    'baseline: a.json',
    'baseline: [a]',
    'on-failure: block',
  ])('says of %j what the loader says', (text) => {
    let loads = true;
    try {
      parsePolicy('p.yml', text);
    } catch {
      loads = false;
    }
    expect(valid(parseYaml(text))).toBe(loads);
  });
});
