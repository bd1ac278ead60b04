import type { FigureLine, FormPageView } from '../app/views.ts';

type FormView = FormPageView['form'];
type FieldView = FormView['sections'][number]['fields'][number];

/** A field with what its partial needs besides: which partial, what describes its input. */
export interface DrawnField extends FieldView {
  partial: string;
  /** Several inputs under one legend. */
  grouped: boolean;
  /** Id of the group, where no input bears the field's own. */
  groupId: string;
  /** Ids of the help and the message, for `aria-describedby`. */
  describedBy: string;
  noteIcon: string;
  /** What a reviewer is writing about it. */
  remarkText: string;
  /** The figure over other cases that it shows. */
  figure?: FigureLine;
}

/** A form with its fields ready for the partials. */
export interface DrawnForm extends Omit<FormView, 'sections'> {
  sections: (Omit<FormView['sections'][number], 'fields'> & { fields: DrawnField[] })[];
}

const severalInputs = new Set(['radios', 'checkboxes', 'checkbox']);

/** Makes a form ready for `components/field` and `components/answers`. */
export function drawForm(
  form: FormView,
  figures: readonly FigureLine[] = [],
  remark: (field: string) => string = () => '',
): DrawnForm {
  return {
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      fields: section.fields.map((field) => {
        const figure = figures.find((one) => one.field === field.id);
        return { ...drawField(field, remark(field.id)), ...(figure ? { figure } : {}) };
      }),
    })),
  };
}

/** The figures that no field of the form shows. */
export function figuresBeside(figures: readonly FigureLine[]): FigureLine[] {
  return figures.filter(({ field }) => field === undefined);
}

function drawField(field: FieldView, remarkText: string): DrawnField {
  const inThree = field.widget === 'date' && field.parts['day'] !== undefined;
  const grouped = severalInputs.has(field.widget) || inThree;
  return {
    ...field,
    partial: `components/widgets/${inThree ? 'date-parts' : field.widget}`,
    grouped,
    groupId: field.options.length > 0 ? field.inputId : '',
    describedBy: [
      ...(field.help ? [field.helpId] : []),
      ...(field.errors.length + field.warnings.length > 0 ? [field.errorId] : []),
    ].join(' '),
    noteIcon: field.tone === 'warning' ? 'late' : 'info',
    remarkText,
  };
}
