/**
 * What is mended without a key: `node bench/fixers.ts REPOSITORY…`. Plants faults of lint, imports and copies into real
 * files, has the bundle fix and apply what passes its trial, and counts by kind what was found, offered, kept, and gone
 * afterwards. Nothing here is chosen for having a fix, but for the second kind of lint.
 */
import { annotated, RULES, SHAPES } from './defects.ts';
import { FAULTS } from './fixable-faults.ts';
import { copies, type Plant } from './fixers/copies.ts';
import { imports } from './fixers/imports.ts';
import { spread, Throwaway, type JsonReport, type ReportedFinding, type SourceFile } from './throwaway.ts';

const FILES = 24;

interface Planted extends Plant {
  readonly file: string;
}

/** Defects of eight kinds in turn, and faults that have one answer. */
function lint({ typed }: SourceFile, at: number): Plant[] {
  const shape = SHAPES[(at * 7) % SHAPES.length];
  const fitting = FAULTS.filter(
    (fault) => !fault.opens && (typed ? fault.rule !== 'no-undef-init' : !fault.typed),
  );
  const fault = fitting[at % fitting.length];
  const [one, other] = [`planted${at}a`, `planted${at}b`];
  return [
    ...(shape
      ? [
          {
            kind: 'lint, defects',
            is: RULES[shape.kind] ?? /^lint/,
            below: wrapped(shape.plant(one), typed),
            name: one,
          },
        ]
      : []),
    ...(fault
      ? [
          {
            kind: 'lint, one answer',
            is: new RegExp(`^lint/${fault.rule} `),
            below: fault.plant(other),
            name: other,
          },
        ]
      : []),
  ];
}

const wrapped = (text: string, typed: boolean): string => (typed ? annotated(text) : text);

function plantInto(repository: Throwaway, source: SourceFile, plants: readonly Plant[]): Planted[] {
  const { file, text } = source;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const line = (part: string): string => part.replaceAll('\n', eol) + eol;
  const above = plants.map(({ above: part }) => part).filter((part) => part !== undefined);
  const below = plants.map(({ below: part }) => part).filter((part) => part !== undefined);
  const first = /^(?:#!.*\r?\n|['"]use [^\n]*\n)*/.exec(text)?.[0] ?? '';
  const body = text.slice(first.length);
  repository.write(
    file,
    first + above.map(line).join('') + body + (body.endsWith('\n') ? '' : eol) + below.map(line).join(''),
  );
  return plants.map((plant) => ({ ...plant, file }));
}

/** The finding of a planted fault: of its validator, about its lines. */
function findingOf(
  { file, name, is }: Planted,
  report: JsonReport,
  texts: Texts,
): ReportedFinding | undefined {
  const lines = (texts.get(file) ?? '').split('\n');
  return report.findings.find((one) => {
    if (one.path !== file || one.standing !== 'new' || !is.test(`${one.rule} ${one.message}`)) return false;
    return lines.slice(one.line - 1, Math.max(one.line, one.endLine)).some((text) => text.includes(name));
  });
}

type Texts = ReadonlyMap<string, string>;

function measure(source: string): void {
  const repository = new Throwaway(source);
  const files = repository.pick(FILES);
  const originals = copies(repository, files);
  const planted = files.flatMap((file, at) =>
    plantInto(repository, file, [...lint(file, at), ...imports(file, at), ...originals(file, at)]),
  );
  const read = (): Texts => new Map(files.map(({ file }) => [file, repository.read(file)]));
  const before = read();
  const ran = repository.run('fix', '--apply', '--offline', '--format', 'json', '--base', 'HEAD');
  const report = JSON.parse(ran.stdout) as JsonReport;
  const after = repository.check('--base', 'HEAD');
  const texts = read();
  const kinds = [...new Set(planted.map(({ kind }) => kind))].sort();
  for (const kind of kinds) {
    const own = planted.filter((one) => one.kind === kind);
    const found = own.flatMap((one) => {
      const finding = findingOf(one, report, before);
      return finding ? [{ one, finding }] : [];
    });
    const fates = found.map(({ one, finding }) => {
      const offers = report.proposals.filter(({ addresses }) => addresses.includes(finding.fingerprint));
      const kept = offers.some(({ fate }) => fate === 'kept');
      return { one, offered: offers.length > 0, kept, gone: kept && !findingOf(one, after, texts), offers };
    });
    for (const { one, offers, kept } of fates)
      if (offers.length > 0 && !kept)
        console.log(`lost\t${one.kind}\t${one.file}\t${one.name}\t${offers[0]?.reason}`);
    const count = (is: (fate: (typeof fates)[number]) => boolean): number => fates.filter(is).length;
    const row = [
      own.length,
      found.length,
      count(({ offered }) => offered),
      count(({ kept }) => kept),
      count(({ gone }) => gone),
    ];
    console.log(`| ${source.replace(/.*\//, '')} | ${kind} | ${row.join(' | ')} |`);
  }
}

console.log('| repository | kind | planted | found | offered | kept | gone when applied |');
console.log('|---|---|---|---|---|---|---|');
for (const source of spread(process.argv.slice(2), Infinity)) measure(source);
