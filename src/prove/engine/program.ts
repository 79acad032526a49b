/** A program of others that matches rules in Semgrep's format: where it is, and whether it is one that we can speak to. */
import type { Engine, Program } from '../../domain/sighting.ts';
import { quote } from '../../kit/child/capture.ts';
import { run } from '../../kit/child/run.ts';
import { isWithin, onPath, resolved } from '../../kit/on-path.ts';
import { withTemporaryFolder } from '../../kit/temporary.ts';
import type { Failure } from '../explain-ending.ts';
import { notInstalled, tooSlow, unfit } from './explain.ts';
import { environmentOf } from './surroundings.ts';

export interface Found {
  readonly program: Program;
  readonly file: string;
}

/** What a program is looked for by. */
export interface Looking {
  /** Its PATH has none of the folders that are judged. */
  readonly env: NodeJS.ProcessEnv;
  /** Folders that a change can write into: no executable in one of them is taken. */
  readonly judged: readonly string[];
  /** Milliseconds left of the run. */
  readonly left: () => number;
  readonly signal: AbortSignal;
}

/** Semgrep writes reports of two kinds in one run since 1.70 (its releases); Opengrep began as a fork of 1.100. */
const LEAST: Readonly<Record<Program, readonly [number, number]>> = { semgrep: [1, 70], opengrep: [1, 0] };
const ASKING = 60_000;

/** The program that is asked for; null where `auto` finds none. One that is there and cannot be spoken to is a failure. */
export async function findProgram(
  engine: Exclude<Engine, 'embedded'>,
  looking: Looking,
): Promise<Found | Failure | null> {
  const programs: readonly Program[] = engine === 'auto' ? ['semgrep', 'opengrep'] : [engine];
  for (const program of programs) {
    const file = outside(program, looking);
    if (file !== null) return (await versionTrouble({ program, file }, looking)) ?? { program, file };
  }
  return engine === 'auto' ? null : notInstalled(engine);
}

function outside(program: Program, { env, judged }: Looking): string | null {
  const file = onPath(program, env);
  // A link from elsewhere may lead into the repository.
  const real = file === null ? null : resolved(file);
  return real === null || judged.some((root) => isWithin(resolved(root), real)) ? null : file;
}

/** Asks the program for its version: null when we can speak to it. */
async function versionTrouble({ program, file }: Found, looking: Looking): Promise<Failure | null> {
  const { env, left, signal } = looking;
  const limit = { limit: Math.max(1, Math.min(left(), ASKING)), budget: left() < ASKING };
  const { end, stdout, stderr } = await withTemporaryFolder('engine', (home) =>
    run([file, '--version'], { cwd: home, env: environmentOf({ home }, env), deadline: limit.limit, signal }),
  );
  signal.throwIfAborted();
  if (end.kind === 'timed-out') return tooSlow(program, limit);
  const [least, minor] = LEAST[program];
  const wanted = `${least}.${minor} or a newer ${least}.x`;
  const said = stdout.text();
  const version = /^(?:\w+ )?v?(\d+)\.(\d+)\.(\d+)/m.exec(said);
  if (end.kind !== 'exited' || end.code !== 0 || version === null)
    return unfit(file, `does not tell its version ("${quote(`${said}\n${stderr.text()}`)}")`, wanted);
  const [major, next, patch] = version.slice(1).map(Number);
  const fits = major === least && Number(next) >= minor;
  return fits ? null : unfit(file, `is version ${major}.${next}.${patch}`, wanted);
}
