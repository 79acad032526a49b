/** Which prompt a task is asked with: the newest that ships, unless the policy names another. */
import { isDeepStrictEqual } from 'node:util';
import type { TaskId } from '../../domain/assistant.ts';
import { repoPath } from '../../domain/path.ts';
import type { Tree } from '../../domain/tree.ts';
import { readPrompt, type Prompt } from '../../kit/prompt-file.ts';
import { newestPrompt, promptsOf } from '../../kit/prompts.ts';
import { screen } from '../../kit/secrets/screen.ts';
import { sourceOf } from './source-of.ts';
import type { Scene } from './task.ts';

/** The prompt, or one sentence that says why the task cannot be asked for. */
export async function promptFor(
  task: TaskId,
  { policy: { prompts }, maintained }: Pick<Scene, 'policy' | 'maintained'>,
): Promise<Prompt | string> {
  const chosen = prompts.get(task) ?? newestPrompt(task).version;
  if (typeof chosen === 'string') return ownPrompt(task, chosen, maintained);
  const shipped = promptsOf(task);
  const found = shipped.find(({ version }) => version === chosen);
  if (found) return found;
  const versions = shipped.map(({ version }) => version).join(', ');
  return `assistant.prompts.${task} names version ${chosen}, and there is only ${versions}: nothing is asked for it.`;
}

/** The maintainers' own words but for secrets, with the schema that ships: it is what replies are read by. */
async function ownPrompt(task: TaskId, path: string, maintained: Tree): Promise<Prompt | string> {
  const wrong = (why: string) => `assistant.prompts.${task} names ${path}: ${why}; nothing is asked for it.`;
  const text = await sourceOf(maintained, repoPath(path));
  if (text === null) return wrong('the base has no such file of text');
  const prompt = readPrompt(screen(text).text);
  if (typeof prompt === 'string') return wrong(prompt);
  if (prompt.id !== task) return wrong(`it says that it is for ${prompt.id}`);
  const { schema } = newestPrompt(task);
  if (prompt.schema && !isDeepStrictEqual(prompt.schema, schema))
    return wrong('its schema is not the newest that ships; leave it out');
  return { ...prompt, schema };
}
