/** New files that take effect though nothing names them: loaded for what they are called, or in place of another one. */
import { isStandard } from './graph/python/stdlib.ts';

const NAMES: readonly RegExp[] = [
  // Python, pytest, and what runs a project's own tasks.
  /^(?:__\w+__|conftest|setup|manage|tasks|fabfile)\.py$/,
  // Types of modules that may not be there.
  /\.d\.(?:\w+\.)?[cm]?ts$|\.pyi$/,
  /(?:^|\.)(?:config|conf|setup|workspace)(?:[.-]\w+)*\.\w+$/,
  /^(?:middleware|instrumentation(?:-client)?|proxy|_app|_document|service-?worker|sw|global-?setup|setup-?tests?)\.\w+$/,
  /^(?:module|package)-info\.java$/,
];
/** Pages, routes and migrations are what lies there; so is what is served. */
const FOLDERS =
  /(?:^|\/)(?:pages|routes|migrations|alembic\/versions|public|static|__mocks__|cypress\/support|server\/(?:api|middleware|plugins))\/|^(?:api|functions)\//;
const APP_ROUTER =
  /(?:^|\/)app\/(?:.*\/)?(?:page|route|layout|template|default|loading|error|not-found)\.\w+$/;
/** Of two that differ in nothing but such an end, or lie in a folder of that name, loaders take the one or the other. */
const MODULE = /(?:\/(?:index|__init__))?\.(?:[cm]?[jt]sx?|json|node|vue|svelte|py[cdwx]?|so|java|kt)$/;

/** Whether some tool loads a file that is called so. The path is folded. */
export function isLoadedByName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return FOLDERS.test(path) || APP_ROUTER.test(path) || NAMES.some((pattern) => pattern.test(name));
}

/** Whether an import that means `other` could come to mean the file. Both paths are folded. */
export function takesPlaceOf(path: string, other: string): boolean {
  const [own, its] = [path, other].map((one) => one.replace(MODULE, ''));
  return own !== path && its !== other && own === its;
}

/** Whether a script beside the file would import it for a module of the language. The path is folded. */
export function hidesStandard(path: string): boolean {
  const [, name = ''] = /([^/]+)\.py$/.exec(path) ?? [];
  return name !== '' && isStandard(name);
}
