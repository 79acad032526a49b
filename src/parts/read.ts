/** Reads part files as what they are: data that came through an artifact, from whoever could write it. */
import fs from 'node:fs';
import path from 'node:path';
import type { Part } from '../domain/part.ts';
import { EnvironmentError, UserError } from '../errors.ts';
import { visible } from '../kit/visible.ts';
import { partOf, partSchema } from './schema.ts';
import { shapeOf } from './shape.ts';
import { MAX_PART_BYTES, sealed } from './write.ts';

export interface NamedPart {
  /** The file, for people: whoever made an artifact chose it. */
  readonly name: string;
  readonly part: Part;
}

const MAX_PARTS = 1000;
const MAX_TOTAL_BYTES = 8 * MAX_PART_BYTES;
/** Of all parts together: parsed they take some hundred megabytes. */
const MAX_VALUES = 8_000_000;
/** An edit in a fix in an observation in an answer in a statement lies nine deep. */
const MAX_DEPTH = 16;
const MAX_REASON = 200;
const REMEDY = 'run that shard again and give merge its new part';

/** The parts in these files; a folder stands for the `.json` files in it. Throws EnvironmentError for what is no part. */
export function readParts(names: readonly string[]): NamedPart[] {
  const files = names.flatMap(filesAt);
  if (files.length > MAX_PARTS)
    throw new EnvironmentError(`${files.length} files are given as parts: give one for each shard.`);
  let [total, values] = [0, 0];
  return files.map((file) => {
    const name = visible(file);
    const bytes = readBytes(file);
    total += bytes.length;
    const shape = shapeOf(bytes);
    values += shape.values;
    const much =
      total > MAX_TOTAL_BYTES ? `${MAX_TOTAL_BYTES >> 20} MB` : `${MAX_VALUES / 1e6} million values`;
    if (total > MAX_TOTAL_BYTES || values > MAX_VALUES) {
      throw new EnvironmentError(
        `The parts up to ${name} have more than ${much}: nothing was merged. Judge less in one run.`,
      );
    }
    return { name, part: parsePart(name, bytes, shape) };
  });
}

function filesAt(name: string): string[] {
  if (name === '') throw new UserError('A part has no name: give part files, or folders of them.');
  const found = look(name);
  if (!found.isDirectory()) return [name];
  const inside = list(name)
    .filter((file) => file.endsWith('.json'))
    .sort();
  if (inside.length === 0)
    throw new EnvironmentError(
      `No part is in ${name}: no shard left one, so nothing was judged. Run the shards again.`,
    );
  return inside.map((file) => path.join(name, file));
}

function list(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    throw new EnvironmentError(`${folder} may not be read: let merge read it, and the parts in it.`);
  }
}

function look(name: string): fs.Stats {
  try {
    return fs.lstatSync(name);
  } catch {
    throw new EnvironmentError(`${name} is not there: ${REMEDY}.`);
  }
}

/** Regular files alone, and no more of them than a part may have: no link is followed, no pipe is waited for. */
function readBytes(name: string): Buffer {
  if (!look(name).isFile())
    throw new EnvironmentError(`${name} is no regular file, and only that is read as a part: ${REMEDY}.`);
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
  try {
    const handle = fs.openSync(name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      return readUpTo(handle, name);
    } finally {
      fs.closeSync(handle);
    }
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    throw new EnvironmentError(`${name} cannot be read: ${REMEDY}.`);
  }
}

function readUpTo(handle: number, name: string): Buffer {
  const { size } = fs.fstatSync(handle);
  if (size > MAX_PART_BYTES) {
    throw new EnvironmentError(`${name} has ${(size / 1e6).toFixed(0)} MB, more than any part: ${REMEDY}.`);
  }
  const buffer = Buffer.alloc(size);
  let length = 0;
  for (let read = 1; read > 0 && length < size; length += read)
    read = fs.readSync(handle, buffer, { offset: length });
  return buffer.subarray(0, length);
}

/** The part that the bytes hold. */
export function parsePart(name: string, bytes: Buffer, shape = shapeOf(bytes)): Part {
  const damaged = (why: string) => new EnvironmentError(`${name} is damaged (${why}): ${REMEDY}.`);
  if (shape.depth > MAX_DEPTH) throw damaged('it is nested deeper than any part');
  const text = bytes.toString('utf8');
  const value = parseJson(text);
  if (value === undefined) throw damaged('it is not JSON, or cut off');
  const parsed = partSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    // It quotes keys as they stand in the file.
    const why = visible(`${issue?.message}`.slice(0, MAX_REASON));
    throw damaged(`${issue?.path.join('.') || 'the whole'}: ${why}`);
  }
  const { digest: _, ...said } = value as Record<string, unknown>;
  // The whole text, so that nothing stands in it which the parser left out, such as the first of two equal keys.
  if (sealed(said) !== text) throw damaged('its content is not what its digest says');
  return partOf(parsed.data);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
