/** Reads a source file as clone detection sees it: tokens, and the functions among them. */
import { decode } from '../text.ts';
import type { Draft } from './scan/draft.ts';
import { unitsOf } from './scan/draft.ts';
import { readGo } from './scan/go/read.ts';
import { goUnits } from './scan/go/units.ts';
import { readJava } from './scan/java/read.ts';
import { javaUnits } from './scan/java/units.ts';
import { readPython } from './scan/python/read.ts';
import { pythonUnits } from './scan/python/units.ts';
import { readScript } from './scan/script/read.ts';
import { scriptUnits } from './scan/script/units.ts';
import { Tape } from './scan/tape.ts';
import type { CloneLanguage, Scan } from './tokens.ts';

interface Reader {
  readonly read: (tape: Tape) => void;
  readonly units: (tape: Tape) => Draft[];
}

const READERS: Readonly<Record<CloneLanguage, Reader>> = {
  script: { read: readScript, units: scriptUnits },
  python: { read: readPython, units: pythonUnits },
  java: { read: readJava, units: javaUnits },
  go: { read: readGo, units: goUnits },
};

/**
 * Reads any bytes in linear time and never fails: what is no program gives tokens all the same. Offsets are into
 * `bytes`, but for UTF-16 (by its mark): there they are into the same text in UTF-8.
 */
export function scan(bytes: Uint8Array, language: CloneLanguage): Scan {
  const tape = new Tape(inUtf8(bytes));
  const { read, units } = READERS[language];
  read(tape);
  const { count } = tape;
  return {
    language,
    tokens: {
      count,
      hash: tape.hash.subarray(0, count),
      kind: tape.kind.subarray(0, count),
      line: tape.line.subarray(0, count),
      start: tape.start.subarray(0, count),
      end: tape.end.subarray(0, count),
    },
    units: unitsOf(tape, units(tape)),
  };
}

/** The bytes that a scan's offsets point into. */
export function inUtf8(bytes: Uint8Array): Uint8Array {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return marked ? Buffer.from(decode(bytes).text, 'utf8') : bytes;
}
