/** What somebody asks for with `fix --generate`, as the words of a person about the change. */
import { InvalidArgumentError } from 'commander';
import { NO_CONSENT, type Consent } from '../domain/consent.ts';
import { visible } from '../kit/visible.ts';

const MOST = 1_000;

/** Reads the option: one line, as of a comment on GitHub. */
export function parseInstruction(value: string): string {
  const text = value.trim();
  if (text === '') throw new InvalidArgumentError('Say what is to be written.');
  if (/[\r\n]/.test(text) || text.length > MOST)
    throw new InvalidArgumentError(`An instruction is one line of at most ${MOST} characters.`);
  return visible(text);
}

/** Nobody answers for a finding here; what is asked for is said by who runs the command. */
export function consentTo(text: string): () => Promise<Consent> {
  return async () => ({ ...NO_CONSENT, instructions: [{ text, by: '', url: '' }] });
}
