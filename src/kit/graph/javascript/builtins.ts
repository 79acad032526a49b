/** The modules that come with Node.js: the union of versions 20, 22 and 24, and of what later ones announce. */

const WITH_OR_WITHOUT_PREFIX = `
  _http_agent _http_client _http_common _http_incoming _http_outgoing _http_server _stream_duplex
  _stream_passthrough _stream_readable _stream_transform _stream_wrap _stream_writable _tls_common _tls_wrap
  assert assert/strict async_hooks buffer child_process cluster console constants crypto dgram
  diagnostics_channel dns dns/promises domain events fs fs/promises http http2 https inspector
  inspector/promises module net os path path/posix path/win32 perf_hooks process punycode querystring readline
  readline/promises repl stream stream/consumers stream/promises stream/web string_decoder sys timers
  timers/promises tls trace_events tty url util util/types v8 vm wasi worker_threads zlib`;

/** Without `node:` these are names of packages. */
const PREFIX_ONLY = `
  ffi quic sea sqlite stream/iter test test/reporters vfs zlib/iter`;

const words = (text: string) => text.trim().split(/\s+/);

export const builtins: ReadonlySet<string> = new Set(words(WITH_OR_WITHOUT_PREFIX));
export const prefixedBuiltins: ReadonlySet<string> = new Set([...builtins, ...words(PREFIX_ONLY)]);
