/** The imports of Python. */
import type { RepoPath } from '../../../domain/path.ts';
import type { Files } from '../../../kit/graph/files.ts';
import { PythonGraph, type PythonImport } from '../../../kit/graph/python/resolve.ts';
import { standardNames } from '../../../kit/graph/python/stdlib.ts';
import type { Resolution } from '../../../kit/graph/resolution.ts';
import type { ImportFact } from '../../../kit/syntax/facts.ts';
import { areaOf, type Area } from './area.ts';
import { isMadeByTest, messageFor, ruleFor, ruleForName, shown, type Fault } from './fault.ts';
import type { Court } from './court.ts';
import { mendExport, mendModule, mendName, told, type Correction } from './mend.ts';
import { PythonOffers } from './python-offers.ts';
import type { Source } from './source.ts';

/** Names are looked for only so often in one file: what has more faults is not mended by names. */
const MAX_CORRECTIONS = 200;

export class PythonCourt implements Court {
  readonly #files: Files;
  readonly #graph: PythonGraph;
  readonly #offers: PythonOffers;

  constructor({ files, read }: { files: Files; read: (path: RepoPath) => Promise<Source | null> }) {
    this.#files = files;
    this.#graph = new PythonGraph(files);
    this.#offers = new PythonOffers({ files, read, graph: this.#graph });
  }

  async faultsIn(source: Source, named: (specifier: string) => boolean = () => true): Promise<Fault[]> {
    const faults: Fault[] = [];
    const area = areaOf(source.path);
    if (area === 'fixture') return faults;
    const guarded = guardedTops(source);
    for (const written of source.facts.imports) {
      const fact = {
        ...written,
        guarded: written.guarded || (written.level === 0 && guarded.has(topOf(written))),
      };
      const names = fact.names.map((name) => name.imported);
      if (!named(fact.specifier) && !names.some(named)) continue;
      const resolution = await this.#graph.resolve({ ...fact, from: source.path });
      if (resolution.kind === 'found') faults.push(...(await this.#missingNames(source, fact, resolution)));
      else {
        const correctable = faults.length < MAX_CORRECTIONS;
        faults.push(...(await this.#faultOf({ source, fact, resolution, area, correctable })));
      }
    }
    return faults;
  }

  async #faultOf(given: {
    source: Source;
    fact: ImportFact;
    resolution: Resolution;
    area: Area;
    correctable: boolean;
  }): Promise<Fault[]> {
    const { source, fact, resolution, area, correctable } = given;
    // Under TYPE_CHECKING a missing module breaks the type check only; in a `try` it is the point.
    if (fact.guarded && !(fact.kind === 'type' && resolution.kind === 'no-file')) return [];
    const rule = ruleFor(isLazy(source, fact) ? doubted(resolution) : resolution, fact, area);
    if (rule === null || (area === 'test' && isMadeByTest(source.text, fact, topOf(fact)))) return [];
    const written = '.'.repeat(Math.min(fact.level, 10)) + fact.specifier;
    const { start, end } = fact;
    const correction = correctable ? await this.#correct(source, fact, resolution) : {};
    const plain = source.text.slice(start, end) === fact.specifier;
    const message = messageFor(resolution, written);
    return [{ rule, span: { start, end }, message, ...told(correction, plain) }];
  }

  async #correct(source: Source, fact: ImportFact, resolution: Resolution): Promise<Correction> {
    const { specifier } = fact;
    let correction: Correction = {};
    if (resolution.kind === 'no-file') correction = mendModule(this.#files, specifier, resolution.target);
    else if (resolution.kind === 'no-builtin') {
      correction = mendName(specifier, standardNames(specifier.split('.')[0] ?? ''));
    } else if (resolution.kind === 'no-package') {
      const declared = [...(await this.#graph.declared())].map((name) => name.replaceAll('-', '_'));
      const answer = mendName(resolution.name, declared);
      correction =
        answer.replacement === undefined
          ? answer
          : { replacement: answer.replacement + specifier.slice(resolution.name.length) };
    }
    if (correction.replacement === undefined) return correction;
    const again: PythonImport = { from: source.path, level: fact.level, specifier: correction.replacement };
    const proven = (await this.#graph.resolve(again)).kind === 'found';
    // `import a.b` also binds the name that the code goes on to use: another name would need more than one edit.
    const line = source.text.slice(source.text.lastIndexOf('\n', fact.start - 1) + 1, fact.start);
    const binds = /(?:^|[;,])\s*import\s/.test(line);
    return proven && !binds ? correction : { hint: `Nearest names: ${correction.replacement}.` };
  }

  /** Names that a module of the tree neither defines nor has as a submodule. */
  async #missingNames(source: Source, fact: ImportFact, resolution: Resolution): Promise<Fault[]> {
    if (resolution.kind !== 'found' || resolution.path === null || fact.guarded) return [];
    const faults: Fault[] = [];
    for (const name of fact.names) {
      const { imported, span } = name;
      if (imported === '*' || (await this.#offers.offers(resolution.path, imported)) !== 'no') continue;
      if (await this.#graph.submodule({ ...fact, from: source.path }, imported)) continue;
      const message = `"${shown(imported)}" is not defined by ${shown(resolution.path)}.`;
      const answer = mendExport(name, await this.#offers.names(resolution.path), fact.kind);
      const plain = source.text.slice(span.start, span.end) === imported;
      faults.push({ rule: ruleForName(areaOf(source.path)), span, message, ...told(answer, plain) });
    }
    return faults;
  }
}

function topOf({ specifier }: ImportFact): string {
  return specifier.split('.')[0] ?? '';
}

/** Where one import of a module may fail and the code says so, the others rely on the same test. */
function guardedTops({ facts }: Source): ReadonlySet<string> {
  return new Set(
    facts.imports.filter((fact) => fact.guarded && fact.kind !== 'type' && fact.level === 0).map(topOf),
  );
}

/** Imported when a function runs: the usual way to need a package only for what needs it. */
function isLazy({ text }: Source, { start }: ImportFact): boolean {
  return /^[ \t]/.test(text.slice(text.lastIndexOf('\n', start) + 1, start));
}

function doubted(resolution: Resolution): Resolution {
  return resolution.kind === 'no-package' ? { ...resolution, certain: false } : resolution;
}
