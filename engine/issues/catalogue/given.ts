import type { CatalogueEntry } from './entry.ts';

/**
 * Codes about answers that were given, `answers.*`. Apart from the codes about definitions, because these
 * sentences also travel to the browser. `{label}` is the field's Vietnamese label, `{labelEn}` its English
 * one, or the Vietnamese where there is none.
 */
export const given = {
  'answers.required.missing': {
    severity: 'error',
    vi: 'Hãy trả lời “{label}”.',
    en: 'Answer “{labelEn}”.',
  },
  'answers.required.choice': {
    severity: 'error',
    vi: 'Hãy chọn một mục ở “{label}”.',
    en: 'Choose an option for “{labelEn}”.',
  },
  'answers.required.file': {
    severity: 'error',
    vi: 'Hãy đính kèm tệp ở “{label}”.',
    en: 'Attach a file for “{labelEn}”.',
  },
  'answers.required.declaration': {
    severity: 'error',
    vi: 'Hãy đọc và đánh dấu xác nhận “{label}”.',
    en: 'Read and tick “{labelEn}”.',
  },
  'answers.required.computed': {
    severity: 'error',
    vi: 'Chưa tính được “{label}”. Hãy trả lời các câu mà số này dựa vào.',
    en: '“{labelEn}” cannot be worked out yet. Answer the questions it depends on.',
  },
  'answers.required.other': {
    severity: 'error',
    vi: 'Bạn chọn “Khác” ở “{label}”. Hãy ghi rõ là gì.',
    en: 'You chose “Other” for “{labelEn}”. Say what it is.',
  },
  'answers.type.text': {
    severity: 'error',
    vi: '“{label}” phải là một đoạn chữ. Hãy nhập lại.',
    en: '“{labelEn}” must be a text. Enter it again.',
  },
  'answers.type.control_character': {
    severity: 'error',
    vi: '“{label}” có ký tự không in được. Hãy xóa đi rồi gõ lại thay vì dán vào.',
    en: '“{labelEn}” has characters that cannot be printed. Delete them and type instead of pasting.',
  },
  'answers.type.line_break': {
    severity: 'error',
    vi: '“{label}” chỉ được viết trên một dòng. Hãy bỏ chỗ xuống dòng.',
    en: '“{labelEn}” must be on one line. Remove the line breaks.',
  },
  'answers.type.integer': {
    severity: 'error',
    vi: '“{label}” phải là số nguyên, ví dụ 12 hoặc 1.234. Bạn đã nhập “{typed}”.',
    en: '“{labelEn}” must be a whole number, such as 12. You entered “{typed}”.',
  },
  'answers.type.decimal': {
    severity: 'error',
    vi: '“{label}” phải là số, ví dụ 12 hoặc 1.234,5. Bạn đã nhập “{typed}”.',
    en: '“{labelEn}” must be a number, such as 12 or 1.234,5. You entered “{typed}”.',
  },
  'answers.type.date': {
    severity: 'error',
    vi: '“{label}” phải là một ngày, ví dụ 05/09/2024. Bạn đã nhập “{typed}”.',
    en: '“{labelEn}” must be a date, day first, such as 05/09/2024. You entered “{typed}”.',
  },
  'answers.type.date_part': {
    severity: 'error',
    vi: '“{label}” còn thiếu ngày, tháng hoặc năm. Hãy nhập đủ cả ba.',
    en: '“{labelEn}” lacks its day, month or year. Enter all three.',
  },
  'answers.type.no_such_day': {
    severity: 'error',
    vi: '“{label}”: không có ngày {typed} trong lịch. Hãy xem lại ngày và tháng.',
    en: '“{labelEn}”: there is no day {typed}. Check the day and the month.',
  },
  'answers.type.short_year': {
    severity: 'error',
    vi: '“{label}”: hãy ghi năm đủ bốn chữ số, ví dụ 2024. Bạn đã nhập “{typed}”.',
    en: '“{labelEn}”: write the year with four digits, such as 2024. You entered “{typed}”.',
  },
  'answers.type.month': {
    severity: 'error',
    vi: '“{label}” phải là một tháng, ví dụ 09/2024. Bạn đã nhập “{typed}”.',
    en: '“{labelEn}” must be a month, such as 09/2024. You entered “{typed}”.',
  },
  'answers.type.yes_no': {
    severity: 'error',
    vi: 'Hãy chọn Có hoặc Không ở “{label}”.',
    en: 'Choose Yes or No for “{labelEn}”.',
  },
  'answers.type.declaration': {
    severity: 'error',
    vi: '“{label}” chỉ có thể được đánh dấu hoặc để trống.',
    en: '“{labelEn}” can only be ticked or left open.',
  },
  'answers.type.unit': {
    severity: 'error',
    vi: '“{label}”: hãy chọn một đơn vị trong danh sách.',
    en: '“{labelEn}”: choose a unit from the list.',
  },
  'answers.type.file': {
    severity: 'error',
    vi: '“{label}”: tệp chưa tải lên xong hoặc không còn nữa. Hãy chọn lại tệp.',
    en: '“{labelEn}”: the file was not uploaded or is gone. Choose the file again.',
  },
  'answers.ref.unknown_field': {
    severity: 'error',
    vi: 'Biểu mẫu không có câu nào mang mã “{field}”. Gần giống: {nearest}. Hãy tải lại trang rồi gửi lại.',
    en: 'The form has no field “{field}”. Nearest: {nearest}. Reload the page and send again.',
  },
  'answers.ref.unknown_choice': {
    severity: 'error',
    vi: '“{label}” không có lựa chọn “{typed}”. Hãy chọn một mục trong danh sách.',
    en: '“{labelEn}” has no option “{typed}”. Choose one from the list.',
  },
  'answers.ref.unit_not_allowed': {
    severity: 'error',
    vi: '“{label}”: không được chọn đơn vị này ở đây. Hãy chọn một đơn vị trong danh sách.',
    en: '“{labelEn}”: this unit cannot be chosen here. Choose one from the list.',
  },
  'answers.limit.min': {
    severity: 'error',
    vi: '“{label}” phải từ {min} trở lên. Bạn đã nhập {value}.',
    en: '“{labelEn}” must be {min} or more. You entered {value}.',
  },
  'answers.limit.max': {
    severity: 'error',
    vi: '“{label}” không được quá {max}. Bạn đã nhập {value}.',
    en: '“{labelEn}” must be {max} or less. You entered {value}.',
  },
  'answers.limit.places': {
    severity: 'error',
    vi: '“{label}” chỉ lấy đến {places} chữ số sau dấu phẩy. Hãy làm tròn {value}.',
    en: '“{labelEn}” takes at most {places} decimal places. Round {value}.',
  },
  'answers.limit.digits': {
    severity: 'error',
    vi: '“{label}” có quá nhiều chữ số (nhiều nhất 34). Hãy kiểm tra lại.',
    en: '“{labelEn}” has too many digits (at most 34). Check it.',
  },
  'answers.limit.min_length': {
    severity: 'error',
    vi: '“{label}” cần ít nhất {min} ký tự, mới có {length}. Hãy viết thêm.',
    en: '“{labelEn}” needs at least {min} characters and has {length}. Write more.',
  },
  'answers.limit.max_length': {
    severity: 'error',
    vi: '“{label}” chỉ được {max} ký tự, đang có {length}. Hãy viết ngắn lại.',
    en: '“{labelEn}” may have {max} characters and has {length}. Shorten it.',
  },
  'answers.limit.earliest': {
    severity: 'error',
    vi: '“{label}” phải từ ngày {min} trở đi. Bạn đã nhập {value}.',
    en: '“{labelEn}” must be {min} or later. You entered {value}.',
  },
  'answers.limit.latest': {
    severity: 'error',
    vi: '“{label}” không được sau ngày {max}. Bạn đã nhập {value}.',
    en: '“{labelEn}” must be {max} or earlier. You entered {value}.',
  },
  'answers.limit.min_chosen': {
    severity: 'error',
    vi: 'Hãy chọn ít nhất {min} mục ở “{label}”, mới chọn {chosen}.',
    en: 'Choose at least {min} options for “{labelEn}”; {chosen} chosen.',
  },
  'answers.limit.max_chosen': {
    severity: 'error',
    vi: 'Chỉ được chọn nhiều nhất {max} mục ở “{label}”, đang chọn {chosen}.',
    en: 'Choose at most {max} options for “{labelEn}”; {chosen} chosen.',
  },
  'answers.limit.max_files': {
    severity: 'error',
    vi: '“{label}” nhận nhiều nhất {max} tệp, đang có {count}. Hãy bỏ bớt.',
    en: '“{labelEn}” takes at most {max} files and has {count}. Remove some.',
  },
  'answers.limit.file_size': {
    severity: 'error',
    vi: 'Tệp “{name}” ở “{label}” nặng {size} MB, chỉ nhận đến {max} MB. Hãy nén hoặc chụp lại cho nhẹ hơn.',
    en: 'The file “{name}” for “{labelEn}” has {size} MB; at most {max} MB are taken. Make it smaller.',
  },
  'answers.limit.empty_file': {
    severity: 'error',
    vi: 'Tệp “{name}” ở “{label}” không có nội dung. Hãy chọn tệp khác.',
    en: 'The file “{name}” for “{labelEn}” is empty. Choose another.',
  },
  'answers.limit.file_kind': {
    severity: 'error',
    vi: 'Không nhận loại tệp của “{name}” ở “{label}”. Chỉ nhận: {accept}.',
    en: 'The kind of file of “{name}” is not taken for “{labelEn}”. Taken: {accept}.',
  },
  'answers.pattern.mismatch': {
    severity: 'error',
    vi: '“{label}” chưa đúng dạng quy định. Hãy xem hướng dẫn của câu này rồi nhập lại.',
    en: '“{labelEn}” is not in the expected form. Read its help and enter it again.',
  },
  'answers.pattern.message': {
    severity: 'error',
    vi: '{message}',
    en: '{messageEn}',
  },
  'answers.personal.identity_number': {
    severity: 'error',
    vi: '“{label}” không được ghi số căn cước hoặc số chứng minh nhân dân. Hãy xóa dãy số ấy đi.',
    en: '“{labelEn}” must not hold an identity card number. Delete that number.',
  },
  'answers.personal.phone': {
    severity: 'error',
    vi: '“{label}” không được ghi số điện thoại. Hãy xóa số ấy đi.',
    en: '“{labelEn}” must not hold a phone number. Delete it.',
  },
  'answers.personal.person_name': {
    severity: 'error',
    vi: '“{label}” không được ghi họ tên người. Hãy viết “một người dân”, “một hộ” thay cho tên.',
    en: '“{labelEn}” must not name a person. Write “a resident” or “a household” instead.',
  },
  'answers.personal.birth_year': {
    severity: 'error',
    vi: '“{label}” không được ghi năm sinh hoặc ngày sinh. Hãy xóa đi.',
    en: '“{labelEn}” must not hold a year or day of birth. Delete it.',
  },
  'answers.check.failed': {
    severity: 'error',
    vi: '{message}',
    en: '{messageEn}',
  },
  'answers.check.doubtful': {
    severity: 'warning',
    vi: '{message}',
    en: '{messageEn}',
  },
} as const satisfies Record<string, CatalogueEntry>;

/** A code about an answer. */
export type GivenCode = keyof typeof given;
