import type { Language } from '../../issues/index.ts';
import type { JsonObject } from '../../model/json.ts';
import { type Contents, campaignOf, filesUnder, objectOf, objectsOf, textOf } from './contents.ts';
import { titleOf } from './titles.ts';

/** Something a definition may name. */
export interface Named {
  id: string;
  title: string;
}

/** From where a name is looked for: steps are those of the workflow itself, fields those of its forms. */
export interface From {
  contents: Contents;
  file: string;
  language: Language;
}

/** Where things of each kind are found; a word of `x-refers` each. */
const finders: Readonly<Record<string, (from: From) => JsonObject[]>> = {
  form: ({ contents }) => filesUnder(contents, 'forms').map(({ value }) => objectOf(value)),
  workflow: ({ contents }) => filesUnder(contents, 'workflows').map(({ value }) => objectOf(value)),
  list: ({ contents }) => filesUnder(contents, 'lists').map(({ value }) => objectOf(value)),
  group: ({ contents }) => filesUnder(contents, 'groups').map(({ value }) => objectOf(value)),
  message: ({ contents }) =>
    Object.keys(contents.files)
      .filter((path) => path.startsWith('messages/'))
      .map((id) => ({ id })),
  document: ({ contents }) =>
    Object.keys(contents.files)
      .filter((path) => path.startsWith('documents/'))
      .map((id) => ({ id })),
  notification: ({ contents }) =>
    objectsOf(objectOf(contents.documents.get('notifications.json')?.value)['notifications']),
  bundle: ({ contents }) => objectsOf(campaignOf(contents)['bundles']),
  numbering: ({ contents }) => objectsOf(campaignOf(contents)['numberings']),
  fact: ({ contents }) => objectsOf(campaignOf(contents)['facts']),
  entry: ({ contents }) => entriesOf(contents),
  step: ({ contents, file }) => objectsOf(objectOf(contents.documents.get(file)?.value)['steps']),
  action: (from) => finders['step']!(from).flatMap((step) => objectsOf(step['actions'])),
  field: (from) => formsSeen(from).flatMap(fieldsOf),
  column: (from) => formsSeen(from).flatMap((form) => fieldsOf(form).flatMap(fieldsOf)),
  calendar: ({ contents }) => Object.keys(contents.library.calendars).map((id) => ({ id })),
  organisation: ({ contents }) => Object.values(contents.library.organisations) as unknown as JsonObject[],
  organisationRole: (from) => objectsOf(organisationOf(from)['roles']),
  role: (from) => rolesOf(from),
  level: (from) => objectsOf(organisationOf(from)['levels']),
  line: (from) => objectsOf(organisationOf(from)['lines']),
};

/** The things a name of a kind may be of, each once, in the order they are written; none for unknown kinds. */
export function namesOf(what: string, from: From): Named[] {
  const seen = new Map<string, Named>();
  for (const one of finders[what]?.(from) ?? []) {
    const id = textOf(one['id']);
    if (id !== '' && !seen.has(id)) seen.set(id, { id, title: nameOf(one, from.language) });
  }
  return [...seen.values()];
}

function nameOf(one: JsonObject, language: Language): string {
  if (typeof one['name'] === 'string') return one['name'];
  return titleOf(one, undefined, language);
}

/** Every entry: of the groups, then of the campaign itself. */
export function entriesOf(contents: Contents): JsonObject[] {
  const groups = filesUnder(contents, 'groups').flatMap(({ value }) => objectsOf(objectOf(value)['entries']));
  return [...groups, ...objectsOf(campaignOf(contents)['entries'])];
}

/** The ids that nothing else may have beside a thing: its own, and for an entry those it had before. */
export function namesHeld({ id, formerly }: JsonObject): string[] {
  return [textOf(id), ...(Array.isArray(formerly) ? formerly.map(textOf) : [])];
}

/** The form itself, or the forms that go through a workflow. */
export function formsSeen({ contents, file }: From): JsonObject[] {
  if (file.startsWith('forms/')) return [objectOf(contents.documents.get(file)?.value)];
  const workflow = textOf(objectOf(contents.documents.get(file)?.value)['id']);
  const ids = new Set(
    entriesOf(contents)
      .filter((entry) => !file.startsWith('workflows/') || entry['workflow'] === workflow)
      .map((entry) => textOf(entry['form'])),
  );
  return [...ids].map((id) => objectOf(contents.documents.get(`forms/${id}.json`)?.value));
}

function fieldsOf(form: JsonObject): JsonObject[] {
  return objectsOf(form['fields']).filter(({ type }) => type !== 'section' && type !== 'note');
}

function organisationOf({ contents }: From): JsonObject {
  const id = textOf(campaignOf(contents)['organisation']);
  return objectOf((contents.library.organisations[id] ?? {}) as unknown as JsonObject);
}

/** The organisation's roles under the campaign's titles for them, and the campaign's own. */
function rolesOf(from: From): JsonObject[] {
  const own = objectsOf(campaignOf(from.contents)['roles']);
  const titled = new Set(own.map(({ id }) => id));
  return [...own, ...objectsOf(organisationOf(from)['roles']).filter(({ id }) => !titled.has(id))];
}
