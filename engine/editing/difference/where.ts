import { isObject, type Shape, shapeFor } from '../../compile/index.ts';
import type { Language } from '../../issues/index.ts';
import type { JsonValue } from '../../model/json.ts';
import { words } from '../generated/words.js';
import { pointerParts } from '../json-tree.ts';
import type { Contents } from '../view/contents.ts';
import type { Crumb, Part } from './change.ts';
import { capital } from './files.ts';
import { labelOf } from './labels.ts';
import { nounOf, placeInWords } from './subjects.ts';

/** A place of a campaign in words: `Bước Thẩm định: hiệu lực`. The path itself for what is not there. */
export function whereInWords(
  contents: Contents,
  { file, pointer }: { file: string; pointer: string },
  language: Language,
): string {
  const document = contents.documents.get(file);
  if (!document || !isObject(document.value)) return `${file}${pointer}`;
  const trail: Crumb[] = [{ name: document.kind, value: document.value, words: words[document.kind] }];
  let path: Part[] = [];
  let told = words[document.kind];
  let declared: Shape = { $ref: document.kind };
  let value: JsonValue = document.value;
  for (const key of pointerParts(pointer)) {
    const { shape } = shapeFor(declared, value);
    const inList = Array.isArray(value);
    const next: JsonValue | undefined = inList
      ? (value as JsonValue[])[Number(key)]
      : isObject(value) && Object.hasOwn(value, key)
        ? value[key]
        : undefined;
    if (next === undefined) return `${file}${pointer}`;
    declared = (inList ? shape.items : shape.properties?.[key]) ?? {};
    const { name } = shapeFor(declared, next);
    const own = name === undefined ? undefined : words[name];
    if (inList && isObject(next)) {
      trail.push({ name: name ?? key, value: next, words: own ?? told });
      path = [];
      told = own ?? told;
    } else {
      const part = told?.parts?.[key];
      path = [...path, { key, title: part?.title }];
      told = { ...own, ...part };
    }
    value = next;
  }
  const alone = trail.length === 1 && document.kind === 'campaign';
  const place = alone
    ? nounOf(document.kind, words[document.kind], language)
    : placeInWords({ trail }, { contents, file }, language);
  return capital(path.length === 0 ? place : `${place}: ${labelOf({ path }, language)}`);
}
