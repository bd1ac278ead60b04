import { displayType, type FieldOf } from '../field-type.ts';

/** A heading; the fields after it, up to the next one, belong to it and are hidden with it. */
export const section = displayType<FieldOf<'section'>>(
  'section',
  { vi: 'Phần', en: 'Section' },
  ({ newPage = false }) => ({ widget: 'section', newPage }),
);
