/** Modules that a host or a framework provides without being declared, and packages that often come along. */

/** Hosts: an editor, a game, a cloud, a browser extension provides them; no manifest needs to say so. */
const HOSTS = new Set(
  `vscode electron obsidian atom k6 bun deno sketch uxp photoshop indesign premierepro figma adobe scenegraph
   meteor ember lwc c N sap dojo goog gi lightning zapier-platform-core aws-sdk windows internal std qjs
   react-native-macos system chrome resource frida-gum mongodb-atlas @minecraft/server @minecraft/server-ui
   @salesforce @theme @theme-original @theme-init @site @generated @docusaurus @girs @deno @std
   @system @ohos @kit @hmscore @dcloudio @tarojs-plugin @raycast-internal @env`.split(/\s+/),
);

/** Modules that come with another package, by what must be declared for it. */
const WITH: Readonly<Record<string, readonly string[]>> = {
  next: ['server-only', 'client-only', 'styled-jsx'],
  nuxt: [
    'vue',
    'vue-router',
    'h3',
    'ofetch',
    'nitropack',
    'ufo',
    'unenv',
    'defu',
    'consola',
    '@unhead/vue',
    '@nuxt/schema',
    '@nuxt/kit',
  ],
  vitepress: ['vue'],
  vuepress: ['vue', 'vue-router'],
  jest: ['@jest/globals', '@jest/types'],
  'ember-source': ['@ember', '@glimmer', 'rsvp', 'ember-data'],
  expo: ['@expo/vector-icons', 'expo-modules-core', 'metro-config'],
  'react-native': ['@react-native/assets-registry', 'metro-config'],
  gatsby: ['@reach/router'],
  'react-scripts': ['react-dev-utils', 'jest-watch-typeahead'],
  '@docusaurus/core': ['@mdx-js/react', 'clsx', 'prism-react-renderer'],
  preact: ['react', 'react-dom'],
  storybook: ['@storybook/react', '@storybook/test', '@storybook/addon-actions'],
  typescript: ['typescript/lib/tsserverlibrary'],
};

/** So widely depended on that, without a lock file, they may well be installed for another package's sake. */
const COMMON = new Set(
  `@babel/core @babel/generator @babel/parser @babel/runtime @babel/template @babel/traverse @babel/types
   @eslint/js @jest/globals @jridgewell/sourcemap-codec @rollup/pluginutils @types/estree @typescript-eslint/parser
   @typescript-eslint/utils acorn acorn-walk ajv ansi-colors ansi-regex ansi-styles anymatch argparse async
   balanced-match body-parser brace-expansion browserslist bytes caniuse-lite chai chalk chokidar ci-info
   cliui clsx color-convert commander concat-map content-type convert-source-map cookie cross-spawn csstype
   debug deepmerge depd electron-to-chromium emoji-regex entities es-module-lexer esbuild escape-string-regexp
   eslint-scope eslint-visitor-keys espree esquery estraverse estree estree-walker etag eventemitter3 events
   execa expect express fast-deep-equal fast-glob fast-json-stable-stringify fastq fill-range find-up
   follow-redirects form-data fresh fs-extra function-bind get-stream glob glob-parent globals globby
   graceful-fs has-flag hasown http-errors iconv-lite ignore inflight inherits ini is-glob is-stream isexe
   js-tokens js-yaml jsdom jsesc json-schema json5 jsonfile kleur lodash loose-envify lru-cache magic-string
   merge2 micromatch mime mime-db mime-types minimatch minimist minipass mkdirp ms nanoid negotiator
   node-fetch normalize-path object-assign object-inspect on-finished once onetime open parse5 path-key
   path-parse path-to-regexp picocolors picomatch postcss postcss-value-parser pretty-format prop-types
   punycode qs range-parser raw-body react react-dom react-is readable-stream regenerator-runtime resolve
   resolve-from rimraf rollup rxjs safe-buffer safer-buffer scheduler semver send serve-static
   setprototypeof shebang-command signal-exit sirv slash source-map source-map-js source-map-support
   statuses string-width strip-ansi strip-bom strip-json-comments supports-color tar terser tinyglobby
   tmp tough-cookie tr46 tslib type-check type-fest type-is typescript undici undici-types uri-js util-deprecate
   uuid vary which wrap-ansi wrappy ws yallist yaml yargs yargs-parser zod`.split(/\s+/),
);

/** Whether a host or a declared framework provides the module. */
export function isProvided(name: string, declared: ReadonlySet<string>): boolean {
  const scope = name.startsWith('@') ? (name.split('/')[0] ?? name) : name;
  if (HOSTS.has(name) || HOSTS.has(scope)) return true;
  return Object.entries(WITH).some(
    ([framework, modules]) => declared.has(framework) && (modules.includes(name) || modules.includes(scope)),
  );
}

/** Whether the package is so common that it may be hoisted from somewhere. */
export function isCommon(name: string): boolean {
  return COMMON.has(name) || name.startsWith('@types/');
}
