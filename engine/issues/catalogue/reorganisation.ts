import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `reorganisation`: units that end, begin or hang elsewhere from a day on, and cases that go with them. */
export const reorganisation = {
  'reorganisation.file.unknown_organisation': {
    severity: 'error',
    vi: 'Không có tổ chức “{name}”. Gần giống: {nearest}. Hãy sửa mã tổ chức trong tệp.',
    en: 'There is no organisation “{name}”. Nearest: {nearest}. Correct the organisation in the file.',
  },
  'reorganisation.file.applied': {
    severity: 'error',
    vi: 'Lần sắp xếp “{title}” đã được áp dụng. Hãy mở lần đó để xem, hoặc hoàn tác trước khi nạp lại.',
    en: 'The reorganisation “{title}” has been applied. Open it to look at it, or undo it before loading it again.',
  },
  'reorganisation.ref.unknown_role': {
    severity: 'error',
    vi: 'Không có vai trò “{name}” trong tổ chức này. Gần giống: {nearest}. Hãy sửa lại tên vai trò.',
    en: 'This organisation has no role “{name}”. Nearest: {nearest}. Correct the role.',
  },
  'reorganisation.unit.taken': {
    severity: 'error',
    vi: 'Mã “{uid}” của đơn vị mới đã là của “{unit}”. Mã không bao giờ dùng lại; hãy đặt mã khác.',
    en: 'The id “{uid}” of the new unit belongs to “{unit}” already. Ids are never used again; choose another.',
  },
  'reorganisation.unit.ended': {
    severity: 'error',
    vi: 'Đơn vị “{unit}” đã kết thúc hoặc đã được ghi ngày kết thúc {day}. Hãy bỏ đơn vị này khỏi tệp.',
    en: 'The unit “{unit}” has ended, or is set to end, on {day}. Take it out of the file.',
  },
  'reorganisation.unit.not_begun': {
    severity: 'error',
    vi: 'Đơn vị “{unit}” đến {day} mới bắt đầu nên chưa có gì để sắp xếp. Hãy bỏ đơn vị này hoặc sửa ngày.',
    en: 'The unit “{unit}” begins only on {day}, so there is nothing to reorganise. Take it out or correct the day.',
  },
  'reorganisation.parent.dated': {
    severity: 'error',
    vi: 'Cấp trên của “{unit}” ở hệ “{line}” đã được ghi thay đổi từ ngày này hoặc sau đó. Hãy bỏ một trong hai thay đổi.',
    en: 'The parent of “{unit}” on the line “{line}” already changes on this day or later. Remove one of the changes.',
  },
  'reorganisation.parent.nobody': {
    severity: 'error',
    vi: 'Thay đổi cấp trên này không nói về đơn vị nào. Hãy ghi cấp hoặc các đơn vị.',
    en: 'This change of parents names no unit. Give a level or the units.',
  },
  'reorganisation.parent.undecided': {
    severity: 'note',
    vi: '“{unit}” trực thuộc “{parent}”, nơi có nhiều đơn vị kế thừa. Hãy chọn cấp trên mới; chưa chọn thì việc của đơn vị này chờ người quản trị tổ chức.',
    en: '“{unit}” hangs below “{parent}”, which has several successors. Choose its new parent; until then its work waits for the organisation administrator.',
  },
  'reorganisation.people.undecided': {
    severity: 'note',
    vi: '{count} người giữ vai trò ở đơn vị có nhiều đơn vị kế thừa: {people}. Hãy chọn đơn vị kế thừa, nếu không họ thôi giữ vai trò.',
    en: '{count} people hold roles at units with several successors: {people}. Choose the successor, or they hold the role no more.',
  },
  'reorganisation.state.not_ready': {
    severity: 'error',
    vi: 'Lần sắp xếp này không còn ở bước chờ áp dụng. Hãy tải lại trang để xem tình trạng hiện tại.',
    en: 'This reorganisation no longer waits to be applied. Load the page again to see where it stands.',
  },
  'reorganisation.state.changed': {
    severity: 'error',
    vi: 'Có người vừa thay đổi lần sắp xếp này. Hãy tải lại trang, xem rồi bấm lại.',
    en: 'Somebody has just changed this reorganisation. Load the page again, look and press again.',
  },
  'reorganisation.choice.not_a_successor': {
    severity: 'error',
    vi: '“{unit}” không phải là đơn vị kế thừa. Hãy chọn một trong các đơn vị được liệt kê.',
    en: '“{unit}” is not one of the successors. Choose one of those listed.',
  },
  'reorganisation.undo.too_late': {
    severity: 'error',
    vi: 'Chỉ hoàn tác được đến {until}. Hãy sửa từng đơn vị ở trang tổ chức.',
    en: 'It could be undone until {until}. Please change the units on the organisation pages.',
  },
  'reorganisation.undo.new_work': {
    severity: 'error',
    vi: 'Đơn vị mới “{unit}” đã có hồ sơ của mình ({case}), nên không hoàn tác được. Hãy sửa đơn vị ở trang tổ chức.',
    en: 'The new unit “{unit}” has cases of its own by now ({case}), so this cannot be undone. Please change the units on the organisation pages.',
  },
  'reorganisation.undo.built_on': {
    severity: 'error',
    vi: 'Có thay đổi khác dựa trên lần sắp xếp này ({what}). Hãy hoàn tác thay đổi đó trước.',
    en: 'Another change rests on this reorganisation ({what}). Undo that one first.',
  },
} as const satisfies Record<string, CatalogueEntry>;
