/** What the judges of one proof said, to be written down. */
import type { StatedAnswer, Statement } from '../domain/part.ts';
import { takenBack } from './evidence.ts';
import type { Proof, Word } from './prove.ts';

export function statementOf({ outcome, words }: Pick<Proof, 'outcome' | 'words'>): Statement {
  const { validator, ms } = outcome;
  return { validator, ms, takenBack: takenBack(words), answers: words.map(answerOf) };
}

function answerOf({ files, answer }: Word): StatedAnswer {
  const paths = files.map(({ path }) => path);
  if (answer.kind !== 'completed') {
    return { files: paths, status: answer.kind, message: answer.message, observations: [], failed: [] };
  }
  const { kind: status, observations, failed, notes = [] } = answer;
  const noted = notes.length > 0 ? { notes } : {};
  return { files: paths, status, message: '', observations, failed: [...failed], ...noted };
}
