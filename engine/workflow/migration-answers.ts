import type { CompiledField, CompiledForm } from '../forms/form.ts';
import { listedValues } from '../forms/index.ts';
import type { Answer, Answers, ListedValue } from '../model/answers.ts';
import type { EntryPlan } from '../model/migration.ts';

/** What becomes of the answers of one form in another. */
export interface AnswersMove {
  /** Nothing changes, whatever was answered: the answers need not be read. */
  readonly same: boolean;
  /** The answers as the new form has them, and the old fields whose answer is not there, or not whole. */
  move(answers: Readonly<Answers>): { answers: Answers; lost: string[] };
  /** Listed values alone, where the answers themselves were erased. */
  values(values: Readonly<Record<string, ListedValue>>): Record<string, ListedValue>;
  /** Listed values of answers in the new form. */
  listed(answers: Answers): Record<string, ListedValue>;
}

const remembered = new WeakMap<EntryPlan, { from: CompiledForm; to: CompiledForm; move: AnswersMove }>();

/** How a plan moves answers from one form to another: worked out once, used for all cases of an entry. */
export function answersMove(plan: EntryPlan, from: CompiledForm, to: CompiledForm): AnswersMove {
  const known = remembered.get(plan);
  if (known?.from === from && known.to === to) return known.move;
  const move = makeMove(plan, from, to);
  remembered.set(plan, { from, to, move });
  return move;
}

/** Raw typed answers of a draft under the names of the new form. What is lost keeps its name and is passed by. */
export function moveTyped(
  plan: EntryPlan,
  from: CompiledForm,
  typed: Readonly<Record<string, unknown>>,
): { typed: Record<string, unknown>; lost: string[] } {
  const moved: Record<string, unknown> = {};
  const lost = new Set<string>();
  for (const [key, value] of Object.entries(typed)) {
    const dot = key.indexOf('.');
    const id = dot < 0 ? key : key.slice(0, dot);
    const field = from.byId[id];
    const to = field?.bound ? plan.fields[id] : id;
    if (to === null || to === undefined) {
      if (!isBlank(value)) lost.add(id);
      continue;
    }
    const choices = plan.choices[id];
    const choose = (one: unknown): unknown => {
      const other = typeof one === 'string' ? choices?.[one] : undefined;
      if (other === null) lost.add(id);
      return other === undefined ? one : (other ?? '');
    };
    const now = dot < 0 ? to : `${to}${key.slice(dot)}`;
    moved[now] = choices && dot < 0 ? (Array.isArray(value) ? value.map(choose) : choose(value)) : value;
  }
  return { typed: moved, lost: [...lost].sort() };
}

interface FieldMove {
  from: CompiledField;
  /** Absent where the answer is lost. */
  to?: CompiledField;
  choices?: Readonly<Record<string, string | null>>;
}

function makeMove(plan: EntryPlan, from: CompiledForm, to: CompiledForm): AnswersMove {
  const moves: FieldMove[] = from.fields
    .filter(({ bound }) => bound)
    .map((field) => {
      const id = plan.fields[field.id];
      const target = id === null || id === undefined ? undefined : to.byId[id];
      const choices = plan.choices[field.id];
      return { from: field, ...(target?.bound ? { to: target } : {}), ...(choices ? { choices } : {}) };
    });
  return {
    same: moves.every(isSame),
    move(answers) {
      const moved: Answers = {};
      const lost: string[] = [];
      for (const one of moves) {
        const answer = answers[one.from.id];
        if (answer === undefined) continue;
        const { value, whole } = moveAnswer(one, answer);
        if (value !== undefined) moved[one.to!.id] = value;
        if (!whole) lost.push(one.from.id);
      }
      return { answers: moved, lost };
    },
    values(values) {
      const moved: Record<string, ListedValue> = {};
      for (const one of moves) {
        const value = values[one.from.id];
        if (value !== undefined && one.to?.listed && one.to.type === one.from.type) moved[one.to.id] = value;
      }
      return moved;
    },
    listed: (answers) => listedValues(to, answers),
  };
}

/** Is an answer of this field always the same afterwards, under the same name and as listed as before? */
function isSame({ from, to, choices }: FieldMove): boolean {
  if (!to || to.id !== from.id || to.type !== from.type || to.listed !== from.listed || choices) return false;
  if (!from.choices) return true;
  const left = new Set(to.choices?.map(({ id }) => id));
  const other = (field: CompiledField): boolean =>
    'other' in field.definition && field.definition.other === true;
  return from.choices.every(({ id }) => left.has(id)) && (!other(from) || other(to));
}

function moveAnswer({ from, to, choices }: FieldMove, answer: Answer): { value?: Answer; whole: boolean } {
  if (!to) return { whole: false };
  let gone = false;
  const choose = (id: string): string | null => {
    const other = choices?.[id];
    const now = other === undefined ? id : other;
    const known = now !== null && (!to.choices || to.choices.some((one) => one.id === now));
    if (!known) gone = true;
    return known ? now : null;
  };
  let chosen: Answer | null = answer;
  if (from.choices && typeof answer === 'string') chosen = choose(answer);
  else if (from.choices && Array.isArray(answer))
    chosen = answer
      .map((one) => (typeof one === 'string' ? choose(one) : one))
      .filter((one) => one !== null) as Answer;
  if (chosen === null || (Array.isArray(chosen) && chosen.length === 0 && gone)) return { whole: false };
  if (to.type !== from.type) {
    const read = readAs(from, to, chosen);
    return read === undefined ? { whole: false } : { value: read, whole: !gone };
  }
  const seen = to.bound!.see(chosen);
  return seen === null ? { whole: false } : { value: to.bound!.keep(chosen, seen), whole: !gone };
}

/** An answer of one type as another reads it when it is typed in; undefined when it does not. */
function readAs(from: CompiledField, to: CompiledField, answer: Answer): Answer | undefined {
  const parts = from.kind.asTyped(answer, from);
  return to.kind.read({ part: (name) => parts[name] }, to, {
    refuse: () => undefined,
    file: () => undefined,
  });
}

function isBlank(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
