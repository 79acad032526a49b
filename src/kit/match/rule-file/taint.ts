/** Sources, sinks, sanitizers and propagators of a rule file. */
import type { Formula, Propagator, Sanitizer, Sink, Source, Taint } from '../rule.ts';
import { required, type Entries, type Entry } from './entry.ts';
import { isFormulaKey, readFormula } from './formula.ts';
import { NEWER_KEYS, readNewer, readNewerOf } from './newer.ts';

/** What the keys beside a formula may say; each kind of spec takes of it what it has. */
type Spec = Source & Sanitizer & { readonly entries: Entries };

const UNSUPPORTED = ['at-exit', 'replace-labels', 'control'];

export function readTaint(entries: Entries, rule: Entry): Taint {
  for (const key of ['pattern-sources', 'pattern-sinks']) {
    if (!entries.has(key)) rule.tell(`a rule in taint mode has ${key}.`);
  }
  return specsOf(entries, 'pattern-');
}

const NEWER = ['sources', 'sinks', 'sanitizers', 'propagators'];

/** The same in the newer syntax, where all of it stands under one key. */
export function readNewerTaint(taint: Entry): Taint {
  const entries = taint.mapping();
  for (const [key, entry] of entries) if (!NEWER.includes(key)) entry.tell('it is no key of taint.');
  for (const key of ['sources', 'sinks']) if (!entries.has(key)) taint.tell(`it has no ${key}.`);
  return specsOf(entries, '');
}

function specsOf(entries: Entries, prefix: 'pattern-' | ''): Taint {
  const of = <T>(key: string, read: (item: Entry) => T | undefined): T[] =>
    (entries.get(prefix + key)?.list() ?? []).map(read).filter((spec) => spec !== undefined);
  return {
    sources: of('sources', source),
    sinks: of('sinks', sink),
    sanitizers: of('sanitizers', sanitizer),
    propagators: of('propagators', propagator),
  };
}

function source(item: Entry): Source | undefined {
  const read = spec(item, ['exact', 'by-side-effect', 'label', 'requires']);
  return (
    read && { ...base(read), label: read.label, requires: read.requires, bySideEffect: read.bySideEffect }
  );
}

function sink(item: Entry): Sink | undefined {
  const read = spec(item, ['exact', 'requires']);
  return read && { ...base(read), requires: read.requires };
}

function sanitizer(item: Entry): Sanitizer | undefined {
  const read = spec(item, ['exact', 'by-side-effect', 'not_conflicting', 'not-conflicting']);
  return read && { ...base(read), bySideEffect: read.bySideEffect, notConflicting: read.notConflicting };
}

function propagator(item: Entry): Propagator | undefined {
  const read = spec(item, ['from', 'to', 'by-side-effect', 'label', 'requires']);
  if (!read) return undefined;
  const { of, label, requires, bySideEffect, entries } = read;
  const [from, to] = ['from', 'to'].map((key) => required(entries, item, key)?.text());
  if (from === undefined || to === undefined) return undefined;
  return { of, from, to, label, requires, bySideEffect };
}

function base({ of, exact }: Spec): { of: Formula; exact: boolean } {
  return { of, exact };
}

function spec(item: Entry, keys: readonly string[]): Spec | undefined {
  const isNewer = NEWER.includes(item.key);
  const entries: Entries = isNewer && item.isScalar() ? new Map() : item.mapping();
  for (const [key, entry] of entries) {
    const isFormula = isNewer ? NEWER_KEYS.has(key) : isFormulaKey(key);
    if (UNSUPPORTED.includes(key)) entry.ledger.unsupported(`${key} of taint mode`);
    else if (!keys.includes(key) && !isFormula) entry.tell('it is no key here.');
  }
  const of = isNewer ? newerFormula(entries, item) : readFormula(entries, item);
  const read: Omit<Spec, 'of'> = {
    entries,
    exact:
      entries.get('exact')?.truth() ?? (item.key.endsWith('sinks') && of !== undefined && !holdsCode(of)),
    bySideEffect: sideEffect(entries.get('by-side-effect')),
    notConflicting: (entries.get('not_conflicting') ?? entries.get('not-conflicting'))?.truth() ?? false,
    label: entries.get('label')?.text() ?? null,
    requires: requires(entries.get('requires')),
  };
  return of && { of, ...read };
}

function newerFormula(entries: Entries, item: Entry): Formula | undefined {
  return item.isScalar() ? readNewer(item) : readNewerOf(entries, item);
}

/** `only` leaves the matched expression itself out. */
function sideEffect(entry: Entry | undefined): boolean | 'only' {
  if (!entry) return false;
  return entry.isScalar() && entry.text() === 'only' ? 'only' : (entry.truth() ?? false);
}

/** Labels of one value; of several metavariables it is a list, which is not run. */
function requires(entry: Entry | undefined): string | null {
  if (!entry || entry.isScalar()) return entry?.text() ?? null;
  entry.ledger.unsupported('requires of several metavariables');
  return null;
}

const CODE = /\bfunction\b|=>\s*\{|->\s*\{|\bfunc\s*\(|^\s*(?:if|for|while|try|with|def|class|switch)\b/m;

/** Whether a pattern looks into bodies: then all that lies in it is meant, and else the value that is matched. */
function holdsCode(formula: Formula): boolean {
  if (formula.kind === 'pattern') return CODE.test(formula.pattern);
  return (formula.kind === 'all' || formula.kind === 'any') && formula.of.some(holdsCode);
}
