/** The prompts that ship with Gatewright, compiled from `prompts/` into the bundle. */
import compiled from 'virtual:prompts';
import type { Question, TaskId } from '../domain/assistant.ts';
import type { Prompt } from './prompt-file.ts';

/** The versions of a task's prompt, the newest last. */
export function promptsOf(task: TaskId): readonly Prompt[] {
  return compiled.filter(({ id }) => id === task);
}

/** The newest version of a task's prompt. */
export function newestPrompt(task: TaskId): Prompt {
  const found = promptsOf(task).at(-1);
  if (!found) throw new Error(`there is no prompt for ${task}`);
  return found;
}

/** The question that asks this about that. */
export function questionOf(
  { id, version, hash, system, schema, maxTokens }: Prompt,
  content: string,
): Question {
  return { prompt: { id, version, hash }, system, content, schema, maxTokens };
}

/** The same once more, to be answered in plain text; null for a prompt that does not say how. */
export function plainQuestionOf(prompt: Prompt, content: string): Question | null {
  if (prompt.plain === null) return null;
  return { ...questionOf(prompt, `${content}\n${prompt.plain}\n`), schema: null };
}
