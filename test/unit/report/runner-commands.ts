/**
 * Which lines the Actions runner takes for commands, after its documented parser: `::name props::data` at the start
 * of a line (leading white space trimmed), or `##[name props]data` anywhere in one. Lines end at LF or CR.
 * Source: actions/runner, src/Runner.Common/ActionCommand.cs (TryParseV2, TryParse); never seen live.
 */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const KNOWN = new Set(
  (
    'add-mask add-matcher remove-matcher add-path debug echo endgroup error group notice ' +
    'internal-set-repo-path save-state set-env set-output stop-commands warning'
  ).split(' '),
);

export function commandsIn(output: string): Command[] {
  // Wider than the runner: whatever any reader might take for a line end counts.
  return output.split(/[\n\r\u0085\u2028\u2029\v\f]/).flatMap((line) => commandOf(line) ?? []);
}

function commandOf(line: string): Command | undefined {
  const modern = /^[\s\p{Cf}]*::(.*?)::(.*)$/su.exec(line);
  if (modern && KNOWN.has(nameIn(modern[1] ?? '')))
    return parsed(modern[1] ?? '', ',', unescaped(modern[2] ?? ''));
  const old = /##\[([^\]]*)\](.*)$/s.exec(line);
  if (old && KNOWN.has(nameIn(old[1] ?? ''))) return parsed(old[1] ?? '', ';', old[2] ?? '');
  return undefined;
}

const nameIn = (info: string): string => info.split(' ', 1)[0] ?? '';

function parsed(info: string, separator: string, data: string): Command {
  const name = nameIn(info);
  const pairs = info
    .slice(name.length + 1)
    .split(separator)
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf('=');
      return [
        pair.slice(0, at),
        unescaped(
          pair
            .slice(at + 1)
            .replaceAll('%3A', ':')
            .replaceAll('%2C', ','),
        ),
      ] as const;
    });
  return { name, properties: Object.fromEntries(pairs), data };
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
