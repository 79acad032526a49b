/** The prompts that ship with Gatewright, compiled from `prompts/` into the bundle. */
import compiled from 'virtual:prompts';
import type { PromptId, Question } from '../domain/assistant.ts';

/** All of a question but what it is about. */
export type Prompt = PromptId & Omit<Question, 'prompt' | 'content'>;

/** The newest version of a task's prompt. */
export function newestPrompt(task: string): Prompt {
  const found = compiled.findLast((prompt) => prompt.id === task);
  if (!found) throw new Error(`there is no prompt for ${task}`);
  return found;
}

/** The question that asks this about that. */
export function questionOf({ id, version, hash, ...rest }: Prompt, content: string): Question {
  return { prompt: { id, version, hash }, ...rest, content };
}
