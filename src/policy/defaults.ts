/** What holds where nobody wrote a policy: the schema's own defaults, without the time that a schema takes to load. */
import { VALIDATOR_IDS, type Policy, type ValidatorPolicy } from '../domain/policy.ts';

/** What a policy's text says. */
export type Settings = Omit<Policy, 'source' | 'digest' | 'baseline' | 'files' | 'own'> & {
  /** Where rules of the maintainers' own are. */
  readonly rulePaths: readonly string[];
  readonly baselinePath: string;
  /** Whether the text named the baseline: a named one must be there. */
  readonly baselineNamed: boolean;
};

export const DEFAULT_BASELINE = '.github/gatewright-baseline.json';

const VALIDATOR: ValidatorPolicy = {
  level: 'block',
  required: true,
  paths: [],
  ignore: [],
  rules: new Map(),
};

export const DEFAULTS: Settings = {
  mode: 'gate',
  threshold: 'error',
  timeBudget: 300,
  mustJudge: [],
  generated: [],
  accept: 'writers',
  escalate: [],
  assistant: {
    model: 'claude-sonnet-5-5',
    budget: { tokens: 200_000, dollars: 1 },
    tasks: ['fix', 'repair', 'refactor', 'generate'],
    prompts: new Map(),
    confidence: 'medium',
    allow: [],
  },
  fix: 'suggest',
  rollBack: { published: false, agents: [] },
  protected: [],
  validators: new Map(VALIDATOR_IDS.map((id) => [id, VALIDATOR])),
  rulePaths: [],
  baselinePath: DEFAULT_BASELINE,
  baselineNamed: false,
};
