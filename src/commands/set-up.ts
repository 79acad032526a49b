/** The commands that set the gate up on GitHub, and find out what it is worth there. */
import type { Command } from 'commander';

/** Adds `init` and `doctor`; `end` takes the exit code. */
export function addSetUp(program: Command, end: (code: number) => void): void {
  program
    .command('init')
    .description('write the workflow and the policy for GitHub; what is there stays as it is')
    .option(
      '--hardened',
      'take the workflow from the default branch (pull_request_target), see docs/github.md',
    )
    .action(async (options: { hardened?: boolean }) =>
      end(await (await import('./init/init.ts')).init(process.cwd(), process.env, options)),
    );
  program
    .command('doctor')
    .description(
      'say what the check on GitHub is worth, and what to change; asks GitHub when GITHUB_TOKEN is set',
    )
    .action(async () => end(await (await import('./doctor/doctor.ts')).doctor(process.cwd(), process.env)));
}
