import { type GivenCode, given } from '../issues/catalogue/given.ts';
import type { Language } from '../issues/index.ts';
import type { Answers, FileAnswer } from '../model/answers.ts';
import type { Day } from '../model/time.ts';
import { everyExpression } from '../rules/expression.ts';
import { rulesOf } from './assemble.ts';
import type { CompiledForm, FormContext } from './form.ts';
import type { WorkingDays } from './page-working-days.ts';
import { type PortableForm, toPortable } from './portable.ts';
import { possibleMessages } from './possible-messages.ts';

/** What a page embeds for the script that runs a form in it: plain JSON. */
export interface PageForm {
  form: PortableForm;
  language: Language;
  /** In front of the names of the form's inputs. */
  prefix: string;
  today: Day;
  previous: Answers | null;
  names: Record<string, unknown>;
  files: FileAnswer[];
  /** The sentences of every problem its fields can have, by code, parameters in braces. */
  sentences: Record<string, string>;
  workingDays?: WorkingDays;
}

/**
 * The data of one form on a page. Of the context only what the form's rules read goes along; a calendar only
 * when a rule counts working days, and then 400 days to either side of today, beyond which the page leaves
 * the rule to the server.
 */
export function pageForm(
  form: CompiledForm,
  context: FormContext,
  options: { language: Language; prefix?: string; files?: readonly FileAnswer[] },
): PageForm {
  const { today, previous, names, workingDays } = context;
  const { previous: before, ...others } = readIn({ ...names, previous: previous ?? null }, form.reads);
  const counted = workingDays && countsWorkingDays(form);
  return {
    form: toPortable(form),
    language: options.language,
    prefix: options.prefix ?? '',
    today,
    previous: (before as Answers | null | undefined) ?? null,
    names: others,
    files: [...(options.files ?? [])],
    sentences: sentencesOf(form, options.language),
    ...(counted ? { workingDays: daysAround(today, workingDays) } : {}),
  };
}

function sentencesOf(form: CompiledForm, language: Language): Record<string, string> {
  const codes = new Set(form.fields.flatMap(possibleMessages).map((one) => one.code));
  for (const check of form.checks) codes.add(check.issue.code);
  return Object.fromEntries([...codes].sort().map((code) => [code, given[code as GivenCode][language]]));
}

/** The members of records that some paths name; a record that is read as a whole is kept whole. */
function readIn(names: Readonly<Record<string, unknown>>, paths: readonly string[]): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const path of paths) {
    const [first = '', second] = path.split('.');
    const value = names[first];
    if (second === undefined || typeof value !== 'object' || value === null) read[first] = value ?? null;
    else {
      const member = (value as Record<string, unknown>)[second];
      read[first] = { ...(read[first] as object | undefined), [second]: member ?? null };
    }
  }
  return read;
}

function countsWorkingDays(form: CompiledForm): boolean {
  const rules = [...form.fields.flatMap(rulesOf), ...form.checks.map((check) => check.rule)];
  return rules.some((rule) =>
    everyExpression(rule.expression).some((one) => one.kind === 'call' && one.name === 'working days'),
  );
}

const reach = 400;
const millisecondsOfDay = 86_400_000;

function dayAt(day: Day, offset: number): Day {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + offset * millisecondsOfDay).toISOString().slice(0, 10);
}

function daysAround(today: Day, workingDays: NonNullable<FormContext['workingDays']>): WorkingDays {
  let days = '';
  for (let offset = -reach; offset <= reach; offset += 1) {
    const worked = workingDays(dayAt(today, offset - 1), dayAt(today, offset));
    // Where the calendar does not know, the span ends: nothing beyond is guessed.
    days += worked === null ? '?' : worked > 0 ? '1' : '0';
  }
  return { from: dayAt(today, -reach), days };
}
