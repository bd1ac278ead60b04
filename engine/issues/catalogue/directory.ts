import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `directory`: what is refused of an edit or an import of units, people, subjects and calendars. */
export const directory = {
  'directory.access.administrator': {
    severity: 'error',
    vi: 'Chỉ quản trị viên được sửa tổ chức. Hãy nhờ quản trị viên làm việc này.',
    en: 'Only an administrator may change the organisation. Please ask one.',
  },
  'directory.record.meanwhile': {
    severity: 'error',
    vi: '“{name}” vừa được người khác sửa nên chưa ghi thay đổi nào. Hãy xem lại nội dung mới rồi làm lại.',
    en: 'Somebody has just changed “{name}”, so nothing was written. Please look at it as it is now and try again.',
  },
  'directory.day.missing': {
    severity: 'error',
    vi: 'Hãy chọn ngày có hiệu lực, viết theo dạng ngày/tháng/năm.',
    en: 'Please give the day from which it holds, written day/month/year.',
  },
  'directory.day.wrong': {
    severity: 'error',
    vi: '“{day}” không phải một ngày. Hãy viết theo dạng ngày/tháng/năm, ví dụ 01/07/2025.',
    en: '“{day}” is not a day. Write it day/month/year, such as 01/07/2025.',
  },
  'directory.uid.form': {
    severity: 'error',
    vi: 'Mã “{uid}” chỉ gồm chữ thường không dấu, số và dấu gạch nối, bắt đầu bằng chữ hoặc số. Hãy sửa lại.',
    en: 'The id “{uid}” may hold lower-case letters, digits and hyphens and begins with a letter or digit. Correct it.',
  },
  'directory.text.long': {
    severity: 'error',
    vi: 'Ô “{column}” dài hơn {max} ký tự. Hãy rút ngắn.',
    en: 'The cell “{column}” is longer than {max} characters. Please shorten it.',
  },
  'directory.name.missing': {
    severity: 'error',
    vi: 'Chưa có tên. Hãy nhập tên.',
    en: 'There is no name yet. Please give one.',
  },
  'directory.name.same': {
    severity: 'error',
    vi: 'Tên vẫn là “{name}”. Hãy nhập tên mới.',
    en: 'The name is “{name}” already. Please give another.',
  },
  'directory.name.order': {
    severity: 'error',
    vi: 'Ngày {from} không sau ngày {earliest}, là ngày bắt đầu của tên hiện nay. Hãy chọn ngày muộn hơn.',
    en: '{from} is not after {earliest}, from which the present name holds. Please choose a later day.',
  },
  'directory.unit.unknown': {
    severity: 'error',
    vi: 'Không có đơn vị “{unit}”. Hãy chọn trong danh sách gợi ý.',
    en: 'There is no unit “{unit}”. Please choose one of those suggested.',
  },
  'directory.unit.taken': {
    severity: 'error',
    vi: 'Mã “{uid}” đã có đơn vị dùng. Hãy đặt mã khác.',
    en: 'The id “{uid}” is taken by a unit. Please choose another.',
  },
  'directory.unit.in_use': {
    severity: 'error',
    vi: 'Không bỏ được “{unit}” vì đã có {count} hồ sơ hoặc vai trò gắn với đơn vị này. Hãy ghi ngày kết thúc cho đơn vị thay vì bỏ.',
    en: '“{unit}” cannot be removed: {count} cases or roles belong to it. Give its last day instead.',
  },
  'directory.unit.ends_soon': {
    severity: 'error',
    vi: '“{unit}” kết thúc theo “{title}”, đã áp dụng và đang chờ đến ngày. Hãy hoàn tác lần đó ở trang sắp xếp đơn vị rồi ghi lại.',
    en: '“{unit}” ends by “{title}”, which is applied and waits for its day. Undo that one on the page of reorganisations, then say it anew.',
  },
  'directory.level.unknown': {
    severity: 'error',
    vi: 'Không có cấp “{level}”. Các cấp: {known}.',
    en: 'There is no level “{level}”. The levels are: {known}.',
  },
  'directory.line.taken': {
    severity: 'error',
    vi: 'Mã hệ “{line}” đã có. Hãy đặt mã khác.',
    en: 'The line “{line}” is there already. Please choose another id.',
  },
  'directory.line.unknown': {
    severity: 'error',
    vi: 'Không có hệ “{line}”. Hãy chọn trong danh sách.',
    en: 'There is no line “{line}”. Please choose one of the list.',
  },
  'directory.parent.same': {
    severity: 'error',
    vi: 'Từ ngày ấy đơn vị đã thuộc đúng cấp trên này. Hãy chọn đơn vị khác hoặc ngày khác.',
    en: 'From that day the unit already has this parent. Please choose another unit or day.',
  },
  'directory.organisation.unknown': {
    severity: 'error',
    vi: 'Không có tổ chức “{organisation}”. Các tổ chức: {known}.',
    en: 'There is no organisation “{organisation}”. Known ones: {known}.',
  },
  'directory.account.unknown': {
    severity: 'error',
    vi: 'Không có tài khoản với tên đăng nhập “{login}”. Gần giống: {nearest}.',
    en: 'There is no account with the login “{login}”. Nearest: {nearest}.',
  },
  'directory.substitute.self': {
    severity: 'error',
    vi: 'Một người không tự thay mình được. Hãy chọn người khác.',
    en: 'Nobody stands in for themselves. Please choose somebody else.',
  },
  'directory.membership.twice': {
    severity: 'error',
    vi: 'Người này đã giữ vai trò ấy ở đơn vị ấy trong thời gian này, từ {from}. Hãy kết thúc vai trò cũ trước hoặc sửa ngày.',
    en: 'This person already holds that role at that unit at that time, from {from}. End it first or change the days.',
  },
  'directory.subject.kind': {
    severity: 'error',
    vi: 'Không có loại đối tượng “{kind}”. Các loại: {known}.',
    en: 'There is no kind of subject “{kind}”. The kinds are: {known}.',
  },
  'directory.subject.unknown': {
    severity: 'error',
    vi: 'Không có đối tượng “{subject}”. Hãy tìm lại trong danh sách.',
    en: 'There is no subject “{subject}”. Please look for it in the list again.',
  },
  'directory.subject.merged': {
    severity: 'error',
    vi: 'Đối tượng này đã được gộp hoặc xóa dữ liệu nên không sửa được nữa.',
    en: 'This subject was merged or erased and cannot be changed any more.',
  },
  'directory.subject.itself': {
    severity: 'error',
    vi: 'Hãy chọn hai đối tượng khác nhau, cùng loại, để gộp.',
    en: 'Please choose two different subjects of one kind to merge.',
  },
  'directory.subject.both_begun': {
    severity: 'error',
    vi: 'Chưa gộp được: cả hai đều có hồ sơ của cùng một kỳ ({first} và {second}) và chưa xong cả hai. Hãy xử lý xong một hồ sơ rồi gộp.',
    en: 'They cannot be merged yet: both have a case of one period ({first} and {second}), and not both are finished. Finish one of them first.',
  },
  'directory.subject.in_use': {
    severity: 'error',
    vi: 'Đã có hồ sơ về đối tượng này nên không bỏ được nữa. Tên sai thì nhờ quản trị viên sửa hoặc gộp.',
    en: 'A case is about this subject, so it cannot be taken out any more. Ask the administrator to correct or merge it.',
  },
  'directory.subject.confirmed': {
    severity: 'error',
    vi: 'Đối tượng này đã được kiểm rồi.',
    en: 'This subject was confirmed already.',
  },
  'directory.name.long': {
    severity: 'error',
    vi: 'Tên dài quá {most} ký tự. Hãy chỉ ghi tên.',
    en: 'The name has more than {most} characters. Write the name alone.',
  },
  'directory.calendar.unknown': {
    severity: 'error',
    vi: 'Không có lịch “{calendar}”. Hãy chọn trong danh sách.',
    en: 'There is no calendar “{calendar}”. Please choose one of the list.',
  },
  'directory.calendar.day_absent': {
    severity: 'error',
    vi: 'Lịch không ghi gì về ngày {day}.',
    en: 'The calendar says nothing of {day}.',
  },
  'directory.calendar.hours': {
    severity: 'error',
    vi: 'Giờ làm việc viết như 07:00-11:30, mỗi khoảng một dòng. Hãy sửa dòng “{text}”.',
    en: 'Write working hours as 07:00-11:30, one stretch a line. Correct the line “{text}”.',
  },
  'directory.change.unknown': {
    severity: 'error',
    vi: 'Không có thay đổi này, hoặc bản xem trước đã quá một ngày. Hãy nhập lại.',
    en: 'There is no such change, or the preview is more than a day old. Please import again.',
  },
  'directory.change.nothing': {
    severity: 'error',
    vi: 'Không có thay đổi nào để ghi.',
    en: 'There is nothing to change.',
  },
  'directory.change.not_proposed': {
    severity: 'error',
    vi: 'Bản xem trước này đã được áp dụng rồi.',
    en: 'This preview has been applied already.',
  },
  'directory.undo.not_applied': {
    severity: 'error',
    vi: 'Thay đổi này đã được hoàn tác hoặc chưa áp dụng.',
    en: 'This change was undone already or never applied.',
  },
  'directory.undo.reorganisation': {
    severity: 'error',
    vi: 'Lần sắp xếp này được hoàn tác ở trang của nó, cùng với các hồ sơ đã chuyển.',
    en: 'A reorganisation is undone on its own page, together with the cases it moved.',
  },
  'directory.undo.overtaken': {
    severity: 'error',
    vi: 'Không hoàn tác được vì “{name}” đã được sửa tiếp sau đó. Hãy hoàn tác lần sửa sau trước, hoặc sửa trực tiếp.',
    en: 'This cannot be undone: “{name}” was changed again afterwards. Undo the later change first, or edit it.',
  },
  'directory.undo.account_used': {
    severity: 'error',
    vi: 'Không hoàn tác được vì tài khoản “{login}” đã được kích hoạt. Hãy khóa tài khoản thay vì bỏ.',
    en: 'This cannot be undone: the account “{login}” has been activated. Disable it instead.',
  },
  'directory.undo.erased': {
    severity: 'error',
    vi: 'Không hoàn tác được vì dữ liệu cá nhân của một đối tượng trong đó đã được xóa.',
    en: 'This cannot be undone: the personal data of a subject in it was erased.',
  },
  'directory.library.edited': {
    severity: 'warning',
    vi: 'Tệp {file} đã đổi, nhưng nội dung trong kho cũng đã được sửa trên trang từ lần nạp trước nên tệp không được nạp. Hãy sửa trên trang, hoặc nhập CSV.',
    en: 'The file {file} has changed, but so has what is in the store, on pages, since it was last loaded; so the file was not loaded. Please change it on pages, or import a CSV.',
  },
  'directory.csv.not_text': {
    severity: 'error',
    vi: 'Tệp không phải văn bản UTF-8 (có thể là tệp Excel hoặc bảng mã khác). Trong Excel, hãy lưu dạng “CSV UTF-8” rồi chọn lại.',
    en: 'The file is not UTF-8 text (perhaps a spreadsheet or another encoding). In Excel save it as “CSV UTF-8” and choose it again.',
  },
  'directory.csv.empty': {
    severity: 'error',
    vi: 'Chưa có nội dung để nhập. Hãy chọn tệp CSV hoặc dán các dòng vào ô bên dưới.',
    en: 'There is nothing to import. Choose a CSV file or paste its lines below.',
  },
  'directory.csv.quotes': {
    severity: 'error',
    vi: 'Không đọc được tệp từ dòng {line}: dấu ngoặc kép không đóng. Hãy sửa dòng ấy.',
    en: 'The file cannot be read from line {line} on: a quotation mark is not closed. Correct that line.',
  },
  'directory.csv.column_missing': {
    severity: 'error',
    vi: 'Thiếu cột: {columns}. Dòng đầu cần có tên cột như trong tệp mẫu.',
    en: 'These columns are missing: {columns}. The first line must hold the column names of the template.',
  },
  'directory.csv.column_unknown': {
    severity: 'error',
    vi: 'Không có cột “{column}”. Gần giống: {nearest}. Hãy sửa tên cột hoặc bỏ cột ấy.',
    en: 'There is no column “{column}”. Nearest: {nearest}. Correct its name or remove it.',
  },
  'directory.csv.column_twice': {
    severity: 'error',
    vi: 'Cột “{column}” có hai lần. Hãy bỏ một cột.',
    en: 'The column “{column}” is there twice. Remove one.',
  },
  'directory.csv.cells': {
    severity: 'error',
    vi: 'Dòng có {count} ô nhưng tên cột có {columns}. Hãy kiểm tra dấu phân cách và dấu ngoặc kép.',
    en: 'The line has {count} cells for {columns} columns. Check the separators and quotation marks.',
  },
  'directory.csv.line_twice': {
    severity: 'error',
    vi: 'Trùng với dòng {first}. Hãy bỏ một dòng.',
    en: 'The same as line {first}. Remove one of them.',
  },
} as const satisfies Record<string, CatalogueEntry>;
