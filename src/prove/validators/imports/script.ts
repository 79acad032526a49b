/** The imports of JavaScript and TypeScript. */
import type { RepoPath } from '../../../domain/path.ts';
import type { Files } from '../../../kit/graph/files.ts';
import { prefixedBuiltins } from '../../../kit/graph/javascript/builtins.ts';
import { ScriptGraph } from '../../../kit/graph/javascript/resolve.ts';
import type { Resolution } from '../../../kit/graph/resolution.ts';
import type { ImportFact } from '../../../kit/syntax/facts.ts';
import { areaOf, type Area } from './area.ts';
import { messageFor, ruleFor, ruleForName, shown, type Fault } from './fault.ts';
import type { Court } from './court.ts';
import { mendExport, mendName, mendPath, told, type Correction } from './mend.ts';
import { ScriptOffers } from './script-offers.ts';
import type { Source } from './source.ts';

const MOCK =
  /\b(?:mock|doMock|unstable_mockModule|module|register|createMock)\w*\s*\(\s*(['"`])([^'"`\n]{1,500})\1/g;
/** Names are looked for only so often in one file: what has more faults is not mended by names. */
const MAX_CORRECTIONS = 200;

interface Case {
  readonly source: Source;
  readonly fact: ImportFact;
  readonly resolution: Resolution;
  readonly correctable: boolean;
}

export class ScriptCourt implements Court {
  readonly #files: Files;
  readonly #graph: ScriptGraph;
  readonly #offers: ScriptOffers;
  readonly #mocked = new WeakMap<Source, ReadonlySet<string>>();

  constructor({ files, read }: { files: Files; read: (path: RepoPath) => Promise<Source | null> }) {
    this.#files = files;
    this.#graph = new ScriptGraph(files);
    this.#offers = new ScriptOffers({ files, read, graph: this.#graph });
  }

  async faultsIn(source: Source, named: (specifier: string) => boolean = () => true): Promise<Fault[]> {
    const faults: Fault[] = [];
    if (areaOf(source.path) === 'fixture') return faults;
    const resolved = new Map<string, Resolution>();
    // Where one import of a module may fail and the code says so, the others rely on the same test.
    const guarded = new Set(source.facts.imports.filter((one) => one.guarded).map((one) => one.specifier));
    for (const fact of source.facts.imports) {
      if (guarded.has(fact.specifier) || !named(fact.specifier)) continue;
      const types = fact.kind === 'type';
      const key = `${types} ${fact.specifier}`;
      const wanted = { from: source.path, specifier: fact.specifier, types };
      const resolution = resolved.get(key) ?? (await this.#graph.resolve(wanted));
      resolved.set(key, resolution);
      const correctable = faults.length < MAX_CORRECTIONS;
      faults.push(...(await this.#faultsOf({ source, fact, resolution, correctable })));
    }
    return faults;
  }

  async #faultsOf({ source, fact, resolution, correctable }: Case): Promise<Fault[]> {
    const area = areaOf(source.path);
    if (resolution.kind === 'found' && resolution.path !== null) {
      return this.#missingNames({ source, fact, resolution, correctable }, resolution.path, area);
    }
    const rule = ruleFor(resolution, fact, area);
    const { start, end, specifier } = fact;
    if (rule === null || (area === 'test' && this.#isMocked(source, fact))) return [];
    const correction = correctable ? await this.#correct(source, fact, resolution) : {};
    const plain = source.text.slice(start, end) === specifier;
    const message = messageFor(resolution, specifier);
    return [{ rule, span: { start, end }, message, ...told(correction, plain) }];
  }

  /** `vi.mock('x', factory)`: the test runner provides the module. Other imports of it do not. */
  #isMocked(source: Source, { specifier }: ImportFact): boolean {
    let mocked = this.#mocked.get(source);
    if (!mocked) {
      mocked = new Set([...source.text.matchAll(MOCK)].map((match) => match[2] ?? ''));
      this.#mocked.set(source, mocked);
    }
    return mocked.has(specifier);
  }

  async #correct(source: Source, fact: ImportFact, resolution: Resolution): Promise<Correction> {
    const { specifier } = fact;
    const correction = await this.#guess(source.path, specifier, resolution);
    if (correction.replacement === undefined) return correction;
    const again = { from: source.path, specifier: correction.replacement, types: fact.kind === 'type' };
    const proven = (await this.#graph.resolve(again)).kind === 'found';
    return proven ? correction : { hint: `Nearest names: ${correction.replacement}.` };
  }

  async #guess(from: RepoPath, specifier: string, resolution: Resolution): Promise<Correction> {
    if (resolution.kind === 'no-file' && /^\.\.?\//.test(specifier))
      return mendPath(this.#files, from, specifier);
    if (resolution.kind === 'no-builtin') {
      const bare = mendName(specifier.replace(/^node:/, ''), prefixedBuiltins);
      const prefix = specifier.startsWith('node:') ? 'node:' : '';
      return bare.replacement === undefined ? bare : { replacement: prefix + bare.replacement };
    }
    if (resolution.kind !== 'no-package') return {};
    const { manifests } = await this.#graph.manifests.above(from);
    const declared = manifests.flatMap((manifest) => [...manifest.declared]);
    const answer = mendName(resolution.name, declared);
    if (answer.replacement === undefined) return answer;
    return { replacement: answer.replacement + specifier.slice(resolution.name.length) };
  }

  async #missingNames({ source, fact, correctable }: Case, path: RepoPath, area: Area): Promise<Fault[]> {
    const faults: Fault[] = [];
    for (const name of fact.names) {
      const { imported, span } = name;
      if (imported === '*' || (await this.#offers.offers(path, imported)) !== 'no') continue;
      const message = `"${shown(imported)}" is not exported by ${shown(path)}.`;
      const answer = mendExport(name, await this.#offers.names(path), fact.kind);
      const plain = correctable && source.text.slice(span.start, span.end) === imported;
      faults.push({ rule: ruleForName(area), span, message, ...told(answer, plain) });
    }
    return faults;
  }
}
