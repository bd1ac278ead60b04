import type { GivenCode } from '../issues/catalogue/given.ts';
import type { Issue, Param } from '../issues/issue.ts';
import type { Answers, FileAnswer } from '../model/answers.ts';
import type { Typed } from './field-type.ts';
import type { CompiledForm, Reading, RunningField, RunningForm } from './form.ts';
import { problem } from './problem.ts';

/** What stands beside what was typed. */
export interface Kept {
  /** Files uploaded for this form, drafts and earlier submissions included; a field names them by id. */
  files?: readonly FileAnswer[];
  /** Only these fields are read; the others keep what `answers` has. All unless told. */
  only?: readonly string[];
  /** Answers that stay for fields that are not read. */
  answers?: Readonly<Answers>;
}

/**
 * Reads what a page or a table sent into answers as stored. Keys are field ids, and `<id>.<part>` for further
 * inputs (`.other`, `.day`, `.month`, `.year`); other keys are the page's own and are passed by. Answers as
 * stored are read as well, so a client that sends them need not know what people type. What cannot be read is
 * an issue at its field and gives no answer; computed fields are never read.
 */
export function readTyped(
  form: RunningForm,
  typed: Readonly<Record<string, unknown>>,
  kept: Kept = {},
): Reading {
  const answers: Answers = {};
  const issues: Issue[] = [];
  const files = new Map((kept.files ?? []).map((file) => [file.id, file]));
  const only = kept.only && new Set(kept.only);
  for (const field of form.fields) {
    if (!field.bound || field.value) continue;
    if (only && !only.has(field.id)) {
      const before = own(kept.answers ?? {}, field.id);
      if (before !== undefined) answers[field.id] = before as Answers[string];
      continue;
    }
    const answer = field.kind.read(typedInto(field, typed), field, {
      refuse(code: GivenCode, params?: Record<string, Param>) {
        issues.push(problem(field, code, params));
        return undefined;
      },
      file: (id) => files.get(id),
    });
    if (answer !== undefined) answers[field.id] = answer;
  }
  return { answers, issues };
}

/** Answers as they would be typed, ready for a form to be filled in further: the reverse of `readTyped`. */
export function typedFrom(form: CompiledForm, answers: Readonly<Answers>): Record<string, unknown> {
  const typed: Record<string, unknown> = {};
  for (const field of form.fields) {
    const answer = own(answers, field.id) as Answers[string] | undefined;
    if (!field.bound || field.value || answer === undefined) continue;
    for (const [part, value] of Object.entries(field.kind.asTyped(answer, field)))
      typed[part === '' ? field.id : `${field.id}.${part}`] = value;
  }
  return typed;
}

/** The part of what a page sent that belongs to one of several forms on it, its names' prefix taken off. */
export function typedUnder(prefix: string, sent: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(sent))
    if (name.startsWith(prefix)) found[name.slice(prefix.length)] = value;
  return found;
}

/** What was typed into one field. */
export function typedInto(field: RunningField, typed: Readonly<Record<string, unknown>>): Typed {
  return { part: (name) => own(typed, name === '' ? field.id : `${field.id}.${name}`) };
}

function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
