import { readdirSync } from 'node:fs';
import { isObject } from '../../../engine/compile/shape.ts';
import type { Contents } from '../../../engine/editing/view/contents.ts';
import type { Where } from '../../../engine/editing/view/thing.ts';
import type { JsonValue } from '../../../engine/model/json.ts';
import { textOf } from './seed-files.ts';

const root = new URL('../../../', import.meta.url).pathname;

/** The files of one of the campaigns that come with the product, by path within its folder. */
export function campaignFiles(campaign: string): Record<string, string> {
  const folder = `definitions/${campaign}`;
  return Object.fromEntries(
    readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(`${root}${folder}/`.length))
      .sort()
      .map((path) => [path, textOf(`${folder}/${path}`)]),
  );
}

/** Every object of every file of a campaign. */
export function* everyObject(contents: Contents): Generator<Where> {
  for (const { path, value } of contents.documents.values()) yield* below(path, '', value);
}

function* below(file: string, pointer: string, value: JsonValue): Generator<Where> {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) yield* below(file, `${pointer}/${index}`, one);
    return;
  }
  if (!isObject(value)) return;
  yield { file, pointer };
  for (const [key, one] of Object.entries(value)) yield* below(file, `${pointer}/${key}`, one);
}
