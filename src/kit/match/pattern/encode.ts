/** Writes a pattern so that a grammar can read it: names stand for variables and ellipses. */
import { DEEP, ELLIPSIS, TYPED, VARIABLE, VARIABLES } from '../lower/placeholders.ts';
import type { TreeLanguage } from '../rule.ts';
import { contextOf, type Context } from './context.ts';

/** `(T $X)`, taken out of a pattern: the grammar sees a name. */
export interface TypedVariable {
  readonly placeholder: string;
  readonly variable: string;
  readonly type: string;
}

export interface Encoded {
  readonly text: string;
  readonly typed: readonly TypedVariable[];
}

const STRINGS: Readonly<Record<TreeLanguage, RegExp>> = {
  javascript: /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/y,
  typescript: /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/y,
  python: /#[^\n]*|"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/y,
  java: /\/\/[^\n]*|\/\*[^]*?\*\/|"""[^]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/y,
  go: /\/\/[^\n]*|\/\*[^]*?\*\/|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/y,
};
const NAMES = /\$(\.\.\.)?([A-Z_][A-Z_0-9]*)/g;

/** Encodes a pattern of a language; `ends`: an ellipsis among statements is written as one. */
export function encode(
  pattern: string,
  { language, ends }: { language: TreeLanguage; ends: boolean },
): Encoded {
  const { text, typed } = takeTyped(pattern.trim(), language);
  let out = '';
  let deep = 0;
  for (let i = 0; i < text.length;) {
    const string = stringAt(text, i, language);
    if (string) {
      out += string;
      i += string.length;
    } else if (text.startsWith('<...>', i)) {
      out += `<${ELLIPSIS}>`;
      i += 5;
    } else if (text.startsWith('<...', i)) {
      out += `${DEEP}(`;
      deep++;
      i += 4;
    } else if (deep > 0 && text.startsWith('...>', i)) {
      out += ')';
      deep--;
      i += 4;
    } else if (
      text.startsWith('...', i) &&
      text[i - 1] !== '$' &&
      !isTemplateText(text.slice(0, i), language)
    ) {
      const context = contextOf(text, i, language);
      out += WRITTEN[context === 'statement' && !ends ? 'item' : context];
      i += 3;
    } else {
      out += text[i++] ?? '';
    }
  }
  return {
    text: out.replace(
      NAMES,
      (_, many: string | undefined, name: string) => (many ? VARIABLES : VARIABLE) + name,
    ),
    typed,
  };
}

function stringAt(text: string, at: number, language: TreeLanguage): string | null {
  const regex = STRINGS[language];
  regex.lastIndex = at;
  return regex.exec(text)?.[0] ?? null;
}

/** Inside backquotes, but not in the code of `${…}`. */
function isTemplateText(before: string, language: TreeLanguage): boolean {
  if (language !== 'javascript' && language !== 'typescript') return false;
  let depth = 0;
  let inside = false;
  for (let i = 0; i < before.length; i++) {
    if (before[i] === '`') inside = !inside;
    else if (inside && before.startsWith('${', i)) {
      depth++;
      inside = false;
    } else if (depth > 0 && before[i] === '}') {
      depth--;
      inside = true;
    }
  }
  return inside;
}

const WRITTEN: Readonly<Record<Context, string>> = {
  item: ELLIPSIS,
  statement: `${ELLIPSIS};`,
  line: ELLIPSIS,
  'java-parameter': `Object ${ELLIPSIS}`,
  'java-member': `int ${ELLIPSIS};`,
  'java-annotation': `${ELLIPSIS} = 0`,
  'go-parameter': `${ELLIPSIS} ${ELLIPSIS}`,
  'loop-head': `${ELLIPSIS};${ELLIPSIS};${ELLIPSIS}`,
  entry: `**${ELLIPSIS}`,
  attribute: `{${ELLIPSIS}}`,
  spread: '...',
};

const TYPE_FIRST =
  /(^|[^\w$\s)\]]\s*|\breturn\s+)\(\s*((?:[\w.$]+)(?:<[^()]*>)?(?:\[\])*)\s+(\$[A-Z_][A-Z_0-9]*)\s*\)(?!\s*(?:->|\{))/g;
const TYPE_LAST =
  /(^|[^\w$\s)\]]\s*|\b(?:return|await|go|defer|range|in|not)\s+)\(\s*(\$[A-Z_][A-Z_0-9]*)\s*:\s*([^(),=]+?)\s*\)(?!\s*(?:=>|\{))/g;

function takeTyped(text: string, language: TreeLanguage): Encoded {
  const typed: TypedVariable[] = [];
  const take = (variable: string, type: string): string => {
    const placeholder = `${TYPED}${typed.length}`;
    typed.push({ placeholder, variable, type });
    return placeholder;
  };
  const taken =
    language === 'java'
      ? text.replace(
          TYPE_FIRST,
          (...[, before = '', type = '', name = '']: string[]) => before + take(name, type),
        )
      : text.replace(
          TYPE_LAST,
          (...[, before = '', name = '', type = '']: string[]) => before + take(name, type),
        );
  return { text: taken, typed };
}
