import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `editing`: why a change to the files of a campaign cannot be made. */
export const editing = {
  'editing.file.unknown': {
    severity: 'error',
    vi: 'Bản nháp không có tệp “{file}”. Có thể người khác vừa bỏ tệp này; hãy mở lại trang.',
    en: 'The draft has no file “{file}”. Somebody may have just removed it; please open the page again.',
  },
  'editing.file.exists': {
    severity: 'error',
    vi: 'Đã có tệp “{file}”. Hãy chọn mã khác.',
    en: 'There is a file “{file}” already. Please choose another id.',
  },
  'editing.file.path': {
    severity: 'error',
    vi: '“{file}” không phải chỗ của một tệp trong phong trào. Mã chỉ gồm chữ thường không dấu, số và gạch nối.',
    en: '“{file}” is no place for a file of a campaign. An id has lower-case letters, digits and hyphens only.',
  },
  'editing.file.needed': {
    severity: 'error',
    vi: 'Không bỏ được tệp “{file}”: phong trào nào cũng cần tệp này.',
    en: 'The file “{file}” cannot be removed: every campaign needs it.',
  },
  'editing.file.broken': {
    severity: 'error',
    vi: 'Tệp “{file}” đang có lỗi JSON nên chưa sửa từng mục được. Hãy sửa lỗi trong nguyên văn của tệp trước.',
    en: 'The file “{file}” is not valid JSON at present, so its parts cannot be edited. Please mend its text first.',
  },
  'editing.place.unknown': {
    severity: 'error',
    vi: 'Không còn mục “{place}” trong tệp “{file}”. Có thể người khác vừa bỏ hoặc dời mục này; hãy mở lại trang.',
    en: 'There is no longer a part “{place}” in the file “{file}”. Somebody may have removed or moved it; please open the page again.',
  },
  'editing.rename.nothing': {
    severity: 'error',
    vi: 'Mục “{place}” trong tệp “{file}” không có mã để đổi.',
    en: 'The part “{place}” of the file “{file}” has no id that could be changed.',
  },
  'editing.rename.taken': {
    severity: 'error',
    vi: 'Mã “{to}” đã được dùng. Hãy chọn mã khác.',
    en: 'The id “{to}” is taken. Please choose another.',
  },
  'editing.rename.form': {
    severity: 'error',
    vi: '“{to}” không dùng làm mã được. Hãy viết như “{example}”.',
    en: '“{to}” cannot be an id. Please write it like “{example}”.',
  },
  'editing.campaign.unknown': {
    severity: 'error',
    vi: 'Không có phong trào “{campaign}” đã công bố.',
    en: 'There is no published campaign “{campaign}”.',
  },
  'editing.draft.gone': {
    severity: 'error',
    vi: 'Bản nháp không còn: vừa được công bố hoặc bỏ đi. Hãy mở lại trang phong trào.',
    en: 'The draft is no longer there: it was just published or thrown away. Please open the campaign’s page again.',
  },
  'editing.draft.changed_elsewhere': {
    severity: 'error',
    vi: '{by} vừa sửa bản nháp này lúc {at}. Nội dung anh/chị vừa nhập còn nguyên bên dưới; hãy xem lại rồi lưu lần nữa.',
    en: '{by} changed this draft at {at}. What you typed is still below; please look at it and save once more.',
  },
  'editing.draft.submitted': {
    severity: 'error',
    vi: 'Bản nháp đã được {by} trình duyệt nên tạm khóa. Hãy chờ người duyệt công bố hoặc trả lại, hoặc rút lại để sửa tiếp.',
    en: '{by} has handed the draft in for approval, so it is locked. Please wait until it is published or sent back, or take it back to go on editing.',
  },
  'editing.undo.nothing': {
    severity: 'error',
    vi: 'Không còn thay đổi nào để hoàn tác.',
    en: 'There is nothing left to undo.',
  },
  'editing.redo.nothing': {
    severity: 'error',
    vi: 'Không còn thay đổi nào để làm lại.',
    en: 'There is nothing left to do again.',
  },
  'editing.undo.changed': {
    severity: 'error',
    vi: 'Tệp “{file}” đã khác với lúc sửa nên không hoàn tác được. Hãy sửa lại trực tiếp.',
    en: 'The file “{file}” is no longer as the change left it, so it cannot be undone. Please edit it directly.',
  },
} as const satisfies Record<string, CatalogueEntry>;
