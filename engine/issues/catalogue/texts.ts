import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `texts`: what is written to people, checked on Handlebars' syntax tree. */
export const texts = {
  'texts.template.syntax': {
    severity: 'error',
    vi: 'Mẫu nội dung viết sai ở dòng {line}: {detail}. Hãy kiểm tra các dấu “{{” và “}}”.',
    en: 'The text is malformed at line {line}: {detail}. Check the “{{” and “}}”.',
  },
  'texts.variable.unknown': {
    severity: 'error',
    vi: 'Mẫu nội dung dùng biến “{name}” không có ở dòng {line}. Gần giống: {nearest}. Các biến dùng được: {known}.',
    en: 'The text uses the variable “{name}”, which does not exist, at line {line}. Nearest: {nearest}. Variables to use: {known}.',
  },
  'texts.variable.personal': {
    severity: 'error',
    vi: 'Mẫu nội dung dùng “{name}” ở dòng {line}: thông báo không được chứa thông tin cá nhân. Hãy bỏ ra; người nhận mở hồ sơ để xem.',
    en: 'The text uses “{name}” at line {line}: a notification may hold nothing personal. Remove it; the recipient opens the case to see it.',
  },
  'texts.helper.unknown': {
    severity: 'error',
    vi: 'Mẫu nội dung gọi “{name}” ở dòng {line}, nhưng chỉ dùng được: {known}. Hãy bỏ hoặc thay lời gọi này.',
    en: 'The text calls “{name}” at line {line}, but only these may be used: {known}. Remove the call, or use one of them.',
  },
  'texts.document.field_personal': {
    severity: 'error',
    vi: 'Lời văn bản dùng “{name}” ở dòng {line}, là trường cá nhân của biểu mẫu. Tên người chỉ đứng trong danh sách kèm theo; hãy bỏ ra.',
    en: 'The paper uses “{name}” at line {line}, a personal field of the form. Names stand in the list that goes with it only; remove it.',
  },
  'texts.document.nested': {
    severity: 'error',
    vi: 'Phần “{name}” ở dòng {line} nằm trong một phần khác của văn bản. Hãy đưa ra ngoài.',
    en: 'The part “{name}” at line {line} stands within another part of the paper. Take it out.',
  },
  'texts.document.twice': {
    severity: 'error',
    vi: 'Phần “{name}” chỉ có một trong văn bản; dòng {line} viết lần thứ hai. Hãy bỏ một.',
    en: 'A paper has the part “{name}” once; it stands a second time at line {line}. Remove one.',
  },
  'texts.html.raw': {
    severity: 'error',
    vi: 'Mẫu nội dung chèn “{name}” không qua lọc ở dòng {line}. Hãy dùng hai ngoặc nhọn thay cho ba.',
    en: 'The text inserts “{name}” unescaped at line {line}. Use two braces instead of three.',
  },
  'texts.html.tag': {
    severity: 'error',
    vi: 'Mẫu nội dung có thẻ HTML “{name}” ở dòng {line}. Lời viết là văn bản thường; hãy bỏ thẻ.',
    en: 'The text has the HTML tag “{name}” at line {line}. It is plain text; remove the tag.',
  },
  'texts.data.personal': {
    severity: 'error',
    vi: 'Mẫu nội dung có vẻ chứa thông tin cá nhân “{value}” ({kind:personal}) ở dòng {line}. Hãy bỏ ra.',
    en: 'The text seems to hold personal data “{value}” ({kind:personal}) at line {line}. Remove it.',
  },
  'texts.unicode.decomposed': {
    severity: 'warning',
    vi: 'Chữ có dấu ở đây được viết bằng ký tự tổ hợp rời, nên tìm kiếm và so sánh có thể sai. Hãy lưu lại dưới dạng Unicode dựng sẵn (NFC).',
    en: 'The accented letters here are written as separate marks, so searching and comparing may fail. Save them in composed Unicode (NFC).',
  },
} as const satisfies Record<string, CatalogueEntry>;
