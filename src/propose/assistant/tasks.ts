/** The tasks of the assistant, in the order in which they have their turns: what somebody asked for, then what mends. */
import type { AssistantTask } from './task.ts';
import { fix } from './tasks/fix.ts';
import { generate } from './tasks/generate.ts';
import { refactor } from './tasks/refactor.ts';
import { repair } from './tasks/repair.ts';
import { review } from './tasks/review.ts';
import { tests } from './tasks/tests.ts';

export const tasks: readonly AssistantTask[] = [generate, repair, fix, refactor, tests, review];
