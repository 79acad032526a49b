/** Runs rules on one text, and writes down what they say of it. */
import type { Compiled } from '../../../kit/match/compile.ts';
import { sentenceOf } from '../../../kit/match/filled.ts';
import { fixOf } from '../../../kit/match/fix.ts';
import { matchFile, type MatchedFile } from '../../../kit/match/match-file.ts';
import type { Match } from '../../../kit/match/match.ts';
import type { FileRule } from '../../../kit/match/rule-file/file-rule.ts';
import { TooLong } from '../../../kit/match/too-long.ts';
import type { Inspection, Seen } from './inspection.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Thrown for a text that not all rules have looked at to its end, which is no fact about it: clocks and stacks differ. */
export class Unfinished extends Error {
  readonly inspection: Inspection;
  /** The rules that were ended; none when nothing of the text could be read. */
  readonly rules: readonly string[];
  constructor(inspection: Inspection, rules: readonly string[]) {
    super('rules did not come to an end');
    this.inspection = inspection;
    this.rules = rules;
  }
}

/** Throws {@link Unfinished}. */
export async function inspect(rules: readonly Compiled<FileRule>[], file: MatchedFile): Promise<Inspection> {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const { matches, troubles } = await matchFile(rules, file);
  const rewrite = rewriter(file.text);
  const seen = matches.flatMap((match) => {
    const rule = byId.get(match.rule)?.rule;
    return rule ? [seenBy(rule, match, rewrite(rule, match))] : [];
  });
  const unread = troubles.flatMap(({ rule, at }) => (rule === null && at ? [at] : []));
  const inspection = withoutSecrets(file.text, { seen, unread });
  const ended = troubles.flatMap(({ rule }) => (rule === null ? [] : [rule]));
  const isUnread = troubles.some(({ rule, at }) => rule === null && at === null);
  if (ended.length > 0 || isUnread) throw new Unfinished(inspection, ended);
  return inspection;
}

function seenBy(rule: FileRule, match: Match, fix: Seen['fix']): Seen {
  const { start, end, path } = match;
  const { hint } = rule.metadata;
  return {
    rule: rule.id,
    start,
    end,
    message: sentenceOf(rule.message, match),
    ...(typeof hint === 'string' && { hint: sentenceOf(hint, match) }),
    ...(path.length > 1 && { flow: flowOf(rule, path) }),
    ...(fix && { fix }),
  };
}

/** Units of a fix: matches may hold one another, and each would repeat most of the file. */
const LONGEST_FIX = 10_000;

/** Fixes without those that an expression takes too long to find, which is found out once: nothing hangs on a fix. */
function rewriter(text: string): (rule: FileRule, match: Match) => Seen['fix'] {
  const slow = new Set<FileRule>();
  return (rule, match) => {
    if (slow.has(rule)) return undefined;
    try {
      const fix = fixOf(rule, match, text);
      return fix && fix.text.length <= LONGEST_FIX ? fix : undefined;
    } catch (error) {
      if (!(error instanceof TooLong)) throw error;
      slow.add(rule);
      return undefined;
    }
  };
}

/** What is kept of a way through a whole file; of these a person is shown some. */
const MOST_STEPS = 100;

/** Source, steps, sink. */
export function flowOf({ metadata }: FileRule, path: Match['path']): NonNullable<Seen['flow']> {
  const [source, sink] = [path.slice(0, 1), path.slice(-1)];
  const between = path.slice(1, -1).slice(0, MOST_STEPS);
  const noted = (ranges: Match['path'], note: string) =>
    ranges.map(({ start, end }) => ({ start, end, note }));
  return [
    ...noted(source, phrase(metadata['source'], 'comes from here')),
    ...noted(between, 'is passed on'),
    ...noted(sink, phrase(metadata['sink'], 'gets here')),
  ];
}

function phrase(given: unknown, otherwise: string): string {
  return typeof given === 'string' && given.trim() !== '' ? given.trim() : otherwise;
}
