import type { Library } from '../../compile/index.ts';
import { type Document, readFiles } from '../../compile/read.ts';
import { isObject, valueAt } from '../../compile/shape.ts';
import type { Language } from '../../issues/index.ts';
import type { Text } from '../../model/generated/definitions.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { Files } from '../operation.ts';

/** The files of a draft as pages look at them: whatever can be read, however wrong it is. */
export interface Contents {
  files: Files;
  /** The files that are JSON, by path. */
  documents: ReadonlyMap<string, Document>;
  library: Library;
}

/** Reads the files of a draft for its pages. Never refuses: a file that is not JSON is left out of `documents`. */
export function contentsOf(files: Files, library: Library): Contents {
  const { documents } = readFiles(files);
  return { files, documents: new Map(documents.map((one) => [one.path, one])), library };
}

/** The value at a pointer of a file, undefined when there is none. */
export function valueIn(contents: Contents, file: string, pointer: string): JsonValue | undefined {
  const document = contents.documents.get(file);
  return document && valueAt(document.value, pointer);
}

/** The campaign's own file. */
export function campaignOf(contents: Contents): JsonObject {
  return objectOf(contents.documents.get('campaign.json')?.value);
}

/** The files of one folder that are JSON, in the order of their paths. */
export function filesUnder(contents: Contents, folder: string): Document[] {
  return [...contents.documents.values()].filter(({ path }) => path.startsWith(`${folder}/`));
}

/** What should be an object, or an empty one. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The objects of what should be a list of them. */
export function objectsOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

/** What should be a text. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A text in two languages as it is said in one; empty when it is not there. */
export function said(value: JsonValue | Text | undefined, language: Language): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  const { vi, en } = value as Partial<Text>;
  const found = (language === 'en' ? en : undefined) ?? vi;
  return typeof found === 'string' ? found : '';
}
