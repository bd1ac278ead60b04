import type { FieldBehaviour, FieldOf, FieldType } from '../field-type.ts';
import { quoted } from '../problem.ts';
import { refuseShape, typedLine } from '../typed-text.ts';

const yes = new Set(['true', 'yes', 'y', 'có', 'co', 'on', '1']);
const no = new Set(['false', 'no', 'n', 'không', 'khong', 'off', '0']);

/** The two answers, as a page offers them. */
const answers = [
  { id: 'true', label: { vi: 'Có', en: 'Yes' } },
  { id: 'false', label: { vi: 'Không', en: 'No' } },
] as const;

/** How its answers are checked, read, shown and stored. */
export const yesNoBehaviour: FieldBehaviour<FieldOf<'yesNo'>, null> = {
  type: 'yesNo',
  answered: true,
  missing: 'answers.required.choice',
  malformed: 'answers.type.yes_no',
  bind: () => ({
    see: (answer) => (typeof answer === 'boolean' ? answer : null),
    keep: (answer) => answer,
    check() {},
  }),
  read(typed, _, reader) {
    if (refuseShape(typed, reader, 'answers.type.yes_no')) return undefined;
    const line = typedLine(typed).toLowerCase();
    if (line === '') return undefined;
    if (yes.has(line)) return true;
    return no.has(line) ? false : reader.refuse('answers.type.yes_no', { typed: quoted(line) });
  },
  show: (answer, _, { language }) => answers[answer ? 0 : 1].label[language],
  store: (value) => (typeof value === 'boolean' ? value : undefined),
};

/** Yes or no, stored as a boolean. Not answered is neither. */
export const yesNo: FieldType<FieldOf<'yesNo'>, null> = {
  ...yesNoBehaviour,
  title: { vi: 'Có hoặc không', en: 'Yes or no' },
  listable: true,
  searchable: false,
  computable: true,
  prefills: ['previous'],
  setUp(_, setup) {
    setup.choices(answers);
    return null;
  },
  ruleType: () => ({ kind: 'boolean' }),
  asTyped: (answer) => ({ '': String(answer) }),
  widget: () => ({ widget: 'radios' }),
  problems: () => [],
};
