/** Makes sightings of what a program of others reported: untrusted data about files that it was given. */
import { displayPath, type RepoPath } from '../../domain/path.ts';
import type { Program, Sighted, Sighting, Stretch } from '../../domain/sighting.ts';
import { quote } from '../../kit/child/capture.ts';
import type { Copy } from './copy.ts';
import { Mismatch, Places } from './places.ts';
import type { RuleNames } from './rules.ts';
import { readLog, readScanned, type Log, type Notification, type Result } from './sarif.ts';

export interface Reported {
  readonly program: Program;
  /** A SARIF log. */
  readonly printed: string;
  /** JSON that says which files were looked at; null where the program wrote none. */
  readonly account: string | null;
}

export interface Given {
  readonly copy: Copy;
  readonly names: RuleNames;
  readonly folder: string;
}

export interface Sights {
  readonly sighted: ReadonlyMap<RepoPath, Sighted>;
  readonly failed: ReadonlyMap<RepoPath, string>;
}

const MOST = 100_000;
/** Each is looked through for the name of every file. */
const MOST_WARNINGS = 1000;

/** Units of a message: what it quotes of the file may be long. */
const LONGEST = 2000;

/** Every file that was given is in one of the two, or the report is refused with a reason. */
export function readReport(reported: Reported, given: Given): Sights | string {
  const log = readLog(reported.printed);
  if (typeof log === 'string') return log;
  const scanned = reported.account === null ? null : readScanned(reported.account);
  if (typeof scanned === 'string') return scanned;
  try {
    return new Reading(reported.program, given).read(log, scanned);
  } catch (error) {
    if (error instanceof Mismatch) return error.message;
    throw error;
  }
}

class Reading {
  readonly #program: Program;
  readonly #names: RuleNames;
  readonly #places: Places;
  readonly #seen: ReadonlyMap<RepoPath, { seen: Sighting[]; unread: Stretch[] }>;
  readonly #failed = new Map<RepoPath, string>();

  constructor(program: Program, { copy, names, folder }: Given) {
    this.#program = program;
    this.#names = names;
    this.#places = new Places(copy, folder);
    this.#seen = new Map([...copy.files.keys()].map((path) => [path, { seen: [], unread: [] }]));
  }

  read({ runs }: Log, scanned: readonly string[] | null): Sights {
    const results = runs.flatMap((run) => run.results);
    if (results.length > MOST) throw new Mismatch(`it has ${results.length} results`);
    for (const invocation of runs.flatMap((run) => run.invocations)) this.#invoked(invocation);
    for (const result of results) this.#take(result);
    if (scanned) this.#compare(scanned);
    const sighted = new Map([...this.#seen].filter(([path]) => !this.#failed.has(path)));
    return { sighted, failed: this.#failed };
  }

  #invoked({
    executionSuccessful,
    toolExecutionNotifications: told,
    toolConfigurationNotifications: asked,
  }: Log['runs'][number]['invocations'][number]): void {
    // "The presence of any notification whose level is error shall mean that the run failed" (SARIF 2.1.0, 3.20.21).
    const worst = [...told, ...asked].find(({ level }) => level === 'error');
    if (worst) throw new Mismatch(`it says that the run failed: ${worst.message.text}`);
    if (!executionSuccessful) throw new Mismatch('it says that the run failed');
    const warnings = [...told, ...asked].filter(({ level }) => level === 'warning');
    if (warnings.length > MOST_WARNINGS) throw new Mismatch(`it has ${warnings.length} warnings`);
    for (const warning of warnings) this.#warned(warning);
  }

  /** A warning is about a file that was not looked at as it should have been, or about nobody knows what. */
  #warned({ descriptor, message: { text } }: Notification): void {
    const about = [...this.#seen].filter(([path]) => text.includes(path));
    const [nearest] = about.sort(([a], [b]) => b.length - a.length);
    if (!nearest) throw new Mismatch(`it warns of what it may not have looked at: ${text}`);
    const [path, { unread }] = nearest;
    const line = Number(/:(\d+)/.exec(text.slice(text.indexOf(path) + path.length))?.[1] ?? 1);
    if (descriptor?.id === 'PartialParsing')
      unread.push(this.#places.stretch(path, { startLine: line, startColumn: 1 }));
    else this.#failed.set(path, `${this.#program} could not look at all of it: ${quote(text, 'start')}`);
  }

  #take({ ruleId, message, locations: [{ physicalLocation }], codeFlows, fixes }: Result): void {
    const path = this.#places.file(physicalLocation.artifactLocation.uri);
    const rule = this.#name(ruleId);
    const flow = codeFlows[0]?.threadFlows[0]?.locations.flatMap(({ location }) => {
      const { artifactLocation, region } = location.physicalLocation;
      return this.#places.file(artifactLocation.uri) === path ? [this.#places.stretch(path, region)] : [];
    });
    const fix = this.#fix(path, fixes);
    this.#seen.get(path)?.seen.push({
      rule,
      ...this.#places.stretch(path, physicalLocation.region),
      message: message.text.slice(0, LONGEST),
      ...(flow && flow.length > 1 && { flow }),
      ...(fix && { fix }),
    });
  }

  /** Both may put the folder of a rule's file in front of its id, with dots. */
  #name(id: string): string {
    for (let at = 0; at !== -1; at = id.indexOf('.', at) + 1 || -1) {
      const name = this.#names.get(id.slice(at));
      if (name !== undefined) return name;
    }
    throw new Mismatch(`it names the rule ${id.slice(0, 200)}, which it was not given`);
  }

  /** One replacement in the file itself; anything else is no fix of ours. */
  #fix(path: RepoPath, [fix]: Result['fixes']): Sighting['fix'] {
    const [change, ...others] = fix?.artifactChanges ?? [];
    const [edit, ...more] = change?.replacements ?? [];
    if (!change || !edit || others.length + more.length > 0) return undefined;
    if (this.#places.find(change.artifactLocation.uri) !== path) return undefined;
    return { ...this.#places.stretch(path, edit.deletedRegion), text: edit.insertedContent?.text ?? '' };
  }

  /** Nothing that it passed over is taken for looked at. */
  #compare(scanned: readonly string[]): void {
    const looked = new Set(scanned.map((name) => this.#places.find(name)));
    for (const path of this.#seen.keys())
      if (!looked.has(path) && !this.#failed.has(path))
        this.#failed.set(path, `${this.#program} did not look at ${displayPath(path)}`);
  }
}
