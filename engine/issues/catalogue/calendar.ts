import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `calendar`. */
export const calendar = {
  'calendar.ref.unknown_year': {
    severity: 'error',
    vi: 'Lịch “{calendar}” chưa có năm {year} (đã có: {known}), nên không tính được ngày làm việc. Hãy bổ sung ngày nghỉ, ngày làm bù của năm {year} vào lịch.',
    en: 'The calendar “{calendar}” does not hold the year {year} (known: {known}), so working days cannot be counted. Add the days off and the days worked instead of {year} to the calendar.',
  },
  'calendar.ref.unknown_zone': {
    severity: 'error',
    vi: 'Múi giờ “{zone}” không tồn tại. Hãy dùng tên chuẩn IANA, ví dụ Asia/Ho_Chi_Minh.',
    en: 'There is no time zone “{zone}”. Use an IANA name such as Asia/Ho_Chi_Minh.',
  },
  'calendar.type.not_a_day': {
    severity: 'error',
    vi: 'Không có ngày {date} trong lịch. Hãy sửa lại ngày theo dạng năm-tháng-ngày.',
    en: 'There is no day {date}. Correct the date, written year-month-day.',
  },
  'calendar.incompatible.hours': {
    severity: 'error',
    vi: 'Giờ làm việc {from}-{to} kết thúc không sau lúc bắt đầu. Hãy sửa giờ kết thúc.',
    en: 'The working hours {from}-{to} do not end after they begin. Correct the end.',
  },
  'calendar.incompatible.hours_overlap': {
    severity: 'error',
    vi: 'Giờ làm việc {from}-{to} chồng lên hoặc đứng trước {before}. Hãy xếp các khoảng theo thứ tự, không chồng nhau.',
    en: 'The working hours {from}-{to} overlap or precede {before}. Put the stretches in order, without overlap.',
  },
  'calendar.incompatible.year_gap': {
    severity: 'warning',
    vi: 'Lịch thiếu các năm từ {from} đến {to} ở giữa; hạn đi qua các năm này sẽ không tính được. Hãy bổ sung.',
    en: 'The calendar lacks the years {from} to {to} in between; deadlines across them cannot be counted. Add them.',
  },
  'calendar.incompatible.other_year': {
    severity: 'error',
    vi: 'Ngày {date} nằm trong mục của năm {year}. Hãy chuyển ngày này về đúng năm.',
    en: 'The day {date} stands under the year {year}. Move it to its own year.',
  },
  'calendar.unique.day': {
    severity: 'error',
    vi: 'Ngày {date} được ghi hai lần trong lịch. Hãy bỏ bớt một lần.',
    en: 'The day {date} is listed twice in the calendar. Remove one of them.',
  },
  'calendar.incompatible.off_already': {
    severity: 'warning',
    vi: 'Ngày nghỉ {date} ({name}) rơi vào ngày vốn không làm việc trong tuần, nên không có tác dụng. Hãy bỏ hoặc sửa ngày.',
    en: 'The day off {date} ({name}) is a weekday that is not worked anyway, so it changes nothing. Remove or correct it.',
  },
  'calendar.incompatible.worked_already': {
    severity: 'warning',
    vi: 'Ngày làm bù {date} ({name}) rơi vào ngày vốn đã làm việc trong tuần, nên không có tác dụng. Hãy bỏ hoặc sửa ngày.',
    en: 'The day worked instead {date} ({name}) is a weekday that is worked anyway, so it changes nothing. Remove or correct it.',
  },
} as const satisfies Record<string, CatalogueEntry>;
