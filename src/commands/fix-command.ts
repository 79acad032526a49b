/** What `gatewright fix` takes besides the options of every command that judges. */
import { Option, type Command } from 'commander';
import { PROVIDERS } from '../assistant/clouds.ts';
import { parseInstruction } from './instruction.ts';

/** Adds the options that say what becomes of proposals, and who makes them. */
export function fixOptions(command: Command): Command {
  return command
    .option('--apply', 'write what was kept into the working files')
    .addOption(
      new Option(
        '--commit',
        'judge the last commit, and commit what was kept to the branch that is checked out',
      ).conflicts(ELSEWHERE),
    )
    .option('--audit <file>', 'write a line of JSON for every proposal and question (docs/audit.md)')
    .option(
      '--script <command>',
      'run this in a copy of each patched tree, and keep only fixes with which it passes',
    )
    .addOption(new Option('--print', 'print the patch alone, for git apply').conflicts(['format', 'output']))
    .addOption(
      new Option(
        '--assistant [provider]',
        'ask Claude about what fixers leave: sends code to Anthropic or a cloud, see docs/assistant.md',
      )
        .choices(PROVIDERS)
        .preset('claude'),
    )
    .addOption(
      helped(
        new Option('--generate <instruction>', 'ask Claude to write this on top of the change'),
      ).argParser(parseInstruction),
    )
    .addOption(
      helped(new Option('--replay <dir>', 'answer from recorded replies alone')).conflicts([
        'record',
        'prices',
      ]),
    )
    .addOption(helped(new Option('--record <dir>', 'write the replies down, for --replay')))
    .addOption(helped(new Option('--prices <file>', 'JSON: what models cost, over the published prices')));
}

/** Commits lie on what is committed. */
const ELSEWHERE = ['apply', 'print', 'head', 'staged', 'worktree', 'all', 'twoDot'];

function helped(option: Option): Option {
  return option.implies({ assistant: 'claude' });
}
