import { isObject } from '../../compile/shape.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { BelowPart, Typed, Typing } from '../controls/control-kind.ts';
import type { Thing } from './thing.ts';

/**
 * The smallest part of a thing that one person changes without touching another's change: what one control edits, a
 * text in one of its languages. Lists have pages of their own and are none.
 */
export interface Leaf {
  /** Its pointer from the thing, and the beginning of the names of its inputs. */
  at: string;
  /** The part it is, or is in. */
  part: BelowPart;
  /** The language, where it is a text in one. */
  language?: 'vi' | 'en';
  /** The parts it lies in, outermost first. */
  within: readonly BelowPart[];
}

/** The leaves of a thing, in the order of its page. */
export function leavesOf({ parts }: Pick<Thing, 'parts'>): Leaf[] {
  return parts.flatMap((part) => leavesBelow(part, []));
}

function leavesBelow(part: BelowPart, within: readonly BelowPart[]): Leaf[] {
  const { name } = part.control;
  if (name === 'list') return [];
  if (name === 'group') return part.below().flatMap((one) => leavesBelow(one, [...within, part]));
  if (name === 'text')
    return (['vi', 'en'] as const).map((language) => ({
      at: `${part.at}/${language}`,
      part,
      language,
      within,
    }));
  return [{ at: part.at, part, within }];
}

/** What a thing has at a leaf; undefined for nothing. */
export function valueOfLeaf({ part, within, language }: Leaf, value: JsonObject): JsonValue | undefined {
  let standing: JsonValue | undefined = value;
  for (const { key } of [...within, part]) standing = isObject(standing) ? standing[key] : undefined;
  if (language === undefined) return standing;
  const text = isObject(standing) ? standing[language] : undefined;
  return text === '' ? undefined : text;
}

/** Puts what was typed for a leaf in the place of what stands in its inputs. A box that is not ticked is not sent. */
export function typeLeaf(into: Typing, typed: Typed, { at }: Leaf): void {
  for (const name of Object.keys(into)) if (isNameOf(name, at)) delete into[name];
  for (const [name, value] of Object.entries(typed))
    if (isNameOf(name, at) && value !== undefined) into[name] = value;
}

/** True for the names of the inputs of a part. */
export function isNameOf(name: string, at: string): boolean {
  return name === at || name.startsWith(`${at}/`) || name.startsWith(`${at}~`);
}
