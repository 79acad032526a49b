/** One look of a program of others at the files of a judgement: laid out, run, read back, gone. */
import fs from 'node:fs';
import type { Program } from '../../domain/sighting.ts';
import { run } from '../../kit/child/run.ts';
import { withTemporaryFolder } from '../../kit/temporary.ts';
import type { Failure } from '../explain-ending.ts';
import type { Job } from '../judgement.ts';
import { copyFiles } from './copy.ts';
import { badEnd, unreadable } from './explain.ts';
import type { Found, Looking } from './program.ts';
import { readReport, type Sights } from './read-report.ts';
import { writeRules } from './rules.ts';
import { environmentOf, layOut, type Place } from './surroundings.ts';

/** Bytes of a report: a thousand findings with their flows and all rules take a tenth of it. */
const CAP = 32_000_000;

export type Asked = Omit<Job, 'sightings'>;

/** What it saw, or why nothing that it said can be relied on. */
export function sight(found: Found, asked: Asked, looking: Looking): Promise<Sights | Failure> {
  return withTemporaryFolder('engine', async (home) => {
    const place = layOut(home);
    const copy = await copyFiles(asked.files, asked.change.head, place.folder);
    const names = await writeRules(place.rules, asked.own);
    const { program, file } = found;
    const ran = await run([file, ...argumentsFor(program, place)], {
      cwd: place.folder,
      env: environmentOf(place, looking.env),
      deadline: asked.limit,
      cap: CAP,
      signal: looking.signal,
    });
    looking.signal.throwIfAborted();
    const failure = badEnd(program, ran, asked);
    if (failure) return failure;
    if (ran.stdout.total > CAP) return unreadable(program, `it printed more than ${CAP / 1_000_000} MB`);
    const reported = { program, printed: ran.stdout.text(), account: accountIn(place) };
    const sights = readReport(reported, { copy, names, folder: place.folder });
    if (typeof sights === 'string') return unreadable(program, sights);
    return { sighted: sights.sighted, failed: new Map([...copy.failed, ...sights.failed]) };
  });
}

/** No network, no settings, no comment that silences, no size that is passed over (each one's own reference of `scan`). */
function argumentsFor(program: Program, { rules, account }: Place): string[] {
  return [
    'scan',
    '--sarif',
    `--json-output=${account}`,
    '--dataflow-traces',
    // Opengrep refuses this since 1.6, and sends none.
    ...(program === 'semgrep' ? ['--metrics=off'] : []),
    '--disable-version-check',
    '--no-git-ignore',
    '--disable-nosem',
    '--no-rewrite-rule-ids',
    '--max-target-bytes=0',
    '--quiet',
    '--config',
    rules,
    '.',
  ];
}

function accountIn({ account }: Place): string | null {
  const { size } = fs.statSync(account, { throwIfNoEntry: false }) ?? { size: -1 };
  if (size < 0) return null;
  return size > 2 * CAP ? '' : fs.readFileSync(account, 'utf8');
}
