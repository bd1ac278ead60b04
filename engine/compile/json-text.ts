import { type Issue, issue } from '../issues/index.ts';
import type { JsonValue } from '../model/json.ts';

/** Where something stands in a text, both counted from 1; columns count characters. */
export interface TextPosition {
  line: number;
  column: number;
}

/** A text read as JSON: its value, or nothing when it is not JSON; what is wrong with it either way. */
export interface JsonReading {
  value: JsonValue | undefined;
  /** How many values it holds, objects and lists included. */
  count: number;
  issues: Issue[];
}

/** Called for every value with its pointer and the offset at which it, or its key, begins. */
type Visit = (pointer: string, offset: number) => void;

const deepest = 60;

/** How many problems are told of one text that is JSON otherwise; finding a place costs a look at the text. */
const mostIssues = 100;

/** What may begin a value, for people who left something out. */
const valueStart = ['{', '[', '"', '0-9', 'true', 'false', 'null'];

class Malformed extends Error {
  readonly found: Issue;
  constructor(found: Issue) {
    super(found.code);
    this.found = found;
  }
}

/**
 * Reads a text as JSON by RFC 8259, and nothing more lenient. Unlike `JSON.parse` it says where the first
 * mistake is and reports every key that an object has twice, since the earlier value would be lost silently.
 * Refused as well: nesting deeper than 60 and whole numbers beyond 2^53, which would not be kept exactly.
 */
export function readJson(text: string, source: string): JsonReading {
  return scan(text, source, () => {});
}

/** Where the value a pointer names begins in a text that is JSON; the start of the text when it is not there. */
export function positionOf(text: string, pointer: string): TextPosition {
  let found = 0;
  scan(text, '', (at, offset) => {
    if (at === pointer) found = offset;
  });
  return positionAt(text, found);
}

/** The line and column of an offset. */
function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: [...before.slice(lineStart)].length + 1 };
}

/** A key or index as a part of an RFC 6901 pointer. */
export function pointerPart(part: string | number): string {
  return `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function scan(text: string, source: string, visit: Visit): JsonReading {
  const issues: Issue[] = [];
  let at = 0;
  let count = 0;

  function refuse(expected: readonly string[], offset = at): never {
    const character = text.codePointAt(offset);
    const place = { source, pointer: '' };
    const position = positionAt(text, offset);
    throw new Malformed(
      character === undefined
        ? issue('schema.json.ended', place, { ...position, expected })
        : issue('schema.json.malformed', place, { ...position, found: shown(character), expected }),
    );
  }

  function blank(): void {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      at += 1;
    }
  }

  function readText(): string {
    const start = at + 1;
    at = start;
    let read = '';
    let from = start;
    for (;;) {
      const code = text.charCodeAt(at);
      if (Number.isNaN(code) || code < 32) refuse(['"']);
      if (code === 34) {
        read += text.slice(from, at);
        at += 1;
        return read;
      }
      if (code === 92) {
        read += text.slice(from, at) + readEscape();
        from = at;
      } else at += 1;
    }
  }

  function readEscape(): string {
    const letter = text[at + 1];
    const plain = letter === undefined ? undefined : escapes[letter];
    if (plain !== undefined) {
      at += 2;
      return plain;
    }
    const digits = /^[0-9a-fA-F]{4}/.exec(text.slice(at + 2, at + 6));
    if (letter !== 'u' || !digits) refuse(['\\"', '\\\\', '\\n', '\\t', '\\u0000']);
    at += 6;
    return String.fromCharCode(Number.parseInt(digits![0], 16));
  }

  function readNumber(): number {
    numberForm.lastIndex = at;
    const found = numberForm.exec(text);
    if (!found) refuse(['0-9'], text[at] === '-' ? at + 1 : at);
    const written = found![0];
    const value = Number(written);
    const inexact = !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));
    if (inexact && issues.length < mostIssues)
      issues.push(
        issue('schema.json.number', { source, pointer: '' }, { value: written, ...positionAt(text, at) }),
      );
    at += written.length;
    return value;
  }

  function readValue(pointer: string, depth: number): JsonValue {
    count += 1;
    if (depth > deepest)
      throw new Malformed(
        issue('schema.json.too_deep', { source, pointer: '' }, { max: deepest, ...positionAt(text, at) }),
      );
    const first = text[at];
    if (first === '{') return readObject(pointer, depth);
    if (first === '[') return readArray(pointer, depth);
    if (first === '"') return readText();
    if (first === '-' || (first !== undefined && first >= '0' && first <= '9')) return readNumber();
    for (const [word, value] of literals)
      if (text.startsWith(word, at)) {
        at += word.length;
        return value;
      }
    return refuse(valueStart);
  }

  function readObject(pointer: string, depth: number): JsonValue {
    const object: { [key: string]: JsonValue } = {};
    at += 1;
    blank();
    if (text[at] === '}') {
      at += 1;
      return object;
    }
    for (;;) {
      blank();
      const keyAt = at;
      if (text[at] !== '"') refuse(['"']);
      const key = readText();
      const path = pointer + pointerPart(key);
      visit(path, keyAt);
      blank();
      if (text[at] !== ':') refuse([':']);
      at += 1;
      blank();
      const value = readValue(path, depth + 1);
      if (Object.hasOwn(object, key) && issues.length < mostIssues)
        issues.push(
          issue('schema.key.duplicate', { source, pointer: path }, { key, ...positionAt(text, keyAt) }),
        );
      // An own property even when the key is `__proto__`.
      Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
      blank();
      if (text[at] === '}') {
        at += 1;
        return object;
      }
      if (text[at] !== ',') refuse([',', '}']);
      at += 1;
    }
  }

  function readArray(pointer: string, depth: number): JsonValue {
    const array: JsonValue[] = [];
    at += 1;
    blank();
    if (text[at] === ']') {
      at += 1;
      return array;
    }
    for (;;) {
      blank();
      const path = `${pointer}/${array.length}`;
      visit(path, at);
      array.push(readValue(path, depth + 1));
      blank();
      if (text[at] === ']') {
        at += 1;
        return array;
      }
      if (text[at] !== ',') refuse([',', ']']);
      at += 1;
    }
  }

  try {
    blank();
    const value = readValue('', 1);
    blank();
    if (at < text.length) refuse(['']);
    return { value, count, issues };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { value: undefined, count, issues: [...issues, error.found] };
  }
}

const literals: readonly [string, JsonValue][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** A character as a sentence can show it: the ones that cannot be seen by their number. */
function shown(character: number): string {
  return character < 33 || character === 0x7f || character === 0xfeff || character === 0xa0
    ? `U+${character.toString(16).toUpperCase().padStart(4, '0')}`
    : String.fromCodePoint(character);
}
