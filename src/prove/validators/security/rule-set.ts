/** The rules of a judgement: the pack, frozen when it was built, and those that the maintainers wrote. */
import { createHash } from 'node:crypto';
import pack from 'virtual:security-pack';
import type { RuleFileText } from '../../../domain/policy.ts';
import type { Scope } from '../../../domain/validator.ts';
import type { Compiled } from '../../../kit/match/compile.ts';
import { thaw, type Frozen } from '../../../kit/match/frozen/frozen.ts';
import type { FileRule } from '../../../kit/match/rule-file/file-rule.ts';
import type { RuleLanguage } from '../../../kit/match/rule.ts';
import { unpacked } from '../../../kit/packed.ts';
import type { OwnFrozen } from './own.ts';

type Ready = readonly Compiled<FileRule>[];

export interface RuleSet {
  /** Tells sets of the maintainers' rules apart; the pack goes with the version of this program. */
  readonly digest: string;
  /** Rules that are not run, a sentence each. */
  readonly notes: readonly string[];
  /** Everything that is asked of texts in a language, whatever their paths; empty for most. */
  rulesFor(language: RuleLanguage): Ready;
  /** A rule that {@link rulesFor} gave, by its name. */
  rule(name: string): FileRule | undefined;
}

const none: OwnFrozen = { frozen: { rows: [], rules: [], patterns: [], expressions: [] }, notes: [] };
let opened: RuleSet | undefined;

/** The same set for the same files: a judge has one. */
export async function openRuleSet({ rules = [], facts }: Pick<Scope, 'rules' | 'facts'>): Promise<RuleSet> {
  const digest = digestOf(rules);
  if (opened?.digest === digest) return opened;
  const own =
    rules.length === 0
      ? none
      : await facts.get('security-rules', digest, async () => (await import('./own.ts')).freezeOwn(rules));
  return (opened = ruleSet(digest, own));
}

function ruleSet(digest: string, { frozen, notes }: OwnFrozen): RuleSet {
  const own = thaw<FileRule>(frozen);
  const known = new Map<RuleLanguage, Ready>();
  const named = new Map<string, Compiled<FileRule>>();
  return {
    digest,
    notes,
    rulesFor(language) {
      const rules = known.get(language) ?? [
        ...shipped(language),
        ...own.filter(({ needs }) => needs.has(language)),
      ];
      known.set(language, rules);
      for (const rule of rules) named.set(rule.id, rule);
      return rules;
    },
    rule: (name) => named.get(name)?.rule,
  };
}

const packs = new Map<string, Ready>();

/** The pack's rules for JavaScript are those for TypeScript. */
function shipped(language: RuleLanguage): Ready {
  const name = language === 'typescript' ? 'javascript' : language;
  const text = pack[name];
  const rules = packs.get(name) ?? (text === undefined ? [] : thaw<FileRule>(unpacked(text) as Frozen));
  packs.set(name, rules);
  return rules;
}

function digestOf(files: readonly RuleFileText[]): string {
  const hash = createHash('sha256');
  for (const { path, text, names } of files) hash.update(JSON.stringify([path, text, names]));
  return hash.digest('hex');
}
