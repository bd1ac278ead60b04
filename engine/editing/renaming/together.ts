import { type Contents, objectsOf, textOf } from '../view/contents.ts';
import { entriesOf } from '../view/names.ts';
import { papersAfter } from './papers.ts';
import { changesIn, type Renaming } from './places.ts';

/**
 * The renamings that have to go together. A workflow that several forms share reads a question in all of them, as
 * the papers it prints do, so that another id for it in one form alone would leave the workflow without it.
 */
export function renamingsTogether(contents: Contents, renaming: Renaming): Renaming[] {
  if (renaming.thing.what !== 'field') return [renaming];
  const entries = entriesOf(contents);
  const formsOf = (workflow: string) =>
    entries.filter((one) => one['workflow'] === workflow).map((one) => textOf(one['form']));
  const having = (form: string) => fieldAt(contents, form, renaming.from) !== null;
  const own = contents.documents.get(renaming.file)?.id ?? '';
  const together = new Set([own]);
  for (const form of together)
    for (const workflow of entries
      .filter((one) => one['form'] === form)
      .map((one) => textOf(one['workflow']))) {
      const sharing = formsOf(workflow);
      const document = contents.documents.get(`workflows/${workflow}.json`);
      if (!document || !sharing.every(having)) continue;
      const all = { ...renaming, together: sharing };
      if (changesIn(document, contents, all).size > 0 || papersAfter(document, contents, all).size > 0)
        for (const one of sharing) together.add(one);
    }
  return [...together].map((form) => ({
    ...renaming,
    file: form === own ? renaming.file : `forms/${form}.json`,
    pointer: form === own ? renaming.pointer : fieldAt(contents, form, renaming.from)!,
    together: [...together],
  }));
}

/** Where a question stands in a form; null when the form has none of that id. */
function fieldAt(contents: Contents, form: string, id: string): string | null {
  const value = contents.documents.get(`forms/${form}.json`)?.value as { fields?: never } | undefined;
  const at = objectsOf(value?.fields).findIndex((field) => field['id'] === id);
  return at < 0 ? null : `/fields/${at}`;
}
