import { displayType, type FieldOf, type FieldType } from '../field-type.ts';

/** A heading; the fields after it, up to the next one, belong to it and are hidden with it. */
export const section: FieldType<FieldOf<'section'>, null> = {
  ...displayType<FieldOf<'section'>>('section', { vi: 'Phần', en: 'Section' }, ({ newPage = false }) => ({
    widget: 'section',
    newPage,
  })),
  opensSection: true,
};
