/** Text that the runner must not read as workflow commands. */
import { randomBytes } from 'node:crypto';
import * as core from '@actions/core';
import { uncommanded } from '../../report/escape.ts';

/**
 * The runner parses commands on standard output and standard error of an action. Between `stop-commands` and its
 * token it parses nothing; the token is random, so no text can end the bracket early (contracts: workflow commands).
 */
export function inert(text: string): string {
  const token = randomBytes(16).toString('hex');
  return `::stop-commands::${token}\n${text.endsWith('\n') ? text : `${text}\n`}::${token}::\n`;
}

/** A sentence in the log, which may quote what others said. */
export function log(sentence: string): void {
  core.info(sentence.split('\n').map(uncommanded).join('\n'));
}
