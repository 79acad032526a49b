/** What a program of others gets to see: folders of its own, and an environment without anything secret. */
import fs from 'node:fs';
import path from 'node:path';
import { pathOf } from '../../kit/on-path.ts';

export interface Place {
  /** The files that it looks at. */
  readonly folder: string;
  readonly rules: string;
  /** Its home: no settings, no credentials. */
  readonly home: string;
  /** Where it says what it looked at, if it does. */
  readonly account: string;
}

export function layOut(within: string): Place {
  const place = {
    folder: path.join(within, 'tree'),
    rules: path.join(within, 'rules'),
    home: path.join(within, 'home'),
    account: path.join(within, 'account.json'),
  };
  for (const folder of [place.folder, place.rules, place.home]) fs.mkdirSync(folder);
  return place;
}

/** Where Python finds what `pip install --user` put on Linux, which it otherwise looks up by HOME (its site.USER_BASE). */
function userBase({ HOME }: NodeJS.ProcessEnv): Record<string, string> {
  return HOME === undefined || process.platform !== 'linux'
    ? {}
    : { PYTHONUSERBASE: path.join(HOME, '.local') };
}

/** The rules are read as UTF-8, whatever the machine's locale: Opengrep's reader goes by it. */
export function environmentOf({ home }: Pick<Place, 'home'>, env: NodeJS.ProcessEnv): Record<string, string> {
  const folders = pathOf(env).split(path.delimiter).filter(path.isAbsolute);
  return {
    ...userBase(env),
    PATH: folders.join(path.delimiter),
    HOME: home,
    TMPDIR: home,
    TEMP: home,
    TMP: home,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
    LC_ALL: 'C.UTF-8',
    PYTHONUTF8: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    NO_COLOR: '1',
    SEMGREP_SEND_METRICS: 'off',
    SEMGREP_ENABLE_VERSION_CHECK: '0',
    SEMGREP_SETTINGS_FILE: path.join(home, 'settings.yml'),
    SEMGREP_LOG_FILE: path.join(home, 'semgrep.log'),
  };
}
