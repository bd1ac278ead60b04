import { failure, type Issue, issue, nearest, type Result, success } from '../issues/index.ts';
import type { EntryPlan, MigrationPlan } from '../model/migration.ts';
import type { Campaign, CompiledEntry } from './campaign.ts';

/**
 * A plan that was written by hand or by a program, for the cases of a version. It has a line for every entry, step and
 * answered field of that version, as a proposed plan does: what is missing, what the version does not have and what is
 * of another type are Issues with pointers into the plan. Whether the new version has what it names, `checkMigration`
 * says.
 */
export function readMigrationPlan(value: unknown, from: Campaign): Result<MigrationPlan> {
  const reader: Reader = { issues: [] };
  const plan = partsOf(reader, value, '', ['from', 'to', 'entries', 'ended']);
  for (const name of ['from', 'to']) if (name in plan) typed(reader, plan[name], `/${name}`, 'text');
  if ('ended' in plan) typed(reader, plan['ended'], '/ended', 'yesNo');
  if ('entries' in plan) {
    const entries = partsOf(reader, plan['entries'], '/entries', Object.keys(from.entries));
    for (const [id, own] of Object.entries(entries))
      if (own !== null && from.entries[id]) readEntry(reader, own, `/entries/${id}`, from.entries[id]);
  }
  return reader.issues.length > 0 ? failure(reader.issues) : success(value as MigrationPlan);
}

interface Reader {
  issues: Issue[];
}

function readEntry(reader: Reader, value: unknown, pointer: string, entry: CompiledEntry): void {
  const plan = partsOf(reader, value, pointer, ['steps', 'fields', 'choices'], ['entry']);
  if ('entry' in plan) typed(reader, plan['entry'], `${pointer}/entry`, 'text');
  const answered = entry.form.fields.filter(({ bound }) => bound);
  const names: Record<keyof Pick<EntryPlan, 'steps' | 'fields'>, string[]> = {
    steps: entry.workflow.steps.map(({ id }) => id),
    fields: answered.map(({ id }) => id),
  };
  for (const kind of ['steps', 'fields'] as const)
    if (kind in plan) readNames(reader, plan[kind], `${pointer}/${kind}`, names[kind]);
  if (!('choices' in plan)) return;
  const choosing = answered.filter(({ choices }) => choices);
  const choices = partsOf(
    reader,
    plan['choices'],
    `${pointer}/choices`,
    [],
    choosing.map(({ id }) => id),
  );
  for (const { id, choices: known = [] } of choosing)
    if (id in choices)
      readNames(
        reader,
        choices[id],
        `${pointer}/choices/${id}`,
        [],
        known.map((one) => one.id),
      );
}

/** Old ids with the new one of each, or null. */
function readNames(
  reader: Reader,
  value: unknown,
  pointer: string,
  needed: readonly string[],
  others: readonly string[] = [],
): void {
  const names = partsOf(reader, value, pointer, needed, others);
  for (const id of [...needed, ...others]) {
    const now = names[id];
    if (now !== undefined && now !== null) typed(reader, now, `${pointer}/${id}`, 'idOrNull');
  }
}

const types = {
  object: { is: isObject, vi: 'một đối tượng { … }', en: 'an object { … }' },
  text: { is: isText, vi: 'một chữ trong ngoặc kép', en: 'a text in quotes' },
  idOrNull: { is: isText, vi: 'một mã trong ngoặc kép, hoặc null', en: 'an id in quotes, or null' },
  yesNo: { is: isYesNo, vi: 'true hoặc false', en: 'true or false' },
} as const;

function typed(reader: Reader, value: unknown, pointer: string, type: keyof typeof types): boolean {
  const { is, vi, en } = types[type];
  if (is(value)) return true;
  const params = { expected: vi, expectedEn: en };
  reader.issues.push(issue('migration.plan.wrong_type', { source: 'plan', pointer }, params));
  return false;
}

/** The parts of an object, those it must have and those it may have; nothing where it is none. */
function partsOf(
  reader: Reader,
  value: unknown,
  pointer: string,
  needed: readonly string[],
  others: readonly string[] = [],
): Record<string, unknown> {
  if (!typed(reader, value, pointer, 'object')) return {};
  const parts = value as Record<string, unknown>;
  const known = [...needed, ...others];
  for (const name of Object.keys(parts))
    if (!known.includes(name))
      reader.issues.push(
        issue(
          'migration.plan.unknown_part',
          { source: 'plan', pointer: `${pointer}/${name}` },
          { name, nearest: nearest(name, known) },
        ),
      );
  for (const name of needed)
    if (!Object.hasOwn(parts, name))
      reader.issues.push(issue('migration.plan.missing_part', { source: 'plan', pointer }, { name }));
  return parts;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isYesNo(value: unknown): boolean {
  return typeof value === 'boolean';
}
