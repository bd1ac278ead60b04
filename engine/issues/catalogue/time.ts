import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `time`: days and deadlines of a campaign that cannot be, or that surprise. */
export const time = {
  'time.zone.unknown': {
    severity: 'error',
    vi: 'Múi giờ “{zone}” không tồn tại. Hãy dùng tên chuẩn IANA, ví dụ Asia/Ho_Chi_Minh.',
    en: 'There is no time zone “{zone}”. Use an IANA name such as Asia/Ho_Chi_Minh.',
  },
  'time.zone.differs': {
    severity: 'warning',
    vi: 'Múi giờ của phong trào là “{zone}” nhưng lịch “{calendar}” tính theo “{other}”. Hãy kiểm tra lại.',
    en: 'The campaign’s time zone is “{zone}” but the calendar “{calendar}” counts in “{other}”. Check them.',
  },
  'time.span.reversed': {
    severity: 'error',
    vi: 'Ngày cuối {to} đứng trước ngày đầu {from}. Hãy sửa lại một trong hai ngày.',
    en: 'The last day {to} comes before the first day {from}. Correct one of them.',
  },
  'time.phase.outside': {
    severity: 'error',
    vi: 'Đợt “{phase}” ({from} đến {to}) nằm ngoài thời gian của phong trào ({opens} đến {closes}). Hãy sửa ngày.',
    en: 'The phase “{phase}” ({from} to {to}) lies outside the campaign ({opens} to {closes}). Correct the days.',
  },
  'time.phase.overlap': {
    severity: 'error',
    vi: 'Đợt “{phase}” bắt đầu ngày {from}, khi đợt “{other}” chưa kết thúc ({to}). Hãy sửa ngày để hai đợt không chồng nhau.',
    en: 'The phase “{phase}” begins on {from}, before the phase “{other}” has ended ({to}). Change the days so that they do not overlap.',
  },
  'time.phase.gap': {
    severity: 'note',
    vi: 'Từ {from} đến {to} không thuộc đợt nào; nếu không chủ ý, hãy sửa ngày của các đợt.',
    en: '{from} to {to} belong to no phase; if that is not meant, correct the phases’ days.',
  },
  'time.milestone.outside': {
    severity: 'warning',
    vi: 'Mốc “{milestone}” vào ngày {date}, ngoài thời gian của phong trào ({opens} đến {closes}). Hãy kiểm tra lại.',
    en: 'The milestone “{milestone}” falls on {date}, outside the campaign ({opens} to {closes}). Check it.',
  },
  'time.moment.incomplete': {
    severity: 'error',
    vi: 'Thời điểm chưa đủ: cần “date”, hoặc “offset”, “unit” và một trong “after”, “before”. Hãy thêm: {missing}.',
    en: 'The moment is not complete: it needs “date”, or “offset”, “unit” and one of “after” and “before”. Add: {missing}.',
  },
  'time.moment.no_anchor': {
    severity: 'error',
    vi: 'Mốc “{anchor}” không có ý nghĩa ở đây. Hãy dùng một trong các mốc: {known}.',
    en: 'The anchor “{anchor}” means nothing here. Use one of: {known}.',
  },
  'time.year.missing': {
    severity: 'error',
    vi: 'Lịch “{calendar}” chưa có năm {year} (đã có: {known}), trong khi phong trào kéo dài từ {opens} đến {closes}. Hãy bổ sung năm này vào lịch.',
    en: 'The calendar “{calendar}” does not hold the year {year} (known: {known}), while the campaign lasts from {opens} to {closes}. Add the year to the calendar.',
  },
  'time.day.off': {
    severity: 'warning',
    vi: 'Hạn {date} rơi vào ngày nghỉ ({name:day}). Hãy kiểm tra lại, hoặc tính hạn theo ngày làm việc.',
    en: 'The deadline {date} falls on a day off ({name:day}). Check it, or count it in working days.',
  },
  'time.entry.closes_before_opens': {
    severity: 'error',
    vi: 'Nội dung “{entry}”, kỳ {period}: hạn nộp {closes} không sau lúc mở {opens}. Hãy sửa “opens” hoặc “closes”.',
    en: 'The entry “{entry}”, period {period}: it closes at {closes}, not after it opens at {opens}. Correct “opens” or “closes”.',
  },
  'time.entry.no_period': {
    severity: 'error',
    vi: 'Nội dung “{entry}” không có kỳ nào trong thời gian của phong trào. Hãy kiểm tra “per”, các đợt và “openFrom”.',
    en: 'The entry “{entry}” has no period within the campaign. Check “per”, the phases and “openFrom”.',
  },
} as const satisfies Record<string, CatalogueEntry>;
