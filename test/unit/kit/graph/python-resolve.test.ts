/** How imports of Python resolve against small trees. */
import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../../src/domain/path.ts';
import { Files } from '../../../../src/kit/graph/files.ts';
import { PythonGraph } from '../../../../src/kit/graph/python/resolve.ts';
import type { Resolution } from '../../../../src/kit/graph/resolution.ts';
import { treeOf, type Files as Texts } from '../../../support/trees.ts';

async function resolve(files: Texts, dotted: string, from = 'app/a.py'): Promise<Resolution> {
  const graph = new PythonGraph(await Files.of(treeOf({ [from]: '', ...files })));
  const level = /^\.*/.exec(dotted)?.[0].length ?? 0;
  return graph.resolve({ from: repoPath(from), specifier: dotted.slice(level), level });
}

const kindOf = async (...given: Parameters<typeof resolve>) => (await resolve(...given)).kind;

describe('the standard library', () => {
  it.each([
    'os',
    'os.path',
    'distutils.core',
    'tomllib',
    'compression.zstd',
    'xml.etree.ElementTree',
    'asyncio.taskgroups',
    '_thread',
    'importlib.resources.abc',
    'concurrent.futures.thread',
  ])('has %s in some version', async (name) =>
    expect(await kindOf({ 'requirements.txt': 'x' }, name)).toBe('found'),
  );
  it.each(['urllib.requests', 'os.paths', 'json.encoders', 'collections.ordered', 'datetime.timezone_utils'])(
    'has no %s',
    async (name) => expect(await kindOf({}, name)).toBe('no-builtin'),
  );
  it('may be hidden by a module on the path, but not by one inside a package', async () => {
    expect(await kindOf({ 'logging/x.py': '' }, 'logging.formatters')).toBe('undecidable');
    expect(await kindOf({ 'app/__init__.py': '', 'app/logging.py': '' }, 'logging.formatters')).toBe(
      'no-builtin',
    );
  });
});

describe('a relative import', () => {
  const files = {
    'app/__init__.py': '',
    'app/b.py': '',
    'app/sub/c.py': '',
    'app/native.cpython-311-darwin.so': '',
  };

  it.each(['.b', '.', '.sub', '.sub.c', '.native', '..app.b'])('%s is found', async (name) => {
    expect(await kindOf(files, name)).toBe('found');
  });
  it.each(['.missing', '.b.deeper', '.sub.d', '..other'])('%s is not', async (name) => {
    expect(await kindOf(files, name)).toBe('no-file');
  });
  it.each(['._version', '.api_pb2', '.made', '....far'])(
    '%s may be made, or lies elsewhere',
    async (name) => {
      expect(await kindOf({ ...files, '.gitignore': 'made.py\n' }, name)).toBe('undecidable');
    },
  );
  it('leaves native modules and those that the build files name alone', async () => {
    expect(await kindOf({ ...files, 'src/lib.rs': '' }, '._core')).toBe('undecidable');
    expect(await kindOf({ ...files, 'setup.py': "Extension('app.speedups', [])" }, '.speedups')).toBe(
      'undecidable',
    );
  });
});

describe('a module of the repository', () => {
  const project = { 'pyproject.toml': '[project]\nname = "pkg"\ndependencies = ["click"]\n' };

  it.each([
    ['pkg.b', 'pkg/b.py'],
    ['pkg.b', 'src/pkg/b.py'],
    ['space.b', 'space/b.py'],
    ['helpers', 'tests/helpers.py'],
    ['tools.x', 'deep/tools/x.pyi'],
  ])('%s is %s', async (name, path) =>
    expect(await kindOf({ ...project, 'src/pkg/__init__.py': '', [path]: '' }, name)).toBe('found'),
  );
  it('is certainly missing from a regular package on the path', async () => {
    const files = { ...project, 'src/pkg/__init__.py': '' };
    expect(await resolve(files, 'pkg.missing')).toMatchObject({ kind: 'no-file', target: 'src/pkg/missing' });
  });
  it('may come from another portion of a namespace, or from code that changes the path', async () => {
    expect(await kindOf({ ...project, 'src/space/b.py': '' }, 'space.missing')).toBe('undecidable');
    const hacked = { ...project, 'src/pkg/__init__.py': '__path__ = extend_path(__path__, __name__)' };
    expect(await kindOf(hacked, 'pkg.missing')).toBe('undecidable');
  });
});

describe('a distribution', () => {
  it.each([
    ['yaml', { 'requirements.txt': 'PyYAML>=6 ; python_version > "3"\n' }],
    ['PIL.Image', { 'requirements/base.txt': 'pillow==10\n' }],
    ['cv2', { 'pyproject.toml': '[tool.poetry.dependencies]\nopencv-python-headless = "*"\n' }],
    [
      'google.cloud.storage',
      { 'pyproject.toml': '[project.optional-dependencies]\ngcs = ["google-cloud-storage"]\n' },
    ],
    ['dotenv', { 'pyproject.toml': '[dependency-groups]\ndev = ["python-dotenv[cli]"]\n' }],
    ['hatchling.x', { 'pyproject.toml': '[build-system]\nrequires = ["hatchling"]\n' }],
    ['foo_bar', { 'setup.py': "setup(install_requires=['Foo.Bar>=1'])" }],
    ['foo_bar', { 'setup.cfg': '[options]\ninstall_requires =\n    foo-bar>=1\n' }],
    ['foo', { Pipfile: '[packages]\npyfoo = "*"\n' }],
    ['numpy', { 'environment.yml': 'dependencies:\n  - conda-forge::numpy=1\n' }],
    ['deep', { 'requirements.txt': '-r more/other.list\n', 'more/other.list': 'deep\n' }],
    ['hatched', { 'pyproject.toml': '[tool.hatch.envs.test]\ndependencies = ["hatched"]\n' }],
  ])('%s is declared by %j', async (name, files) => {
    expect(await kindOf({ ...files, 'dev-requirements.txt': 'pytest\n' }, name)).toBe('found');
  });
  it('is unknown when nothing knows it', async () => {
    expect(await resolve({ 'requirements.txt': 'flask\n' }, 'flask_smart_client')).toMatchObject({
      certain: true,
    });
    expect(await resolve({ 'requirements.txt': 'flask\n' }, 'pandas')).toMatchObject({ certain: false });
  });
  it('is a phantom when only the lock file knows it, unless it is known to come along', async () => {
    const files = {
      'requirements.txt': 'flask\n',
      'uv.lock': '[[package]]\nname = "wrapt"\n[[package]]\nname = "werkzeug"\n',
    };
    expect(await kindOf(files, 'wrapt')).toBe('phantom');
    expect(await kindOf(files, 'werkzeug')).toBe('undecidable');
    expect(await resolve(files, 'pandas')).toMatchObject({ kind: 'no-package', certain: true });
  });
  it('is undecidable when nothing is declared, or a script mentions it', async () => {
    expect(await kindOf({}, 'anything')).toBe('undecidable');
    expect(
      await kindOf({ 'requirements.txt': 'flask\n', Dockerfile: 'RUN pip install some-tool\n' }, 'some_tool'),
    ).toBe('undecidable');
  });
  it('is doubtful when a manifest cannot be read', async () => {
    const files = { 'requirements.txt': 'flask\n', 'pyproject.toml': 'broken = [' };
    expect(await resolve(files, 'flask_smart_client')).toMatchObject({ kind: 'no-package', certain: false });
  });
});
