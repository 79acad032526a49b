/** Where reports go: standard output alone, or files that are whole or not there. */
import type { Report } from '../domain/report.ts';
import { writeWhole } from '../kit/write-whole.ts';
import { environmentFault, type Format, type Sink } from './options.ts';

/** Writes every file first, then standard output, so that a full disk is told before anything looks done. */
export async function writeSinks(sinks: readonly Sink[], report: Report): Promise<void> {
  for (const { format, file } of sinks) {
    if (file === null) continue;
    const text = await render(format, report, { color: false, width: 100 });
    try {
      writeWhole(file, text);
    } catch (error) {
      throw environmentFault(`cannot write ${file}`, error);
    }
  }
  const printed = sinks.find((sink) => sink.file === null);
  if (printed) await print(await render(printed.format, report, terminal()));
}

interface Look {
  readonly color: boolean;
  readonly width: number;
}

async function render(format: Format, report: Report, look: Look): Promise<string> {
  switch (format) {
    case 'pretty':
      return (await import('../report/pretty.ts')).renderPretty(report, look);
    case 'json':
      return (await import('../report/json.ts')).renderJson(report);
    case 'sarif':
      return (await import('../report/sarif.ts')).renderSarif(report);
    case 'markdown':
      return (await import('../report/markdown.ts')).renderMarkdown(report);
    case 'github':
      return (await import('../report/github.ts')).renderGithub(report);
  }
}

/** Colour on a terminal that wants it (https://no-color.org, FORCE_COLOR as Node reads it). */
export function terminal(stream = process.stdout, env = process.env): Look {
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  // Node leaves isTTY undefined for pipes and files.
  const wanted = (stream.isTTY ?? false) && env['TERM'] !== 'dumb';
  const width = stream.columns ?? (Number(env['COLUMNS']) || 100);
  return { color: !env['NO_COLOR'] && (forced || wanted), width };
}

/** Waits until the text has left the process: a pipe that is cut off must not lose the end of a report. */
export function print(text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) =>
      error && !isClosedPipe(error)
        ? reject(environmentFault('cannot write to standard output', error))
        : resolve(),
    );
  });
}

/** Whoever read went away (`| head -1`): the verdict still counts, nobody wants the rest. */
function isClosedPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}
