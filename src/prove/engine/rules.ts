/** The rules as files that a program of others reads: the pack's, and the maintainers' own as far as they are right. */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { OwnRules, RuleFileText } from '../../domain/policy.ts';
import { unpacked } from '../../kit/packed.ts';

/** By the id that a report gives, the name that the validator has for the rule. */
export type RuleNames = ReadonlyMap<string, string>;

/** Before the ids of the pack, so that the maintainers may have any other. */
const OURS = 'gatewright.';

interface NamedRule {
  readonly id: string;
}

interface PackFile {
  readonly folder: string;
  readonly rules: readonly NamedRule[];
}

export async function writeRules(folder: string, own: OwnRules | undefined): Promise<RuleNames> {
  const { default: pack } = await import('virtual:security-files');
  const names = new Map<string, string>();
  const write = (file: string, rules: readonly NamedRule[]): void =>
    // JSON is YAML, and says the same whatever version of it is read.
    fs.writeFileSync(path.join(folder, file), JSON.stringify({ rules }));
  write(
    'pack.yml',
    (unpacked(pack) as readonly PackFile[]).flatMap(({ folder: rule, rules }) =>
      rules.map((one) => {
        const id = `${OURS}${one.id}`;
        for (const known of [id, one.id]) names.set(known, `${rule}/${one.id}`);
        return { ...one, id };
      }),
    ),
  );
  for (const [at, file] of (own?.files ?? []).entries()) {
    const rules = rightOnes(file);
    for (const { id } of rules) names.set(id, id);
    if (rules.length > 0) write(`own-${at}.yml`, rules);
  }
  return names;
}

/** What was read without a problem, by its name; one bad rule would keep the program from running the others. */
function rightOnes({ text, names }: RuleFileText): NamedRule[] {
  const { rules } = readYaml(text);
  const called = new Map<unknown, string>(names);
  if (!Array.isArray(rules)) return [];
  return rules.flatMap((rule: unknown) => {
    const id = called.get((rule as { id?: unknown } | null)?.id);
    return id === undefined ? [] : [{ ...(rule as object), id }];
  });
}

/** A file that is no YAML was told of where the policy was read. */
function readYaml(text: string): { readonly rules?: unknown } {
  try {
    return (parse(text, { schema: 'core', uniqueKeys: false, maxAliasCount: 1000 }) ?? {}) as {
      rules?: unknown;
    };
  } catch {
    return {};
  }
}
