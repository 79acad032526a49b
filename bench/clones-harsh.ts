/**
 * Planted clones of a harsher kind: `node bench/clones-harsh.ts REPOSITORY…`. Copies of up to 60 functions a repository, each
 * put into a file of its own, with names of every kind renamed, literals changed, lines taken out and put in; Go as well.
 * Counted are the copies that are found together with the function that they were made of.
 */
import { findClones } from '../src/kit/clones/find.ts';
import { recordOf } from '../src/kit/clones/record.ts';
import { scan } from '../src/kit/clones/scan.ts';
import { KIND, type Unit } from '../src/kit/clones/tokens.ts';
import { filesOf, type CorpusFile } from './clone-corpus.ts';

interface Harm {
  readonly kinds: readonly number[];
  /** So many lines are taken out, and as many put in. */
  readonly lines: number;
}

const { variable, type, property, call, number, string } = KIND;
const HARMS: Readonly<Record<string, Harm>> = {
  variables: { kinds: [variable], lines: 0 },
  'variables, literals': { kinds: [variable, number, string], lines: 0 },
  'every name': { kinds: [variable, type, property, call], lines: 0 },
  'every name, literals': { kinds: [variable, type, property, call, number, string], lines: 0 },
  'variables, 1 line out, 1 in': { kinds: [variable], lines: 1 },
  'variables, 2 lines out, 2 in': { kinds: [variable], lines: 2 },
  'variables, 4 lines out, 4 in': { kinds: [variable], lines: 4 },
  'every name, 1 line out, 1 in': { kinds: [variable, type, property, call], lines: 1 },
};
const EACH = 60;
const LINES = { least: 10, most: 60 };
/** What a put-in line says, by language. */
const ADDED = {
  script: 'report.note("step");',
  python: 'report.note("step")',
  java: 'report.note("step");',
  go: 'report.Note("step")',
};

function harmed(
  { bytes, scan: { tokens, language } }: CorpusFile,
  unit: Unit,
  { kinds, lines }: Harm,
): string {
  const text = Buffer.from(bytes);
  const from = text.lastIndexOf(10, tokens.start[unit.first]) + 1;
  let out = '';
  let at = from;
  for (let token = 0; token < unit.end; token++) {
    if ((tokens.start[token] ?? 0) < from || token < unit.first || !kinds.includes(tokens.kind[token] ?? 0))
      continue;
    const [start, end] = [tokens.start[token] ?? 0, tokens.end[token] ?? 0];
    out +=
      text.toString('utf8', at, start) + other(text.toString('utf8', start, end), tokens.kind[token] ?? 0);
    at = end;
  }
  out += text.toString('utf8', at, tokens.end[unit.end - 1]);
  const body = out.split('\n');
  const step = Math.floor(body.length / (lines + 1));
  for (let nth = lines; nth > 0; nth--) {
    const place = nth * step;
    const indent = /^\s*/.exec(body[place] ?? '')?.[0] ?? '';
    // A line that opens or closes something stays: what is left should be a program.
    const whole = body.findIndex(
      (line, index) => index >= place && index < body.length - 1 && /^\s+[^{}()[\]:]*;?$/.test(line),
    );
    if (whole > 0) body.splice(whole, 1);
    body.splice(place, 0, indent + ADDED[language]);
  }
  return `${body.join('\n')}\n`;
}

function other(text: string, kind: number): string {
  if (kind === number) return `${text}7`.replace(/^0x/, '');
  if (kind === string) return /^\W+$/.test(text) ? text : text.replace(/\w+/, (word) => `${word}Other`);
  const first = text[0] ?? '';
  return first === first.toUpperCase() && first !== first.toLowerCase() ? `Q${text}` : `q${text}`;
}

async function score(files: readonly CorpusFile[], harm: Harm): Promise<{ planted: number; found: number }> {
  const pool = files.flatMap((file, id) =>
    file.scan.units
      .filter(
        ({ name, startLine, endLine }) =>
          name && endLine - startLine + 1 >= LINES.least && endLine - startLine < LINES.most,
      )
      .map((unit) => ({ file, id, unit })),
  );
  const chosen = pool
    .filter((_, at) => at % Math.max(1, Math.floor(pool.length / EACH)) === 0)
    .slice(0, EACH);
  const planted = chosen.map(({ file, unit, id }, at) => {
    const harmedText = harmed(file, unit, harm);
    const text = file.scan.language === 'java' ? `class Planted${at} {\n${harmedText}\n}\n` : harmedText;
    const bytes = Buffer.from(text);
    return { of: { id, unit }, path: `planted${at}`, bytes, scan: scan(bytes, file.scan.language) };
  });
  const all = [...files, ...planted];
  const { clones } = await findClones({
    sources: all.map((file, id) => ({ id, language: file.scan.language, record: recordOf(file) })),
    asked: new Map(planted.map((_, at) => [files.length + at, 'all'])),
    read: async (id) => all[id] ?? null,
  });
  const found = planted.filter(({ of }, at) =>
    clones.some(
      ({ left, right }) =>
        left.source === files.length + at &&
        right.source === of.id &&
        right.startLine <= of.unit.endLine &&
        of.unit.startLine <= right.endLine,
    ),
  );
  return { planted: planted.length, found: found.length };
}

const corpora = process.argv.slice(2).map(filesOf);
for (const [name, harm] of Object.entries(HARMS)) {
  const scores = await Promise.all(corpora.map((files) => score(files, harm)));
  const sum = scores.reduce((one, two) => ({
    planted: one.planted + two.planted,
    found: one.found + two.found,
  }));
  const each = scores.map(({ planted, found }) => `${found}/${planted}`).join(' ');
  console.log(`${((100 * sum.found) / sum.planted).toFixed(1).padStart(5)} %  ${name}\t${each}`);
}
