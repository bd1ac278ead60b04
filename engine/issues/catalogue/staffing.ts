import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `staffing`. */
export const staffing = {
  'staffing.role.nobody': {
    severity: 'error',
    vi: 'Ngày {day}, không ai giữ vai trò “{role}” ở {count}/{of} nơi cần có: {units}. Hãy giao vai trò này cho người phụ trách.',
    en: 'On {day} nobody holds the role “{role}” at {count} of the {of} places that need it: {units}. Give the role to somebody.',
  },
  'staffing.ref.no_unit': {
    severity: 'warning',
    vi: 'Ngày {day}, không có đơn vị cấp “{level}” nào (hệ: {line}) để giao vai trò “{role}”. Hãy xem lại bước này có còn hiệu lực vào ngày đó không.',
    en: 'On {day} there is no unit of the level “{level}” (line: {line}) at which to ask the role “{role}”. See whether the step still holds on that day.',
  },
  'staffing.separation.nobody_left': {
    severity: 'error',
    vi: 'Ngày {day}, người duy nhất giữ vai trò “{role}” ở {count}/{of} nơi cũng giữ vai trò “{other}” mà bước này đòi hỏi tách riêng: {units}. Hãy giao một trong hai vai trò cho người khác.',
    en: 'On {day} the only holder of the role “{role}” at {count} of {of} places also holds “{other}”, which must be kept apart here: {units}. Give one of the two roles to somebody else.',
  },
  'staffing.ref.unknown_account': {
    severity: 'error',
    vi: 'Không có tài khoản “{account}” ({count} lần giao vai trò). Hãy tạo tài khoản hoặc sửa mã.',
    en: 'There is no account “{account}” ({count} memberships). Create it or correct the id.',
  },
  'staffing.ref.unknown_role': {
    severity: 'error',
    vi: 'Không có vai trò “{role}” ({count} lần giao vai trò). Gần giống: {nearest}. Hãy sửa lại hoặc khai báo vai trò trong tổ chức.',
    en: 'There is no role “{role}” ({count} memberships). Nearest: {nearest}. Correct it or declare the role in the organisation.',
  },
  'staffing.ref.unknown_unit': {
    severity: 'error',
    vi: 'Không có đơn vị “{unit}” ({count} lần giao vai trò). Gần giống: {nearest}. Hãy sửa lại mã đơn vị.',
    en: 'There is no unit “{unit}” ({count} memberships). Nearest: {nearest}. Correct the unit.',
  },
  'staffing.incompatible.level': {
    severity: 'error',
    vi: 'Vai trò “{role}” thuộc cấp “{level}” nhưng được giao ở đơn vị cấp “{unitLevel}”, ví dụ {unit} ({count} lần). Hãy chọn đúng đơn vị.',
    en: 'The role “{role}” belongs to the level “{level}” but is held at a unit of the level “{unitLevel}”, such as {unit} ({count} memberships). Choose the right unit.',
  },
  'staffing.incompatible.dates': {
    severity: 'error',
    vi: 'Việc giao vai trò “{membership}” kết thúc ngày {to}, trước ngày bắt đầu {from}. Hãy sửa một trong hai ngày.',
    en: 'The membership “{membership}” ends on {to}, before it begins on {from}. Correct one of the days.',
  },
} as const satisfies Record<string, CatalogueEntry>;
