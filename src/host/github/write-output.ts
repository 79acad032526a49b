/** A file that a step leaves behind, and the output that says where. */
import path from 'node:path';
import * as core from '@actions/core';
import { EnvironmentError } from '../../errors.ts';
import { writeWhole } from '../../kit/write-whole.ts';

export interface Output {
  /** The name of the step's output. */
  readonly output: string;
  readonly file: string;
  readonly text: string;
}

/** Throws EnvironmentError: a step that cannot leave its report has none. */
export function writeOutput({ output, file, text }: Output): void {
  try {
    writeWhole(file, text);
  } catch (error) {
    throw new EnvironmentError(`Cannot write ${file}: ${error instanceof Error ? error.message : error}.`);
  }
  core.setOutput(output, path.resolve(file));
}
