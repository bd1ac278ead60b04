import {
  displayBehaviour,
  displayOnly,
  type FieldBehaviour,
  type FieldOf,
  type FieldType,
} from '../field-type.ts';

/** Nothing is answered. */
export const noteBehaviour: FieldBehaviour<FieldOf<'note'>, null> = displayBehaviour<FieldOf<'note'>>('note');

/** Words for the person who fills in; nothing to answer. */
export const note: FieldType<FieldOf<'note'>, null> = {
  ...noteBehaviour,
  ...displayOnly,
  title: { vi: 'Ghi chú', en: 'Note' },
  widget: ({ tone = 'info' }) => ({ widget: 'note', tone }),
};
