import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `access`: who may see what. */
export const access = {
  'access.assignee.cannot_read': {
    severity: 'error',
    vi: 'Vai trò “{role}” được giao bước “{step}” của nội dung “{entry}” nhưng không được xem các trường mà bước hiện ra: {fields}. Hãy thêm quyền xem đến mức “{needs:sensitivity}” hoặc bớt trường ở bước.',
    en: 'The role “{role}” is assigned the step “{step}” of the entry “{entry}” but may not read fields the step shows: {fields}. Grant it access up to “{needs:sensitivity}”, or show fewer fields.',
  },
  'access.entry.nobody': {
    severity: 'error',
    vi: 'Không ai được xem nội dung “{entry}”: không có quyền xem nào ở phong trào hay ở nội dung này. Hãy thêm access.',
    en: 'Nobody may see the entry “{entry}”: neither the campaign nor the entry lists any access. Add access.',
  },
  'access.opinion.cannot_read': {
    severity: 'error',
    vi: 'Vai trò “{role}” xử lý bước “{step}” sau khi lấy ý kiến nhưng không được xem ý kiến mức “{needs}”. Hãy nâng quyền xem của vai trò đó hoặc hạ “sensitivity” của bước lấy ý kiến.',
    en: 'The role “{role}” acts at the step “{step}” after opinions were asked for, but may not read opinions that are “{needs}”. Raise what that role sees, or lower the “sensitivity” of the consultation.',
  },
  'access.subjects.unused': {
    severity: 'warning',
    vi: 'Vai trò “{role}” được thêm đối tượng nhưng không lập hồ sơ nào về cá nhân, tập thể hay hộ. Hãy bỏ addSubjects, hoặc cho vai trò này làm submitter của một nội dung như vậy.',
    en: 'The role “{role}” may add subjects but begins no case about a person, collective or household. Remove addSubjects, or make it the submitter of such an entry.',
  },
  'access.typist.cannot_read': {
    severity: 'error',
    vi: 'Vai trò “{role}” được nhập thay nội dung “{entry}” nhưng không được xem các trường của biểu mẫu: {fields}. Hãy nâng quyền xem lên mức “{needs:sensitivity}”, hoặc bỏ enterOnBehalf.',
    en: 'The role “{role}” may enter the entry “{entry}” on behalf of others but may not read fields of its form: {fields}. Grant it access up to “{needs:sensitivity}”, or remove enterOnBehalf.',
  },
  'access.recipient.cannot_open': {
    severity: 'warning',
    vi: 'Vai trò “{role}” được báo về nội dung “{entry}” nhưng không được xem hồ sơ nào của nội dung này, nên đường dẫn trong thông báo không mở được. Hãy thêm quyền xem hoặc đổi người nhận.',
    en: 'The role “{role}” is told about the entry “{entry}” but may not see any of its cases, so the link of the notification will not open. Grant it access, or tell somebody else.',
  },
} as const satisfies Record<string, CatalogueEntry>;
