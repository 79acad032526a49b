/** The command line: which commands there are, what they take, and how a run ends. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { EnvironmentError, UserError } from '../errors.ts';
import { CONFIG_EXIT, COULD_NOT_JUDGE_EXIT } from '../domain/verdict.ts';
import { visible } from '../kit/visible.ts';
import { FORMATS, type CheckOptions } from './options.ts';

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
  gatewright fix --apply                             apply the proposals that passed their trial
`;

/** Runs one command; sets the exit code, never calls exit while output is pending. */
export async function main(argv: readonly string[]): Promise<void> {
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
    .helpCommand(false)
    .addHelpText('after', AFTER_HELP)
    .exitOverride();
  const end: End = (code) => void (exitCode = code);
  addVersion(program);
  addCheck(program, end);
  addFix(program, end);
  addBaseline(program, end);
  addRules(program, end);
  addDemo(program, end);
  await program.parseAsync(argv, { from: 'user' });
  return exitCode;
}

/** Takes the exit code of the command that ran. */
type End = (code: number) => void;

function addVersion(program: Command): void {
  program.option('--version', 'print the version').action(async (options: { version?: boolean }) => {
    if (!options.version) return program.help();
    const { readTool } = await import('../kit/tool.ts');
    process.stdout.write(`${readTool().version}\n`);
  });
}

function addCheck(program: Command, end: End): void {
  selecting(program.command('check'))
    .description('judge a change and print the verdict')
    .addOption(
      new Option('--format <format>', 'how to print; repeatable')
        .choices(FORMATS)
        .argParser(collect(FORMATS)),
    )
    .option(
      '--output <file>',
      'where the format goes instead of standard output; one for each --format',
      collect(),
    )
    .action(async (options: CheckOptions) => end(await (await import('./check.ts')).check(options)));
}

function addFix(program: Command, end: End): void {
  selecting(program.command('fix'))
    .description('propose fixes, try each under the same proof, show what was kept')
    .option('--apply', 'write what was kept into the working files')
    .option('--print', 'print the patch alone, for git apply')
    .action(async (options: CheckOptions & { apply?: boolean; print?: boolean }) =>
      end(await (await import('./fix.ts')).fix(options)),
    );
}

function addBaseline(program: Command, end: End): void {
  selecting(program.command('baseline'))
    .description('write the findings that stand now into a baseline, so that only new ones block')
    .option('--output <file>', 'the baseline file', '.github/gatewright-baseline.json')
    .action(async (options: CheckOptions & { output: string }) =>
      end(await (await import('./baseline.ts')).baseline(options)),
    );
}

function addRules(program: Command, end: End): void {
  const explain = async (rule: string) => end(await (await import('./rules.ts')).explain(rule));
  program
    .command('explain')
    .description('say what a rule looks for, why it matters and what to do')
    .argument('<rule>', 'such as imports/missing-file')
    .action(explain);
  const rules = program.command('rules').description('the rules that ship with Gatewright');
  rules
    .command('list', { isDefault: true })
    .description('one line for each rule')
    .option('--format <format>', 'pretty or json', oneOf(['pretty', 'json']), 'pretty')
    .action(async (options: { format: string }) =>
      end(await (await import('./rules.ts')).list(options.format)),
    );
  rules.command('show').description('the same as explain').argument('<rule>').action(explain);
}

function addDemo(program: Command, end: End): void {
  program
    .command('demo')
    .description('the whole loop on a throw-away pull request: no key, no network')
    .option('--keep', 'leave the throw-away repository in place and print where it is')
    .action(async (options: { keep?: boolean }) => end(await (await import('./demo.ts')).demo(options)));
}

/** The options that say what is judged, under which policy. */
function selecting(command: Command): Command {
  return command
    .option('--base <rev>', 'the commit that the change is measured from (default: the default branch)')
    .option('--head <rev>', 'the commit that is judged (default: the working tree)')
    .option('--two-dot', 'compare base and head themselves, not from their merge base')
    .addOption(
      new Option('--staged', 'judge the index: what the next commit would hold').conflicts([
        'head',
        'worktree',
        'all',
      ]),
    )
    .addOption(
      new Option('--worktree', 'judge the branch and uncommitted work (the default)').conflicts([
        'head',
        'all',
      ]),
    )
    .addOption(
      new Option('--all <path...>', 'judge every line below these paths').conflicts([
        'base',
        'head',
        'twoDot',
      ]),
    )
    .option('--only <ids>', 'validators to run, separated by commas', list)
    .option('--skip <ids>', 'validators to leave out, separated by commas', list)
    .option('--config <file>', "a policy file instead of the base's .github/gatewright.yml")
    .option('--offline', 'ask no network (nothing does yet: kept so that scripts can say it)')
    .addHelpText('after', `\nIdentifiers of validators: lint, imports, paths.`);
}

function collect(choices?: readonly string[]) {
  return (value: string, previous: string[] = []): string[] => {
    if (choices && !choices.includes(value))
      throw new InvalidArgumentError(`Expected ${choices.join(', ')}.`);
    return [...previous, value];
  };
}

function oneOf(choices: readonly string[]) {
  return (value: string): string => {
    if (!choices.includes(value)) throw new InvalidArgumentError(`Expected ${choices.join(' or ')}.`);
    return value;
  };
}

const list = (value: string): string[] =>
  value
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);

/** One sentence for what a person can mend, the stack for what only we can. */
function explainFailure(error: unknown): number {
  if (error instanceof UserError) return say(error.message, CONFIG_EXIT);
  if (error instanceof EnvironmentError) return say(error.message, COULD_NOT_JUDGE_EXIT);
  if (isCommanderEnd(error)) return error.exitCode === 0 ? 0 : CONFIG_EXIT;
  process.stderr.write(
    `gatewright: this is a bug in Gatewright; nothing was judged.\n${(error as Error).stack ?? error}\n`,
  );
  return COULD_NOT_JUDGE_EXIT;
}

function isCommanderEnd(error: unknown): error is { exitCode: number } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
}

function say(message: string, exitCode: number): number {
  // A message can quote names of the repository.
  process.stderr.write(`gatewright: ${visible(message, '\n')}\n`);
  return exitCode;
}
