import type { Shape } from '../../compile/shape.ts';
import type { IssueCode, Language } from '../../issues/index.ts';
import type { Param } from '../../issues/issue.ts';
import type { Text } from '../../model/generated/definitions.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Words } from '../generated/words.js';
import type { Named } from '../view/names.ts';
import type { Questions } from '../view/questions.ts';

/**
 * What stands in the inputs of a page, by name. A name is the pointer of a part, counted from the thing that is
 * edited; what is not a part of the definition, such as the view of a rule, has a name of its own behind `~`.
 */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The same, being filled. */
export type Typing = Record<string, string | readonly string[]>;

/** What a control sees from where it stands. */
export interface Sight {
  language: Language;
  /** The things a name of a kind may be of. */
  names(what: string): readonly Named[];
  /** What conditions may ask about. */
  questions(): Questions;
}

/** A part of a definition a control is for. */
export interface Part {
  /** Its pointer from the thing that is edited, also the name of its input. */
  at: string;
  shape: Shape;
  /** The definition its shape comes from, `common#day`, if it has a name. */
  shapeName: string | undefined;
  words: Words;
  /** What stands there now. */
  old: JsonValue | undefined;
  required: boolean;
  sight: Sight;
  /** Says at an input what cannot be read. Its place is the part itself unless told. */
  refuse(code: IssueCode, params?: Record<string, Param>, at?: string): void;
  /** The parts below it, in the order of the schema; `kind` picks an alternative of a union. */
  below(kind?: string): BelowPart[];
  /** The issues that stand at it; those below it too, unless `own`. */
  problems(own?: boolean): readonly ProblemView[];
}

/** A part below another, with the control that edits it. */
export interface BelowPart extends Part {
  key: string;
  /** It tells where the thing comes from, and nothing of what it does. */
  aside: boolean;
  control: ControlKind;
}

/** A sentence beside an input. */
export interface ProblemView {
  /** Where, counted from the thing that is edited. */
  at: string;
  severity: 'error' | 'warning' | 'note';
  text: string;
}

/** A part as a page draws it: plain data, every sentence made. */
export interface PartView {
  at: string;
  key: string;
  aside: boolean;
  label: string;
  help: string;
  required: boolean;
  /** It stands in the definition. */
  present: boolean;
  /** It is offered although it is not there. */
  common: boolean;
  /** The name of the partial that draws it. */
  control: string;
  problems: readonly ProblemView[];
  drawing: Drawing;
}

/** A choice of a list or a box. */
export interface OptionView {
  value: string;
  label: string;
  chosen: boolean;
  /** Id of its own input, where it has one. */
  id?: string;
  /** The heading it stands under. */
  heading?: string;
  help?: string;
  /** A few signs that show what it looks like. */
  sample?: string;
}

/** What a control needs to be drawn, besides its label. */
export interface Drawing {
  /** What stands in its inputs, by the name behind the part's own. */
  values?: Readonly<Record<string, string>>;
  /** The choices of its one list, or of each of its lists. */
  options?: readonly OptionView[];
  lists?: Readonly<Record<string, readonly OptionView[]>>;
  /** Parts below it that are edited with it. */
  parts?: readonly PartView[];
  /** Things below it that have a page of their own. */
  items?: readonly ItemView[];
  /** How many lines a text gets; one where absent. */
  rows?: number;
  /** Further data of one control. */
  more?: unknown;
}

/** A member of a list, with a page of its own. */
export interface ItemView {
  /** Its pointer from the thing that is edited. */
  at: string;
  title: string;
  kind: string;
  errors: number;
}

/**
 * How one kind of part is edited: one file each, and one line in `index.ts`. `type` says what stands in the
 * inputs for a value, `read` makes a value of what was typed, and both together change nothing.
 */
export interface ControlKind {
  readonly name: string;
  /** True for the parts it edits; the first control in the list that says so is taken. */
  fits(shape: Shape, shapeName: string | undefined): boolean;
  /** Writes what stands in the inputs for the value that is there. */
  type(part: Part, into: Typing): void;
  /** The value that was typed; undefined for nothing. What cannot be read is refused, and `part.old` given. */
  read(part: Part, typed: Typed): JsonValue | undefined;
  draw(part: Part, typed: Typed): Drawing;
}

/** One text of what was typed; empty when it is not there. */
export function line(typed: Typed, name: string): string {
  const found = typed[name];
  const last = typeof found === 'string' || found === undefined ? found : found.at(-1);
  return (last ?? '').normalize('NFC');
}

/** All texts typed under a name. */
export function lines(typed: Typed, name: string): readonly string[] {
  const found = typed[name];
  if (found === undefined) return [];
  return typeof found === 'string' ? [found] : found;
}

/** More boxes than these are shown only when they are asked for. */
const mostBoxes = 20;

/** The name under which a page says which lists of boxes were opened. */
export const openedName = '~open';

/** Whether a list of boxes stays closed: it is long, nothing is ticked, and nobody asked for it. */
export function staysClosed(part: Part, typed: Typed, options: readonly OptionView[]): boolean {
  return (
    options.length > mostBoxes &&
    !options.some(({ chosen }) => chosen) &&
    !lines(typed, openedName).includes(part.at)
  );
}

/** A text in the language of the page. */
export function inLanguage(text: Text | undefined, language: Language): string {
  return text?.[language] ?? text?.vi ?? '';
}

/** The values of a choice under their words. Planned ones are offered only where they stand already. */
export function valueOptions(part: Part, shape: Shape, chosen: ReadonlySet<string>): OptionView[] {
  const planned = new Set(shape['x-planned-values'] ?? []);
  return (shape.enum ?? [])
    .map(String)
    .filter((value) => !planned.has(value) || chosen.has(value))
    .map((value) => ({
      value,
      label: inLanguage(part.words.values?.[value], part.sight.language) || value,
      chosen: chosen.has(value),
      id: `${part.at}/${value}`,
    }));
}

/** The things a name may be of, and what stands there although nothing has that name. */
export function nameOptions(part: Part, what: string, chosen: ReadonlySet<string>): OptionView[] {
  const known = part.sight.names(what);
  const strangers = [...chosen].filter((id) => id !== '' && !known.some((one) => one.id === id));
  return [...known, ...strangers.map((id) => ({ id, title: id }))].map(({ id, title }) => ({
    value: id,
    label: title === '' ? id : title,
    chosen: chosen.has(id),
    id: `${part.at}/${id}`,
  }));
}
