import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `organisation`. */
export const organisation = {
  'organisation.unique.id': {
    severity: 'error',
    vi: 'Mã “{id}” được dùng hai lần. Hãy đặt cho mục này một mã khác.',
    en: 'The id “{id}” is used twice. Give this one another id.',
  },
  'organisation.ref.unknown_level': {
    severity: 'error',
    vi: 'Không có cấp “{name}” trong tổ chức này. Gần giống: {nearest}. Hãy sửa lại hoặc khai báo cấp.',
    en: 'This organisation has no level “{name}”. Nearest: {nearest}. Correct it or declare the level.',
  },
  'organisation.ref.unknown_line': {
    severity: 'error',
    vi: 'Không có hệ “{name}” trong tổ chức này. Gần giống: {nearest}. Hãy sửa lại hoặc khai báo hệ.',
    en: 'This organisation has no line “{name}”. Nearest: {nearest}. Correct it or declare the line.',
  },
  'organisation.ref.unknown_unit': {
    severity: 'error',
    vi: 'Không có đơn vị “{name}” ở đây. Gần giống: {nearest}. Hãy sửa lại hoặc khai báo đơn vị.',
    en: 'There is no unit “{name}” here. Nearest: {nearest}. Correct it or declare the unit.',
  },
  'organisation.type.not_a_day': {
    severity: 'error',
    vi: 'Không có ngày {date} trong lịch. Hãy sửa lại ngày theo dạng năm-tháng-ngày.',
    en: 'There is no day {date}. Correct the date, written year-month-day.',
  },
  'organisation.incompatible.dates': {
    severity: 'error',
    vi: 'Ngày kết thúc {to} đứng trước ngày bắt đầu {from}. Hãy sửa một trong hai ngày.',
    en: 'The last day {to} lies before the first day {from}. Correct one of them.',
  },
  'organisation.incompatible.two_parents': {
    severity: 'error',
    vi: 'Đơn vị “{unit}” có hai đơn vị cấp trên cùng lúc ở hệ “{line}”: {parents}. Hãy sửa ngày để chúng nối tiếp nhau.',
    en: 'The unit “{unit}” has two parents at once on the line “{line}”: {parents}. Correct the dates so that one follows the other.',
  },
  'organisation.incompatible.parent_missing': {
    severity: 'warning',
    vi: 'Ngày {day}, đơn vị “{unit}” trực thuộc “{parent}” (hệ “{line}”) nhưng đơn vị đó không tồn tại và không có đúng một đơn vị kế thừa. Hãy ghi ngày kết thúc hoặc đơn vị cấp trên mới.',
    en: 'On {day} the unit “{unit}” hangs below “{parent}” (line “{line}”), which does not exist then and has no single successor. Give the last day or the new parent.',
  },
  'organisation.incompatible.successors_without_end': {
    severity: 'warning',
    vi: 'Đơn vị “{unit}” có đơn vị kế thừa nhưng không có ngày kết thúc. Hãy ghi ngày cuối cùng (validTo) hoặc bỏ đơn vị kế thừa.',
    en: 'The unit “{unit}” has successors but does not end. Give its last day (validTo) or remove the successors.',
  },
  'organisation.incompatible.successor_missing': {
    severity: 'error',
    vi: 'Đơn vị kế thừa “{successor}” của “{unit}” chưa tồn tại vào ngày {day}, ngay sau khi “{unit}” kết thúc. Hãy sửa ngày của một trong hai đơn vị.',
    en: 'The successor “{successor}” of “{unit}” does not exist on {day}, the day after “{unit}” ends. Correct the dates of one of them.',
  },
  'organisation.cycle.parents': {
    severity: 'error',
    vi: 'Các đơn vị {units} trực thuộc vòng tròn lẫn nhau ở hệ “{line}”. Hãy sửa đơn vị cấp trên của một trong các đơn vị này.',
    en: 'The units {units} hang below each other in a circle on the line “{line}”. Correct the parent of one of them.',
  },
  'organisation.cycle.successors': {
    severity: 'error',
    vi: 'Các đơn vị {units} kế thừa vòng tròn lẫn nhau. Hãy sửa đơn vị kế thừa của một trong các đơn vị này.',
    en: 'The units {units} succeed each other in a circle. Correct the successor of one of them.',
  },
} as const satisfies Record<string, CatalogueEntry>;
