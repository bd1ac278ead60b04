import { withVariables } from '../../compile/index.ts';
import type { Document } from '../../compile/read.ts';
import type { JsonObject } from '../../model/json.ts';
import { type Contents, objectOf, objectsOf } from '../view/contents.ts';
import { type Changes, type Renaming, seesThing } from './places.ts';

/**
 * The papers that a workflow's steps print, by path, as they are after a question got another id; only those that
 * read it.
 */
export function papersAfter(document: Document, contents: Contents, renaming: Renaming): Changes {
  const changes: Changes = new Map();
  const { thing, from, to } = renaming;
  if (document.kind !== 'workflow' || thing.what !== 'field' || !seesThing(document, contents, renaming))
    return changes;
  const renamed = new Map(['answers', 'words'].map((name) => [`${name}.${from}`, `${name}.${to}`]));
  for (const step of objectsOf(objectOf(document.value as JsonObject)['steps']))
    for (const path of Object.values(objectOf(objectOf(step['paper'])['template']))) {
      const text = typeof path === 'string' ? contents.files[path] : undefined;
      const after = text === undefined ? undefined : withVariables(text, renamed);
      if (after !== undefined && after !== text) changes.set(path as string, after);
    }
  return changes;
}
