/** The tasks of the assistant, in the order in which it is asked. */
import type { AssistantTask } from './task.ts';
import { fix } from './tasks/fix.ts';
import { repair } from './tasks/repair.ts';

export const tasks: readonly AssistantTask[] = [repair, fix];
