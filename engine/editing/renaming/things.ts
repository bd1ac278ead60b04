import type { FileKind } from '../../compile/index.ts';

/** What an id names: the word by which schemas refer to it, and how far the name is known. */
export interface Thing {
  /** The word of `x-refers`; the list in a rule's scope for what only rules name. */
  what: string;
  /** Where it may be named: everywhere, in its own file, or where the answers of its form are seen. */
  seen: 'everywhere' | 'file' | 'answers';
  /** The path in rules whose value is this id, such as `step.id = "…"`. */
  literal?: string;
}

const files: Readonly<Partial<Record<FileKind, Thing>>> = {
  form: { what: 'form', seen: 'everywhere' },
  workflow: { what: 'workflow', seen: 'everywhere' },
  list: { what: 'list', seen: 'everywhere' },
  group: { what: 'group', seen: 'everywhere', literal: 'case.group' },
};

const parts: Readonly<Record<string, Thing>> = {
  'common#entry': { what: 'entry', seen: 'everywhere', literal: 'case.entry' },
  'campaign#role': { what: 'role', seen: 'everywhere' },
  'campaign#phase': { what: 'phase', seen: 'everywhere', literal: 'phase.id' },
  'campaign#bundle': { what: 'bundle', seen: 'everywhere' },
  'campaign#fact': { what: 'fact', seen: 'everywhere' },
  'campaign#numbering': { what: 'numbering', seen: 'everywhere' },
  'common#choice': { what: 'choice', seen: 'everywhere' },
  'notification#notification': { what: 'notification', seen: 'everywhere' },
};

/**
 * What the thing at a place is, by the name of its shape; undefined for what nothing refers to, such as an aim.
 * The campaign's own id is no such thing: with another id it is another campaign.
 */
export function thingAt(kind: FileKind, name: string | undefined, pointer: string): Thing | undefined {
  if (pointer === '') return files[kind];
  if (kind === 'form' && /^\/fields\/\d+$/.test(pointer)) return { what: 'field', seen: 'answers' };
  if (kind === 'form' && /^\/fields\/\d+\/fields\/\d+$/.test(pointer))
    return { what: 'column', seen: 'answers' };
  if (kind === 'workflow' && /^\/steps\/\d+$/.test(pointer))
    return { what: 'step', seen: 'file', literal: 'step.id' };
  if (kind === 'workflow' && /^\/steps\/\d+\/actions\/\d+$/.test(pointer))
    return { what: 'action', seen: 'file' };
  return parts[name ?? ''];
}
