import { compileCalendar } from '../../calendar/index.ts';
import { paperLists, paperParts, paperVariables } from '../../compile/index.ts';
import {
  type Contents,
  entriesOf,
  namesOf,
  namesSeen,
  objectOf,
  objectsOf,
  textOf,
  titleOf,
  valueIn,
  valueWord,
  type Where,
} from '../../editing/index.ts';
import {
  type CompiledForm,
  compileForm,
  evaluate,
  type FormView,
  type PageForm,
  pageForm,
  viewOf,
} from '../../forms/index.ts';
import type { Language } from '../../issues/index.ts';
import type {
  FormFile,
  ListFile,
  RelativeDate,
  Step,
  Text,
  WorkflowFile,
} from '../../model/generated/definitions.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Campaign, CompiledStep, CompiledWorkflow } from '../../workflow/campaign.ts';
import { type Period, periodsOf, type WorkflowPicture, workflowPicture } from '../../workflow/index.ts';
import { explainMoment } from '../../workflow/moments.ts';
import { periodAnchors } from '../../workflow/periods.ts';
import type { Ports } from '../ports.ts';
import { said, shownInstant, shownPeriodOf } from '../texts.ts';

/** What a page of the editor shows beside what is edited: the thing as people will meet it. */
export type PreviewView =
  | { kind: 'form'; form: FormView; client: PageForm; stale: boolean; pointers: Record<string, string> }
  | { kind: 'flow'; id: string; picture: WorkflowPicture; pointers: Record<string, string> }
  | { kind: 'message'; texts: MessagePreview[] }
  | ({ kind: 'paper' } & PaperPreview)
  | { kind: 'periods'; rows: PeriodRow[]; more: number }
  | { kind: 'access'; rows: AccessRow[] }
  | { kind: 'missing'; of: 'form' | 'flow' };

/** One period of an entry, its times in words; empty where there is none. */
export interface PeriodRow {
  title: string;
  opens: string;
  /** When its first step is due. */
  due: string;
  closes: string;
}

const accessRights = ['export', 'remind', 'addSubjects', 'enterOnBehalf'] as const;

/** A right that a rule of the access list may give beside seeing. */
export type AccessRight = (typeof accessRights)[number];

/** Who sees what, one role at a time. */
export interface AccessRow {
  role: string;
  at: string;
  sees: string;
  states: string;
  /** What they may do beside seeing. */
  rights: AccessRight[];
  /** The entries that add it; none for what holds everywhere. */
  only: string[];
}

/** A message in one language, its blanks filled with an example. */
export interface MessagePreview {
  language: Language;
  /** The file its text stands in. */
  file: string;
  title: string;
  body: string;
}

/** What a preview is made of. */
export interface PreviewSight {
  contents: Contents;
  where: Where;
  /** The draft compiled, or the version that runs, or nothing. */
  campaign: Campaign | null;
  language: Language;
}

/** The text of a paper: part by part, what is only known when it is printed in brackets; and what it may be made of. */
export interface PaperPreview {
  pieces: { part: string; text: string }[];
  parts: PaperWord[];
  variables: PaperWord[];
}

/** Something that may be written in the text of a paper, and what it stands for. */
export interface PaperWord {
  written: string;
  meaning: string;
}

/** Previews of what is edited; none of them is kept anywhere. */
export interface DefinitionPreviews {
  of(sight: PreviewSight): PreviewView | null;
}

/** How many periods of an entry are listed. */
const mostPeriods = 12;

/** Makes the previews. `today` is the day forms are previewed on. */
export function createDefinitionPreviews(ports: Ports): DefinitionPreviews {
  const kinds: readonly [begins: RegExp, make: (sight: PreviewSight) => PreviewView | null][] = [
    [/^forms\//, (sight) => formPreview(sight, ports.time.now().slice(0, 10))],
    [/^workflows\//, flowPreview],
    [/^notifications\.json/, (sight) => messagePreview(sight, ports)],
    [/^messages\//, (sight) => messagePreview(sight, ports)],
    [/^documents\//, (sight) => paperPreview(sight, ports)],
    [/^(groups\/[^ ]*|campaign\.json) \/entries\/\d+$/, periodsPreview],
    [/ (\/access\/|\/entries\/\d+\/access\/)|^campaign\.json $/, accessPreview],
  ];
  return {
    of(sight) {
      const at = `${sight.where.file} ${sight.where.pointer}`;
      return kinds.find(([begins]) => begins.test(at))?.[1](sight) ?? null;
    },
  };
}

/** The form with its rules running, or the one that runs now while the draft's has errors. */
function formPreview({ contents, where, campaign, language }: PreviewSight, today: string): PreviewView {
  const value = contents.documents.get(where.file)?.value;
  const drafted = value === undefined ? null : compiledForm(contents, where.file, language);
  const id = where.file.slice('forms/'.length, -'.json'.length);
  const form = drafted ?? campaign?.forms[id];
  if (!form) return { kind: 'missing', of: 'form' };
  const context = { today, previous: null, names: {} };
  const evaluation = evaluate(form, {}, context, { partial: true });
  const prefix = 'xem.';
  return {
    kind: 'form',
    form: viewOf(form, evaluation, {}, [], { language, mode: 'edit', may: { see: 'sensitive' }, prefix }),
    client: pageForm(form, context, { language, prefix }),
    stale: drafted === null,
    pointers: Object.fromEntries(
      objectsOf(objectOf(value)['fields']).map((field, index) => [textOf(field['id']), `/fields/${index}`]),
    ),
  };
}

function compiledForm(contents: Contents, file: string, language: Language): CompiledForm | null {
  const lists = Object.fromEntries(
    [...contents.documents.values()]
      .filter(({ kind }) => kind === 'list')
      .map(({ id, value }) => [id, value as unknown as ListFile]),
  );
  try {
    return compileForm(contents.documents.get(file)!.value as unknown as FormFile, {
      source: file,
      lists,
      names: namesSeen({ contents, file, language }),
    }).form;
  } catch {
    // A draft may break what the schema promises; the list of problems says where.
    return null;
  }
}

/** The workflow drawn as far as it can be: words that are wrong are drawn as they are written. */
function flowPreview({ contents, where, campaign, language }: PreviewSight): PreviewView {
  const file = contents.documents.get(where.file)?.value;
  const definition = objectOf(file) as unknown as WorkflowFile;
  const steps = objectsOf(objectOf(file)['steps']);
  if (!campaign || steps.length === 0) return { kind: 'missing', of: 'flow' };
  try {
    const ids = new Set(steps.map(({ id }) => textOf(id)));
    const compiled = steps.map((step, index): CompiledStep => looseStep(step, index, ids));
    const workflow: CompiledWorkflow = {
      id: definition.id,
      source: where.file,
      definition,
      start: definition.start,
      steps: compiled,
      byId: Object.fromEntries(compiled.map((step) => [step.id, step])),
    };
    return {
      kind: 'flow',
      id: definition.id,
      picture: workflowPicture(workflow, campaign, language),
      pointers: Object.fromEntries(compiled.map(({ id, pointer }) => [id, pointer])),
    };
  } catch {
    // The same: a step without what every step has cannot be placed.
    return { kind: 'missing', of: 'flow' };
  }
}

/** A step as far as it can be drawn: ways to steps that are not there are left out. */
function looseStep(step: JsonObject, index: number, ids: ReadonlySet<string>): CompiledStep {
  const leading = (value: JsonObject) => ids.has(textOf(value['to'] ?? value['otherwise']));
  const drawn: JsonObject = { ...step };
  for (const part of ['actions', 'rules'])
    if (step[part] !== undefined) drawn[part] = objectsOf(step[part]).filter(leading);
  if (step['valid'] !== undefined && !leading(objectOf(step['valid']))) delete drawn['valid'];
  const definition = drawn as unknown as Step;
  const pointer = `/steps/${index}`;
  return {
    definition,
    id: definition.id,
    kind: definition.kind,
    pointer,
    when: {},
    checklist: {},
    routes: [],
  };
}

/** What messages say of an example. */
const example = {
  vi: {
    campaign: { title: '' },
    entry: { title: 'Báo cáo tháng' },
    period: { title: 'Tháng 1/2025' },
    unit: { name: 'Đơn vị A' },
    step: { title: 'Kiểm tra' },
    due: '17:00 24/01/2025',
    link: '/ho-so/…',
    reminder: { count: '3' },
  },
  en: {
    campaign: { title: '' },
    entry: { title: 'Monthly report' },
    period: { title: 'Month 1/2025' },
    unit: { name: 'Unit A' },
    step: { title: 'Check' },
    due: '17:00 24/01/2025',
    link: '/ho-so/…',
    reminder: { count: '3' },
  },
} as const;

/** The title and text of a notification with its blanks filled. */
function messagePreview(
  { contents, where, campaign, language }: PreviewSight,
  ports: Ports,
): PreviewView | null {
  const all = objectsOf(valueIn(contents, 'notifications.json', '/notifications'));
  const index = Number(where.pointer.split('/')[2]);
  const one =
    where.file === 'notifications.json'
      ? all[index]
      : all.find((each) => Object.values(objectOf(each['template'])).includes(where.file));
  if (!one) return null;
  const template = objectOf(one['template']);
  const title = objectOf(one['title']);
  const texts = (['vi', 'en'] as const).flatMap((each): MessagePreview[] => {
    const file = textOf(template[each]);
    if (file === '' || contents.files[file] === undefined) return [];
    const values = { ...example[each], campaign: { title: campaign ? said(campaign.title, each) : '' } };
    return [
      {
        language: each,
        file,
        title: ports.texts.render(textOf(title[each]) || textOf(title['vi']), values),
        body: ports.texts.render(contents.files[file]!, values),
      },
    ];
  });
  return { kind: 'message', texts: language === 'en' ? texts.reverse() : texts };
}

/** A paper with the names of what is not known yet in brackets. */
function paperPreview(
  { contents, where, language }: PreviewSight,
  ports: Ports,
): PaperPreview & { kind: 'paper' } {
  const told = (text: Text) => said(text, language);
  const inBrackets = (text: Text) => `[${told(text)}]`;
  const values: Record<string, unknown> = {};
  const variables = Object.entries(paperVariables).map(([name, meaning]) => {
    const [group = '', part = ''] = name.split('.');
    values[group] = { ...(values[group] as object | undefined), [part]: inBrackets(meaning) };
    return { written: `{{${name}}}`, meaning: told(meaning) };
  });
  const lists = Object.entries(paperLists).map(([name, meaning]) => {
    values[name] = [inBrackets(meaning)];
    return { written: `{{#each ${name}}}{{this}}{{/each}}`, meaning: told(meaning) };
  });
  const forms = [...contents.documents].flatMap(([path, { value }]) =>
    path.startsWith('forms/') ? [value] : [],
  );
  const fields = forms.flatMap((form) => objectsOf(objectOf(form)['fields']));
  const answers = Object.fromEntries(
    fields.map((field) => [textOf(field['id']), `[${said(field['label'] as unknown as Text, language)}]`]),
  );
  const pieces = ports.texts.parts(
    contents.files[where.file] ?? '',
    { ...values, answers, words: answers },
    Object.keys(paperParts),
  );
  return {
    kind: 'paper',
    pieces: pieces.map(({ part, text }) => ({
      part: part === null ? '' : told(paperParts[part]!.title),
      text,
    })),
    parts: Object.entries(paperParts).map(([name, { title }]) => ({
      written: `{{#${name}}}…{{/${name}}}`,
      meaning: told(title),
    })),
    variables: [
      ...variables,
      ...lists,
      {
        written: '{{answers.…}}',
        meaning: told({
          vi: 'Câu trả lời của biểu mẫu, theo mã trường',
          en: 'An answer of the form, by the field’s id',
        }),
      },
      {
        written: '{{words.…}}',
        meaning: told({
          vi: 'Số nguyên, số tiền của biểu mẫu, viết bằng chữ',
          en: 'A whole number or money of the form, in words',
        }),
      },
    ],
  };
}

/** Who sees what: the campaign's own list, then what entries add, once where several add the same. */
function accessPreview({ contents, language }: PreviewSight): PreviewView {
  const from = { contents, file: 'campaign.json', language };
  const roles = new Map(namesOf('role', from).map(({ id, title }) => [id, title]));
  const value = (name: string, part: string) => valueWord('common#access', part, name, language);
  const rowsOf = (listed: JsonObject[]): Omit<AccessRow, 'only'>[] =>
    listed.map((one) => ({
      role: roles.get(textOf(one['role'])) ?? textOf(one['role']),
      at: value(textOf(one['at']), 'at'),
      sees: valueWord('common#sensitivity', '', textOf(one['sees']), language),
      states: (Array.isArray(one['states']) ? one['states'] : [])
        .map((state) => value(String(state), 'states'))
        .join(', '),
      rights: accessRights.filter((right) => one[right] === true),
    }));
  const own = objectsOf(valueIn(contents, 'campaign.json', '/access'));
  const added = entriesOf(contents).flatMap((entry) =>
    rowsOf(objectsOf(entry['access'])).map((row) => ({ row, entry: titleOf(entry, undefined, language) })),
  );
  const same = Map.groupBy(added, ({ row }) => JSON.stringify(row));
  return {
    kind: 'access',
    rows: [
      ...rowsOf(own).map((row) => ({ ...row, only: [] })),
      ...[...same.values()].map((all) => ({ ...all[0]!.row, only: all.map(({ entry }) => entry) })),
    ],
  };
}

/** When an entry is owed: its first periods. */
function periodsPreview({ contents, where, campaign, language }: PreviewSight): PreviewView | null {
  const [, list, index] = where.pointer.split('/');
  const entry = objectOf(valueIn(contents, where.file, `/${list}/${index}`));
  const id = textOf(entry['id']);
  const calendar = campaign && contents.library.calendars[campaign.calendar];
  if (!campaign?.entries[id] || !calendar) return null;
  const periods = periodsOf(campaign, id, calendar);
  const { workflow } = campaign.entries[id];
  const first = workflow.byId[workflow.start]!.definition as { deadline?: RelativeDate };
  const dueOf = (period: Period): string => {
    const anchors = { ...periodAnchors(campaign, period), entered: period.opensAt };
    const why = first.deadline && explainMoment(first.deadline, 'end', anchors, compileCalendar(calendar));
    return why ? shownInstant(why.due, campaign.timezone) : '';
  };
  return {
    kind: 'periods',
    rows: periods.slice(0, mostPeriods).map((period) => ({
      title: shownPeriodOf(campaign, period.id, language),
      opens: shownInstant(period.opensAt, campaign.timezone),
      due: dueOf(period),
      closes: period.closesAt === undefined ? '' : shownInstant(period.closesAt, campaign.timezone),
    })),
    more: Math.max(0, periods.length - mostPeriods),
  };
}
