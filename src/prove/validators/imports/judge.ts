/** Judges the imports of the changed files, and of unchanged files that still name what the change took away. */
import type { Observation } from '../../../domain/finding.ts';
import type { RepoPath } from '../../../domain/path.ts';
import type { Entry } from '../../../domain/tree.ts';
import type { Judgement, Scope } from '../../../domain/validator.ts';
import { Files } from '../../../kit/graph/files.ts';
import { languageOf } from '../../../kit/syntax/language.ts';
import { Lines } from '../../../kit/text.ts';
import { weighPlace } from './elsewhere.ts';
import type { Fault } from './fault.ts';
import { findImporters } from './importers.ts';
import { PythonCourt } from './python.ts';
import { ScriptCourt } from './script.ts';
import { readSource, type Source } from './source.ts';

export async function judge(scope: Scope): Promise<Judgement> {
  const files = await Files.of(scope.head, scope.facts.shelf('text/1'));
  const read = async (path: RepoPath): Promise<Source | null> => {
    const entry = files.entry(path);
    const source = entry ? await readSource(scope, entry) : null;
    return typeof source === 'string' ? null : source;
  };
  const courts = { script: new ScriptCourt({ files, read }), python: new PythonCourt({ files, read }) };
  const courtOf = (path: RepoPath) => (languageOf(path) === 'python' ? courts.python : courts.script);
  const observations: Observation[] = [];
  const failed = new Map<RepoPath, string>();
  for (const { path, head } of scope.files) {
    if (!head) continue;
    scope.at(path);
    const source = await readSource(scope, head);
    if (typeof source === 'string') failed.set(path, source);
    else {
      const faults = await courtOf(path).faultsIn(source);
      observations.push(...observe(source, await weighPlace(source, faults, scope.base)));
    }
  }
  for await (const { entry, named } of findImporters(scope, files)) {
    const source = await readSource(scope, entry as Entry);
    if (typeof source === 'string') continue;
    observations.push(...observe(source, await courtOf(entry.path).faultsIn(source, named)));
  }
  return { observations, failed };
}

function observe({ path, text }: Source, faults: readonly Fault[]): Observation[] {
  const lines = new Lines(text);
  return faults.map(({ rule, span, message, hint, replacement }) => {
    const [from, to] = [lines.position(span.start), lines.position(span.end)];
    const { line, column } = from;
    const at = { path, line, column, endLine: to.line, endColumn: to.column };
    const expect = text.slice(span.start, span.end);
    const fix = replacement === undefined ? [] : [{ path, ...span, expect, replace: replacement }];
    const [edit] = fix.map(({ start, end, replace }) => ({ path, start, end, expect, replace }));
    return { rule, at, message, ...(hint === undefined ? {} : { hint }), ...(edit ? { fix: [edit] } : {}) };
  });
}
