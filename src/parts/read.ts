/** Reads part files as what they are: data that came through an artifact, from whoever could write it. */
import fs from 'node:fs';
import path from 'node:path';
import type { Part } from '../domain/part.ts';
import { EnvironmentError } from '../errors.ts';
import { partOf, partSchema } from './schema.ts';
import { isTooDeep } from './depth.ts';
import { MAX_PART_BYTES, sealOf } from './write.ts';

export interface NamedPart {
  /** The file, as the caller can find it. */
  readonly name: string;
  readonly part: Part;
}

const MAX_PARTS = 1000;
const MAX_TOTAL_BYTES = 8 * MAX_PART_BYTES;
const REMEDY = 'run that shard again and give merge its new part';

/** The parts in these files; a folder stands for the `.json` files in it. Throws EnvironmentError for what is no part. */
export function readParts(names: readonly string[]): NamedPart[] {
  const files = names.flatMap(filesAt);
  if (files.length > MAX_PARTS)
    throw new EnvironmentError(`${files.length} files are given as parts: give one for each shard.`);
  let total = 0;
  return files.map((name) => {
    const bytes = readBytes(name);
    total += bytes.length;
    if (total > MAX_TOTAL_BYTES) {
      throw new EnvironmentError(
        `The parts up to ${name} have more than ${MAX_TOTAL_BYTES >> 20} MB: nothing was merged. Judge less in one run.`,
      );
    }
    return { name, part: parsePart(name, bytes) };
  });
}

function filesAt(name: string): string[] {
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
export function parsePart(name: string, bytes: Buffer): Part {
  const damaged = (why: string) => new EnvironmentError(`${name} is damaged (${why}): ${REMEDY}.`);
  if (isTooDeep(bytes)) throw damaged('it is nested deeper than any part');
  const value = parseJson(bytes);
  if (value === undefined) throw damaged('it is not JSON, or cut off');
  const parsed = partSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw damaged(`${issue?.path.join('.') || 'the whole'}: ${issue?.message}`);
  }
  const { digest, ...said } = value as Record<string, unknown>;
  if (sealOf(said) !== digest) throw damaged('its content is not what its digest says');
  return partOf(parsed.data);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
