/** Policy text → settings, or every problem that it has. */
import type { z } from 'zod';
import { TASK_IDS, type TaskId } from '../domain/assistant.ts';
import type { RuleId } from '../domain/finding.ts';
import { VALIDATOR_IDS, type Escalation, type Level, type ValidatorPolicy } from '../domain/policy.ts';
import { rules } from '../kit/rules.ts';
import { DEFAULT_BASELINE, type Settings } from './defaults.ts';
import { given, nearest, problemsError, quoted, type Problem } from './problem.ts';
import { readRuleLevels, rulesLike } from './rule-levels.ts';
import { keysAt, policySchema, secondsOf, type PolicyFile } from './schema.ts';
import { readYaml, type Path, type Sheet } from './yaml.ts';

/**
 * Reads a policy's text; throws a UserError that tells all of its problems. An empty text is the defaults. `own` are the
 * rules of the maintainers' own that it may name besides those that ship.
 */
export function parsePolicy(file: string, text: string, own: readonly RuleId[] = []): Settings {
  const sheet = readYaml(text);
  if (sheet.problems.length > 0) throw problemsError(file, sheet.problems);
  const parsed = policySchema.safeParse(sheet.value ?? {});
  if (!parsed.success) {
    throw problemsError(
      file,
      parsed.error.issues.flatMap((issue) => explain(issue, sheet)),
    );
  }
  const reading: Reading = { sheet, problems: [], ids: [...rules.keys(), ...own] };
  const { problems } = reading;
  const validators = new Map(VALIDATOR_IDS.map((id) => [id, readValidator(id, parsed.data, reading)]));
  const escalate = readEscalations(parsed.data, reading);
  if (problems.length > 0) throw problemsError(file, problems);
  return { ...settingsOf(parsed.data), validators, escalate };
}

/** Where a policy's text names rules of the maintainers' own; nowhere while it is not valid. */
export function rulePathsIn(text: string): readonly string[] {
  const parsed = policySchema.safeParse(readYaml(text).value ?? {});
  return parsed.success ? parsed.data.rules : [];
}

function settingsOf(data: PolicyFile): Omit<Settings, 'validators' | 'escalate'> {
  return {
    mode: data.mode,
    threshold: data.threshold,
    timeBudget: secondsOf(data['time-budget']),
    mustJudge: data['must-judge'],
    generated: data.generated,
    accept: data.accept,
    assistant: { ...data.assistant, prompts: new Map(TASK_IDS.flatMap((id) => promptOf(data, id))) },
    fix: data.fix,
    rollBack: { published: data['on-failure'] === 'roll-back', agents: data['roll-back'].agents },
    protected: data.protected,
    rulePaths: data.rules,
    baselinePath: data.baseline ?? DEFAULT_BASELINE,
    baselineNamed: data.baseline !== undefined,
  };
}

function promptOf({ assistant: { prompts } }: PolicyFile, id: TaskId): [TaskId, number | string][] {
  const chosen = prompts[id];
  return chosen === undefined ? [] : [[id, chosen]];
}

interface Reading {
  readonly sheet: Sheet;
  readonly problems: Problem[];
  /** Every rule that can be named. */
  readonly ids: readonly RuleId[];
}

function readValidator(
  id: (typeof VALIDATOR_IDS)[number],
  data: PolicyFile,
  { sheet, problems, ids }: Reading,
): ValidatorPolicy {
  const own = data.validators[id];
  const { level, required, paths, ignore } = own;
  const at = ['validators', id];
  // As written: the schema's own copy has lost a key named __proto__, which is no rule and must be said to be none.
  const named = (valueAt(sheet.value, [...at, 'rules']) ?? {}) as Readonly<Record<string, Level>>;
  if (level === 'off' && required === true) {
    problems.push(sheet.problem([...at, 'required'], 'value', `${id} cannot be both off and required.`));
  }
  const { levels, wrong } = readRuleLevels(id, named, ids);
  for (const [name, said] of wrong) problems.push(sheet.problem([...at, 'rules', name], 'key', said));
  const limit = 'limit' in own && own.limit ? { limit: own.limit } : {};
  return { level, required: level !== 'off' && (required ?? true), paths, ignore, rules: levels, ...limit };
}

/** Globs as the rules that they name now: one that names none would protect nothing, and nobody would notice. */
function readEscalations({ escalate }: PolicyFile, { sheet, problems, ids: all }: Reading): Escalation[] {
  return escalate.map((entry, at) => {
    const named = entry.rules.map((glob, index) => {
      const ids = rulesLike(glob, all);
      if (ids.length === 0) {
        const said = `${quoted(glob)} names no rule (gatewright rules lists them).${nearest(glob, all)}`;
        problems.push(sheet.problem(['escalate', at, 'rules', index], 'value', said));
      }
      return ids;
    });
    return { rules: [...new Set(named.flat())], to: entry.to };
  });
}

/** A problem for each thing that an issue of the schema is about; its message is what was expected. */
function explain(issue: z.core.$ZodIssue, sheet: Sheet): Problem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(issue.path, key, sheet));
  const value = valueAt(sheet.value, issue.path);
  const near = issue.code === 'invalid_value' && typeof value === 'string' ? issue.values.map(String) : [];
  const what = issue.path.length === 0 ? 'the file' : nameOf(issue.path);
  const said = `${what} is ${given(value)}, expected ${issue.message}.${nearest(String(value), near)}`;
  return [sheet.problem(issue.path, 'value', said)];
}

function unknownKey(path: Path, key: string, sheet: Sheet): Problem {
  const keys = keysAt(path);
  const where = path.length === 0 ? '' : ` under ${nameOf(path)}`;
  const said = `unknown key ${quoted(key)}${where}, expected one of ${keys.join(', ')}.${nearest(key, keys)}`;
  return sheet.problem([...path, key], 'key', said);
}

function nameOf(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
}
