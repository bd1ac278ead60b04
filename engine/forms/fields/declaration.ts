import type { FieldBehaviour, FieldOf, FieldType } from '../field-type.ts';
import { quoted } from '../problem.ts';
import { refuseShape, typedLine } from '../typed-text.ts';

const confirmed = { vi: 'Tôi xác nhận', en: 'I confirm' };
const done = { vi: 'Đã xác nhận', en: 'Confirmed' };

/** How its answers are checked, read, shown and stored. */
export const declarationBehaviour: FieldBehaviour<FieldOf<'declaration'>, null> = {
  type: 'declaration',
  answered: true,
  missing: 'answers.required.declaration',
  malformed: 'answers.type.declaration',
  bind: () => ({
    see: (answer) => (answer === true ? true : null),
    keep: (answer) => answer,
    check() {},
  }),
  read(typed, _, reader) {
    if (refuseShape(typed, reader, 'answers.type.declaration')) return undefined;
    const line = typedLine(typed).toLowerCase();
    if (['', 'false', 'off', 'no', '0'].includes(line)) return undefined;
    return ['true', 'on', 'yes', '1'].includes(line)
      ? true
      : reader.refuse('answers.type.declaration', { typed: quoted(line) });
  },
  show: (_, __, { language }) => done[language],
  store: () => undefined,
};

/**
 * A statement to be ticked, stored as `true`; not ticked is not answered. It must be ticked unless the
 * definition says `required: false` or gives a rule.
 */
export const declaration: FieldType<FieldOf<'declaration'>, null> = {
  ...declarationBehaviour,
  title: { vi: 'Cam đoan', en: 'Declaration' },
  listable: false,
  searchable: false,
  computable: false,
  // What one declares is declared anew each time.
  prefills: [],
  requiredByDefault: true,
  setUp({ text }, setup) {
    setup.choices([{ id: 'true', label: text ?? confirmed }]);
    return null;
  },
  ruleType: () => ({ kind: 'boolean' }),
  asTyped: () => ({ '': 'true' }),
  widget: () => ({ widget: 'checkbox' }),
  problems: () => [],
};
