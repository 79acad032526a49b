/** The options of a rule: those that change what it finds, and those that nothing here heeds. */
import type { Options, Way } from '../rule.ts';

type Data = Readonly<Record<string, unknown>>;

/** The value that asks for a way of matching that is not the usual one. */
const WAYS: ReadonlyMap<string, readonly [asked: boolean, way: Way]> = new Map([
  ['symmetric_eq', [true, 'symmetric-equality']],
  ['commutative_boolop', [true, 'commutative-logic']],
  ['vardef_assign', [false, 'apart-declarations']],
  ['arrow_is_function', [false, 'apart-arrows']],
  ['let_is_var', [false, 'apart-let']],
  ['implicit_ellipsis', [false, 'whole-objects']],
]);

/** What they ask for is done, is done anyway, or is nothing that one function at a time could do otherwise. */
const HEEDED = new Set([
  ...WAYS.keys(),
  ...[
    'constant_propagation',
    'symbolic_propagation',
    'generic_ellipsis_max_span',
    'flddef_assign',
    'attr_expr',
  ],
  ...['interfile', 'interproc', 'taint_intrafile', 'taint_interfile', 'taint_unify_mvars', 'taint_focus_on'],
  ...['taint_assume_safe_numbers', 'taint_assume_safe_booleans', 'taint_assume_safe_comparisons'],
  ...['taint_assume_safe_indexes', 'taint_assume_safe_functions', 'taint_only_propagate_through_assignments'],
  // Limits are the engine's own.
  ...['timeout', 'dynamic_timeout', 'dynamic_timeout_unit_kb', 'dynamic_timeout_max_multiplier'],
  'taint_fixpoint_timeout',
]);

export function unheededOptions(options: Data): string[] {
  return Object.keys(options)
    .filter((name) => !HEEDED.has(name))
    .map((name) => `the option ${name}`);
}

export function optionsOf(options: Data): Options {
  const span = options['generic_ellipsis_max_span'];
  const isOn = (name: string): boolean => options[name] === true;
  return {
    constantPropagation: options['constant_propagation'] !== false,
    symbolicPropagation: isOn('symbolic_propagation'),
    ellipsisSpan: typeof span === 'number' && span >= 0 ? span : null,
    taint: {
      unifyVariables: isOn('taint_unify_mvars'),
      safeNumbers: isOn('taint_assume_safe_numbers'),
      safeBooleans: isOn('taint_assume_safe_booleans'),
      safeIndexes: isOn('taint_assume_safe_indexes'),
      safeFunctions: isOn('taint_assume_safe_functions'),
      onlyAssignments: isOn('taint_only_propagate_through_assignments'),
      isAtSource: options['taint_focus_on'] === 'source',
    },
    ways: [...WAYS].filter(([name, [asked]]) => options[name] === asked).map(([, [, way]]) => way),
  };
}
