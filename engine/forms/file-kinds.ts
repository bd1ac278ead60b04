import type { FieldOf } from './field-type.ts';

/** A kind of file a field may accept. */
export type FileKind = NonNullable<FieldOf<'file'>['accept']>[number];

/** The kinds of file the product takes, by media type and by the endings of their names. */
export const fileKinds: Readonly<
  Record<FileKind, { readonly type: string; readonly extensions: readonly string[] }>
> = {
  pdf: { type: 'application/pdf', extensions: ['pdf'] },
  jpeg: { type: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  png: { type: 'image/png', extensions: ['png'] },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx'],
  },
  odt: { type: 'application/vnd.oasis.opendocument.text', extensions: ['odt'] },
  ods: { type: 'application/vnd.oasis.opendocument.spreadsheet', extensions: ['ods'] },
  txt: { type: 'text/plain', extensions: ['txt'] },
};

/** The kind of a stored file: its media type must be known and the ending of its name must agree. */
export function kindOfFile(name: string, type: string): FileKind | null {
  const media = type.split(';')[0]!.trim().toLowerCase();
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  for (const kind of Object.keys(fileKinds) as FileKind[]) {
    const { type: own, extensions } = fileKinds[kind];
    if (own === media && extensions.includes(extension)) return kind;
  }
  return null;
}
