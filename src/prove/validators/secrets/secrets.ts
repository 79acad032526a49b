/** Secrets: credentials that the change writes into a file, in an issuer's format or by what they are called. */
import type { ChangedFile } from '../../../domain/change.ts';
import type { Validator } from '../../../domain/validator.ts';

export const secrets: Validator = {
  id: 'secrets',
  deadline: 60_000,
  appliesTo,
  fileByFile: true,
  load: async () => (await import('./judge.ts')).judgeSecrets,
};

/** Pictures, sounds, fonts, archives and machine code: no text that anybody reads a secret in. */
const BINARY =
  /\.(?:png|jpe?g|gif|webp|avif|ico|icns|bmp|tiff?|psd|mp[34]|m4a|mov|webm|ogg|wav|flac|woff2?|ttf|otf|eot|pdf|zip|t?gz|bz2|xz|zst|7z|rar|jar|war|class|so|dylib|dll|exe|bin|wasm|node|pyc|mo|sqlite3?|db|parquet|onnx|safetensors)$/i;

function appliesTo({ path, head, exempt }: ChangedFile): true | string {
  if (!head) return 'deleted';
  if (head.mode === 'symlink') return 'symbolic link';
  if (head.mode === 'submodule') return 'submodule';
  if (BINARY.test(path)) return 'no text, by its name';
  return exempt ?? true;
}
