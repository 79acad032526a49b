/** The options that commands share: which change is judged, by whom, and where its report goes. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { VALIDATOR_IDS } from '../domain/policy.ts';
import { ENGINES } from '../domain/sighting.ts';
import { UserError } from '../errors.ts';
import { FORMATS } from './options.ts';

/** The options that say where reports go, and how they look. */
export function showing(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'how to print; repeatable')
        .choices(FORMATS)
        .argParser(collect(FORMATS)),
    )
    .option(
      '--output <file>',
      'where the format goes instead of standard output; one for each --format',
      collect(),
    );
}

/** The options that say which change is judged. */
export function selecting(command: Command): Command {
  command
    .option('--base <rev>', 'the commit that the change is measured from (default: the default branch)')
    .option('--head <rev>', 'the commit that is judged (default: the working tree)')
    .option('--two-dot', 'compare base and head themselves, not from their merge base')
    .addOption(
      new Option('--staged', 'judge the index: what the next commit would hold').conflicts([
        'head',
        'worktree',
        'all',
        'twoDot',
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
    );
  return judging(command);
}

/** The options that say by whom it is judged, under which policy. */
export function judging(command: Command): Command {
  return command
    .allowExcessArguments()
    .hook('preAction', ({ args: [extra], registeredArguments }) => {
      if (extra === undefined || registeredArguments.length > 0) return;
      throw new UserError(
        `${JSON.stringify(extra)} belongs to no option: to judge files as they are, give --all ${extra}.`,
      );
    })
    .option('--only <ids>', 'validators to run, separated by commas', list)
    .option('--skip <ids>', 'validators to leave out, separated by commas', list)
    .option('--config <file>', "a policy file instead of the base's .github/gatewright.yml")
    .addOption(
      new Option(
        '--security-engine <engine>',
        'who matches security rules: semgrep or opengrep where they are installed, auto for either',
      )
        .choices(ENGINES)
        .default('embedded'),
    )
    .option('--offline', 'ask no network; an assistant then answers from its cache alone')
    .addHelpText('after', `\nIdentifiers of validators: ${VALIDATOR_IDS.join(', ')}.`);
}

export function oneOf(choices: readonly string[]) {
  return (value: string): string => {
    if (!choices.includes(value)) throw new InvalidArgumentError(`Expected ${choices.join(' or ')}.`);
    return value;
  };
}

function collect(choices?: readonly string[]) {
  return (value: string, previous: string[] = []): string[] => {
    if (choices && !choices.includes(value))
      throw new InvalidArgumentError(`Expected ${choices.join(', ')}.`);
    return [...previous, value];
  };
}

/** Identifiers; none at all would mean every validator, which nobody says with an empty list. */
function list(value: string): string[] {
  const ids = value
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
  if (ids.length === 0) throw new InvalidArgumentError('Expected identifiers, separated by commas.');
  return ids;
}
