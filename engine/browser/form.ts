/**
 * Runs forms in the page: shows and hides fields, fills in what is computed, says at a field what is wrong
 * with it. The page works without it and the server decides in the end: nothing here keeps anybody from
 * sending. It runs the very form the server compiled, so both say the same.
 *
 * Markup it looks for, one `[data-form]` for each form, within a `<form>`:
 * - `<script type="application/json">` with a `PageForm`;
 * - `[data-field="<id>"]` around a field, hidden and shown (sections likewise);
 * - `[data-computed="<id>"]` for the value of a computed field;
 * - `[data-error-for="<id>"]` for a field's messages, hidden while there are none;
 * - `[data-required-for="<id>"]` for the mark of a field that must be answered, where it depends on a rule.
 */
import { evaluate } from '../forms/evaluate.ts';
import type { FormContext } from '../forms/form.ts';
import { fromPortable } from '../forms/from-portable.ts';
import type { PageForm } from '../forms/page-form.ts';
import { workingDaysOf } from '../forms/page-working-days.ts';
import { readTyped } from '../forms/read-typed.ts';
import type { Issue } from '../issues/issue.ts';
import type { FileAnswer } from '../model/answers.ts';

for (const root of document.querySelectorAll<HTMLElement>('[data-form]')) run(root);

function run(root: HTMLElement): void {
  const data = root.querySelector('script[type="application/json"]')?.textContent;
  const sent = root.closest('form') ?? root.querySelector('form');
  if (!data || !sent) return;
  const page = JSON.parse(data) as PageForm;
  const form = fromPortable(page.form);
  const { today, previous, names, workingDays } = page;
  const context: FormContext = workingDays
    ? { today, previous, names, workingDays: workingDaysOf(workingDays) }
    : { today, previous, names };
  /** Fields that were left once: from then on their messages follow what is typed. */
  const left = new Set<string>();

  const look = (complete: boolean) => {
    const { typed, files } = typedIn(sent, page);
    const reading = readTyped(form, typed, { files });
    const evaluation = evaluate(form, reading.answers, context, { partial: !complete });
    const unread = new Set(reading.issues.map((one) => one.pointer));
    const issues = [...reading.issues, ...evaluation.issues.filter((one) => !unread.has(one.pointer))];
    for (const { id, value, kind, bound } of form.fields) {
      const field = form.byId[id]!;
      set(root, 'field', id, (element) => {
        element.hidden = !evaluation.visible.has(id);
      });
      if (!bound) continue;
      set(root, 'required-for', id, (element) => {
        element.hidden = !evaluation.required.has(id);
      });
      if (value)
        set(root, 'computed', id, (element) => {
          const answer = evaluation.answers[id];
          element.textContent =
            answer === undefined ? '–' : kind.show(answer, field, { language: page.language });
        });
      if (left.has(id)) say(root, page, id, issues);
    }
  };

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      look(false);
    });
  };
  root.addEventListener('input', soon);
  root.addEventListener('change', soon);
  root.addEventListener('focusout', (event) => {
    const wrapper = (event.target as Element).closest<HTMLElement>('[data-field]');
    // Going on to another box of the same field is not leaving it.
    if (!wrapper || wrapper.contains(event.relatedTarget as Node | null)) return;
    left.add(wrapper.dataset['field']!);
    soon();
  });
  sent.addEventListener('submit', () => {
    for (const { id } of form.fields) left.add(id);
    look(true);
  });
  look(false);
}

function set(root: HTMLElement, name: string, id: string, change: (element: HTMLElement) => void): void {
  // Ids of fields are letters, digits and `_`, so they need no escaping.
  for (const element of root.querySelectorAll<HTMLElement>(`[data-${name}="${id}"]`)) change(element);
}

/** What stands in the form's inputs now, and the files that were uploaded or chosen. */
function typedIn(
  sent: HTMLFormElement,
  { prefix, files }: PageForm,
): { typed: Record<string, unknown>; files: FileAnswer[] } {
  const typed: Record<string, unknown> = {};
  const known = [...files];
  for (const [name, value] of new FormData(sent)) {
    if (!name.startsWith(prefix)) continue;
    const key = name.slice(prefix.length);
    let text = value;
    if (typeof text !== 'string') {
      if (text.name === '') continue;
      const id = `chosen-${known.length}`;
      known.push({ id, name: text.name, size: text.size, type: text.type, digest: id });
      text = id;
    }
    const before = typed[key];
    typed[key] = before === undefined ? text : Array.isArray(before) ? [...before, text] : [before, text];
  }
  return { typed, files: known };
}

/** Puts a field's messages beside it and marks its inputs for those who hear the page. */
function say(root: HTMLElement, page: PageForm, id: string, issues: readonly Issue[]): void {
  const own = issues.filter((one) => one.pointer === `/${id}`);
  const wrong = own.some((one) => one.severity === 'error');
  set(root, 'error-for', id, (element) => {
    element.textContent = own.map((one) => words(one, page)).join(' ');
    element.hidden = own.length === 0;
  });
  set(root, 'field', id, (wrapper) => {
    for (const input of wrapper.querySelectorAll('input, select, textarea'))
      if (wrong) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
  });
}

/** The sentence of an issue, filled in. Only problems of the page's own fields occur here. */
function words({ code, params }: Issue, { sentences }: PageForm): string {
  return (sentences[code] ?? code).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    return Array.isArray(value) ? value.join(', ') : String(value ?? '–');
  });
}
