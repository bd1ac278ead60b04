import {
  displayBehaviour,
  displayOnly,
  type FieldBehaviour,
  type FieldOf,
  type FieldType,
} from '../field-type.ts';

/** A section opens; nothing is answered. */
export const sectionBehaviour: FieldBehaviour<FieldOf<'section'>, null> = {
  ...displayBehaviour<FieldOf<'section'>>('section'),
  opensSection: true,
};

/** A heading; the fields after it, up to the next one, belong to it and are hidden with it. */
export const section: FieldType<FieldOf<'section'>, null> = {
  ...sectionBehaviour,
  ...displayOnly,
  title: { vi: 'Phần', en: 'Section' },
  widget: ({ newPage = false }) => ({ widget: 'section', newPage }),
};
