import { displayType, type FieldOf } from '../field-type.ts';

/** Words for the person who fills in; nothing to answer. */
export const note = displayType<FieldOf<'note'>>(
  'note',
  { vi: 'Ghi chú', en: 'Note' },
  ({ tone = 'info' }) => ({ widget: 'note', tone }),
);
