import type { JsonValue } from '../model/json.ts';

/** How long a line may be before an object or a list is written over several. */
export const lineWidth = 110;

/**
 * A value as the files of a campaign are written: two spaces a level, what fits a line on one line. `indent` is
 * the indentation of the line the value begins on, `before` how many characters stand on it before the value,
 * `after` how many follow, such as a comma.
 */
export function printJson(value: JsonValue, indent = 0, before = 0, after = 0): string {
  const flat = flatJson(value);
  if (typeof value !== 'object' || value === null) return flat;
  if (before + [...flat].length + after <= lineWidth) return flat;
  const inner = indent + 2;
  const pad = ' '.repeat(inner);
  const lines = Array.isArray(value)
    ? value.map((one, n) => printJson(one, inner, inner, n < value.length - 1 ? 1 : 0))
    : Object.entries(value).map(([key, one], n, all) => {
        const name = `${JSON.stringify(key)}: `;
        return name + printJson(one, inner, inner + [...name].length, n < all.length - 1 ? 1 : 0);
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.map((line) => pad + line).join(',\n')}\n${' '.repeat(indent)}${close}`;
}

/** A whole file, with its final line feed. */
export function printFile(value: JsonValue): string {
  return `${printJson(value)}\n`;
}

/** A value on one line. */
export function flatJson(value: JsonValue): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(flatJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${flatJson(one)}`);
    return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
  }
  return JSON.stringify(value);
}
