import { isObject } from '../../compile/shape.ts';
import type { Issue, Language } from '../../issues/index.ts';
import type { Edit } from '../../model/definition-draft.ts';
import type { JsonValue } from '../../model/json.ts';
import { splitPointer } from '../json-tree.ts';
import { type Contents, valueIn } from './contents.ts';

/** What mends a problem, where it is clear what does. */
export interface Fix {
  /** What will be done, in words. */
  label: string;
  edits: Edit[];
}

/** What a problem's file or member is told to be when nothing uses it, and it can go. */
const unused: ReadonlySet<string> = new Set([
  'reference.notification.unused',
  'reference.bundle.unused',
  'form.section.empty',
]);

/**
 * What mends a problem: the nearest known name in the place of one that is not known, or taking away what nothing
 * uses. Null where people must decide.
 */
export function fixOf(contents: Contents, one: Issue, language: Language): Fix | null {
  const { source: file, pointer } = one;
  if (one.code === 'reference.file.unused')
    return {
      label: { vi: 'Bỏ tệp này', en: 'Remove the file' }[language],
      edits: [{ op: 'removeFile', file }],
    };
  if (unused.has(one.code))
    return {
      label: { vi: 'Bỏ mục này', en: 'Remove it' }[language],
      edits: [{ op: 'remove', file, pointer }],
    };
  const nearest = nearestOf(one);
  if (nearest === undefined) return null;
  const label = { vi: `Đổi thành “${nearest}”`, en: `Change it to “${nearest}”` }[language];
  if (one.code === 'schema.key.unknown') {
    const value = valueIn(contents, file, pointer);
    const split = splitPointer(pointer);
    const holder = split && valueIn(contents, file, split.container);
    if (value === undefined || !split || !isObject(holder) || nearest in holder) return null;
    const named = `${split.container}/${nearest}`;
    return {
      label,
      edits: [
        { op: 'remove', file, pointer },
        { op: 'set', file, pointer: named, value },
      ],
    };
  }
  const mended = withName(valueIn(contents, file, pointer), wrongName(one), nearest);
  return mended === undefined ? null : { label, edits: [{ op: 'set', file, pointer, value: mended }] };
}

function nearestOf({ params }: Issue): string | undefined {
  const found = params['nearest'];
  const first = Array.isArray(found) ? found[0] : undefined;
  return typeof first === 'string' ? first : undefined;
}

function wrongName({ params }: Issue): string {
  const found = params['name'] ?? params['value'] ?? params['step'] ?? params['field'] ?? params['choice'];
  return typeof found === 'string' ? found : '';
}

/** A value with another name in the place of a wrong one: the whole value, or the name within a rule, once. */
function withName(value: JsonValue | undefined, wrong: string, right: string): JsonValue | undefined {
  if (typeof value !== 'string' || wrong === '') return undefined;
  if (value === wrong) return right;
  const at = new RegExp(`(?<![\\w.])${wrong.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\w)`);
  return at.test(value) ? value.replace(at, right) : undefined;
}
