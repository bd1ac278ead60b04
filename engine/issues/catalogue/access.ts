import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `access`: who may see what. */
export const access = {
  'access.assignee.cannot_read': {
    severity: 'error',
    vi: 'Vai trò “{role}” được giao bước “{step}” của nội dung “{entry}” nhưng không được xem các trường mà bước hiện ra: {fields}. Hãy thêm quyền xem đến mức “{needs:sensitivity}” hoặc bớt trường ở bước.',
    en: 'The role “{role}” is assigned the step “{step}” of the entry “{entry}” but may not read fields the step shows: {fields}. Grant it access up to “{needs:sensitivity}”, or show fewer fields.',
  },
  'access.submitter.cannot_read': {
    severity: 'error',
    vi: 'Vai trò “{role}” nộp nội dung “{entry}” nhưng không được xem các trường: {fields}. Hãy thêm quyền xem đến mức “{needs:sensitivity}”.',
    en: 'The role “{role}” submits the entry “{entry}” but may not read the fields: {fields}. Grant it access up to “{needs:sensitivity}”.',
  },
  'access.entry.nobody': {
    severity: 'error',
    vi: 'Không ai được xem nội dung “{entry}”: không có quyền xem nào ở phong trào hay ở nội dung này. Hãy thêm access.',
    en: 'Nobody may see the entry “{entry}”: neither the campaign nor the entry lists any access. Add access.',
  },
  'access.role.line_needed': {
    severity: 'error',
    vi: 'Quyền xem các đơn vị trực thuộc của vai trò “{role}” phải nêu hệ. Hãy thêm “line”.',
    en: 'Access of the role “{role}” to the units below must name a line. Add “line”.',
  },
} as const satisfies Record<string, CatalogueEntry>;
