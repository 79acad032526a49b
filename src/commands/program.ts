/** The command line: which commands there are, what they take, and how a run ends. */
import { Command, CommanderError } from 'commander';
import { EnvironmentError, UserError } from '../errors.ts';
import { CONFIG_EXIT, COULD_NOT_JUDGE_EXIT } from '../domain/verdict.ts';
import type { Shard } from '../domain/shard.ts';
import { readTool } from '../kit/tool.ts';
import { visible } from '../kit/visible.ts';
import { parseShard } from '../parts/shard.ts';
import type { BaselineOptions } from './baseline.ts';
import type { FixOptions } from './fix.ts';
import { fixOptions } from './fix-command.ts';
import type { CheckOptions } from './options.ts';
import { judging, oneOf, selecting, showing } from './shared-options.ts';
import { addSetUp } from './set-up.ts';

const AFTER_HELP = `
Exit codes:
  0  pass: every required validator completed, nothing at the threshold
  1  block: new findings at the threshold
  2  could not judge: a validator, git or the environment failed
  3  the command line or the policy is wrong
  4  stale: the head moved while it was judged
  130, 143  interrupted, terminated

Examples:
  gatewright check                                   this branch and uncommitted work against the default branch
  gatewright check --base main --head feature        what a pull request would change
  gatewright check --staged                          what the next commit would change (a pre-commit hook)
  gatewright check --all src                         every line below src, with or without git
  gatewright check --format sarif --output out.sarif
  gatewright check --all . --shard 2/3 --output part-2.json
  gatewright merge part-1.json part-2.json part-3.json --all .
  gatewright fix --apply                             apply the proposals that passed their trial
  gatewright fix --commit                            commit them to the branch that is checked out
  gatewright blame src/app.ts:12                     who answers for this line
`;

/** Runs one command; sets the exit code, never calls exit while output is pending. */
export async function main(argv: readonly string[]): Promise<void> {
  // Each write says how it ended; without a listener a closed pipe would end the process with a stack.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  try {
    process.exitCode = await runProgram(argv);
  } catch (error) {
    process.exitCode = explainFailure(error);
  }
}

async function runProgram(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('gatewright')
    .description(
      'Stands between AI-written code and the main branch: proves a change, tries fixes, blocks what fails.',
    )
    .showHelpAfterError('(gatewright --help lists the commands)')
    .showSuggestionAfterError()
    .addHelpText('after', AFTER_HELP)
    .exitOverride();
  const end: End = (code) => void (exitCode = code);
  addVersion(program);
  addCheck(program, end);
  addMerge(program, end);
  addFix(program, end);
  addBaseline(program, end);
  addBlame(program, end);
  addRules(program, end);
  addSetUp(program, end);
  addDemo(program, end);
  await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
  return exitCode;
}

/** Takes the exit code of the command that ran. */
type End = (code: number) => void;

function addVersion(program: Command): void {
  program.option('--version', 'print the version').on('option:version', () => {
    const { version } = readTool();
    process.stdout.write(`${version}\n`);
    throw new CommanderError(0, 'commander.version', version);
  });
}

function addCheck(program: Command, end: End): void {
  showing(selecting(program.command('check')))
    .description('judge a change and print the verdict; with --all no fix is tried, see gatewright fix')
    .option('--shard <I/N>', 'judge the I-th of N shares and write a part for gatewright merge', shard)
    .action(async (options: CheckOptions) => end(await (await import('./check.ts')).check(options)));
}

function addMerge(program: Command, end: End): void {
  showing(selecting(program.command('merge').argument('[part...]', 'part files, or folders of them')))
    .description('join the parts of check --shard into one verdict; takes the selection that the shards took')
    .action(async (parts: string[], options: CheckOptions) =>
      end(await (await import('./merge.ts')).merge(parts, options)),
    );
}

function addFix(program: Command, end: End): void {
  fixOptions(showing(selecting(program.command('fix'))))
    .description('propose fixes, try each under the same proof, show what was kept')
    .action(async (options: FixOptions) => end(await (await import('./fix.ts')).fix(options)));
}

function addBaseline(program: Command, end: End): void {
  judging(program.command('baseline').option('--all <path...>', 'only what stands below these paths'))
    .description('write the findings that stand now into a baseline, so that only new ones block')
    .option('--output <file>', 'the baseline file (default: .github/gatewright-baseline.json)')
    .action(async (options: BaselineOptions) => end(await (await import('./baseline.ts')).baseline(options)));
}

function addBlame(program: Command, end: End): void {
  program
    .command('blame')
    .description('say which proposal, prompt, model and proof stand behind a line of code')
    .argument('<file:line>', 'such as src/app.ts:12')
    .option('--format <format>', 'pretty or json', oneOf(['pretty', 'json']), 'pretty')
    .action(async (place: string, options: { format: string }) =>
      end(await (await import('./blame.ts')).blame(place, options)),
    );
}

function addRules(program: Command, end: End): void {
  const explain = async (rule: string) => end(await (await import('./rules.ts')).explain(rule));
  program
    .command('explain')
    .description('say what a rule looks for, why it matters and what to do')
    .argument('<rule>', 'such as imports/missing-file')
    .action(explain);
  const rules = program
    .command('rules')
    .description('the rules that ship with Gatewright, and those that the policy names');
  rules
    .command('list', { isDefault: true })
    .description('one line for each rule')
    .option('--format <format>', 'pretty or json', oneOf(['pretty', 'json']), 'pretty')
    .action(async (options: { format: string }) =>
      end(await (await import('./rules.ts')).list(options.format)),
    );
  rules.command('show').description('the same as explain').argument('<rule>').action(explain);
  rules
    .command('test')
    .description("run rules in Semgrep's format on the test files beside them")
    .argument('<dir>', 'a folder of rule files, each with its tests')
    .option('--format <format>', 'pretty or json', oneOf(['pretty', 'json']), 'pretty')
    .action(async (folder: string, options: { format: string }) =>
      end(await (await import('./rules-test.ts')).testFolder(folder, options)),
    );
}

function addDemo(program: Command, end: End): void {
  program
    .command('demo')
    .description('the whole loop on a throw-away pull request: no key, no network')
    .option('--keep', 'leave the throw-away repository in place and print where it is')
    .action(async (options: { keep?: boolean }) => end(await (await import('./demo.ts')).demo(options)));
}

function shard(value: string): Shard {
  return parseShard(value, '--shard');
}

/** One sentence for what a person can mend, the stack for what only we can. */
function explainFailure(error: unknown): number {
  if (error instanceof UserError) return say(error.message, CONFIG_EXIT);
  if (error instanceof EnvironmentError) return say(error.message, COULD_NOT_JUDGE_EXIT);
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : CONFIG_EXIT;
  process.stderr.write(
    `gatewright: this is a bug in Gatewright; nothing was judged.\n${(error as Error).stack ?? error}\n`,
  );
  return COULD_NOT_JUDGE_EXIT;
}

function say(message: string, exitCode: number): number {
  // A message can quote names of the repository.
  process.stderr.write(`gatewright: ${visible(message, '\n')}\n`);
  return exitCode;
}
