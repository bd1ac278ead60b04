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
  'editing.campaign.unnamed': {
    severity: 'error',
    vi: 'Tệp campaign.json không có mã phong trào nên chưa tạo được bản nháp. Hãy ghi mã vào mục “id”.',
    en: 'campaign.json has no id of a campaign, so no draft can be made. Please write one under “id”.',
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
  'editing.draft.changed_so': {
    severity: 'error',
    vi: '{by} vừa sửa bản nháp này lúc {at}. Thay đổi: {what}. Nội dung anh/chị vừa nhập còn nguyên bên dưới; hãy xem lại rồi lưu lần nữa.',
    en: '{by} changed this draft at {at}: {whatEnglish}. What you typed is still below; please look at it and save once more.',
  },
  'editing.draft.submitted': {
    severity: 'error',
    vi: 'Bản nháp đã được {by} trình duyệt nên tạm khóa. Hãy chờ người duyệt công bố hoặc trả lại, hoặc rút lại để sửa tiếp.',
    en: '{by} has handed the draft in for approval, so it is locked. Please wait until it is published or sent back, or take it back to go on editing.',
  },
  'editing.publish.meanwhile': {
    severity: 'error',
    vi: '{by} vừa công bố bản {number} lúc {at} (ghi chú: {note}). Bản của anh/chị chưa được công bố; hãy xem lại khác biệt với bản {number} rồi công bố lần nữa.',
    en: '{by} published version {number} at {at} (note: {note}). Yours is not published yet; please look at the differences from version {number} and publish once more.',
  },
  'editing.publish.likely_renamed': {
    severity: 'warning',
    vi: 'Nội dung “{entry}” không còn, mà “{other}” là mới và giống nó. Nếu chỉ đổi mã thì hãy ghi “{id}” vào mã trước đây; nếu không, kỳ đã nộp sẽ bị đòi nộp lần nữa.',
    en: 'The entry “{entryEn}” is gone, and “{otherEn}” is new and like it. If only its id has changed, name “{id}” among its earlier ids; otherwise what was sent already is owed once more.',
  },
  'editing.publish.names_lost': {
    severity: 'error',
    vi: 'Nội dung “{entry}” từng mang mã {names}, mà bản này không ghi ở mã trước đây: hồ sơ cũ sẽ không tìm thấy và kỳ cũ bị đòi nộp lần nữa. Hãy thêm các mã ấy vào mã trước đây rồi công bố; muốn quay về bản cũ thì lấy nó làm bản thảo, thêm mã và công bố.',
    en: 'The entry “{entryEn}” has had the ids {names}, which this version does not name among its earlier ids: its cases would not be found, and their periods be owed once more. Add them to the earlier ids and publish; to go back to an earlier version, take it as a draft, add them, and publish that.',
  },
  'editing.publish.busy': {
    severity: 'error',
    vi: 'Nhiều người đang công bố cùng lúc. Hãy thử lại sau vài giây.',
    en: 'Several people are publishing at once. Please try again in a few seconds.',
  },
  'editing.publish.note': {
    severity: 'error',
    vi: 'Hãy ghi lý do thay đổi trước khi công bố.',
    en: 'Please say why it changes before publishing.',
  },
  'editing.publish.warnings': {
    severity: 'error',
    vi: 'Còn {count} cảnh báo. Hãy xem rồi đánh dấu đã xem trước khi công bố.',
    en: 'There are {count} warnings. Please look at them and tick that you have before publishing.',
  },
  'editing.publish.errors': {
    severity: 'error',
    vi: 'Còn {count} lỗi nên chưa công bố được. Hãy sửa các lỗi được liệt kê.',
    en: 'There are {count} errors, so it cannot be published. Please mend those that are listed.',
  },
  'editing.publish.same': {
    severity: 'error',
    vi: 'Bản nháp giống hệt bản {number} đang dùng nên không có gì để công bố.',
    en: 'The draft is the same as version {number}, which is in use, so there is nothing to publish.',
  },
  'editing.publish.second_person': {
    severity: 'error',
    vi: 'Phong trào này cần người thứ hai duyệt: người trình không tự công bố được. Hãy nhờ {who}.',
    en: 'This campaign needs a second person: whoever hands it in does not publish it. Please ask {who}.',
  },
  'editing.publish.one_administrator': {
    severity: 'error',
    vi: 'Phong trào này cần người thứ hai duyệt, mà chưa có quản trị viên nào khác. Hãy thêm một tài khoản quản trị ở “Quản trị”, “Tài khoản”, rồi trình lại; bản nháp vẫn còn nguyên.',
    en: 'This campaign needs a second person, and there is no other administrator yet. Add an administrator’s account under “Administration”, “Accounts”, and hand it in again; the draft is kept as it is.',
  },
  'editing.publish.nobody_in_role': {
    severity: 'error',
    vi: 'Phong trào này cần {role} duyệt, mà chưa có ai khác giữ vai trò ấy. Hãy giao vai trò cho một người ở “Quản trị”, “Tài khoản”, rồi trình lại; bản nháp vẫn còn nguyên.',
    en: 'This campaign needs the agreement of {roleEn}, and nobody else holds that role yet. Give it to somebody under “Administration”, “Accounts”, and hand it in again; the draft is kept as it is.',
  },
  'editing.publish.not_submitted': {
    severity: 'error',
    vi: 'Bản nháp chưa được trình hoặc vừa được rút lại. Hãy mở lại trang.',
    en: 'The draft is not handed in, or was just taken back. Please open the page again.',
  },
  'editing.return.reason': {
    severity: 'error',
    vi: 'Hãy ghi rõ cần sửa gì trước khi trả lại.',
    en: 'Please say what needs to change before sending it back.',
  },
  'editing.draft.exists': {
    severity: 'error',
    vi: 'Phong trào đang có bản nháp do {by} sửa lần cuối. Hãy công bố hoặc bỏ bản nháp đó trước.',
    en: 'There is a draft of the campaign, last changed by {by}. Please publish it or throw it away first.',
  },
  'editing.version.unknown': {
    severity: 'error',
    vi: 'Phong trào không có bản {number}.',
    en: 'The campaign has no version {number}.',
  },
  'editing.copy.unreadable': {
    severity: 'error',
    vi: 'Chưa sao chép được: tệp campaign.json không đọc được hoặc thiếu ngày bắt đầu.',
    en: 'It cannot be copied: campaign.json cannot be read or has no first day.',
  },
  'editing.copy.id': {
    severity: 'error',
    vi: 'Mã “{id}” chưa đúng. Mã gồm chữ thường không dấu, số và gạch nối, ví dụ {example}.',
    en: 'The id “{id}” is not right. It has lower-case letters, digits and hyphens, such as {example}.',
  },
  'editing.copy.taken': {
    severity: 'error',
    vi: 'Đã có phong trào hoặc bản nháp mã “{id}”. Hãy chọn mã khác.',
    en: 'There is a campaign or a draft “{id}” already. Please choose another id.',
  },
  'editing.copy.title': {
    severity: 'error',
    vi: 'Hãy nhập tên phong trào mới.',
    en: 'Please enter the new campaign’s title.',
  },
  'editing.copy.opens': {
    severity: 'error',
    vi: 'Hãy nhập ngày bắt đầu mới đúng ngày, ví dụ 01/01/2026.',
    en: 'Please enter the new first day as a real day, such as 01/01/2026.',
  },
  'editing.revert.nothing': {
    severity: 'error',
    vi: 'Bản nháp này chưa có bản công bố nào để trở về.',
    en: 'There is no published version this draft could go back to.',
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
  'editing.typed.integer': {
    severity: 'error',
    vi: '“{typed}” không phải số nguyên. Hãy gõ chữ số, ví dụ 5.',
    en: '“{typed}” is not a whole number. Please type digits, such as 5.',
  },
  'editing.typed.number': {
    severity: 'error',
    vi: '“{typed}” không phải số. Hãy gõ như 12 hoặc 1.234,5.',
    en: '“{typed}” is not a number. Please type it like 12 or 1234.5.',
  },
  'editing.typed.day': {
    severity: 'error',
    vi: '“{typed}” không phải ngày. Hãy gõ ngày/tháng/năm, ví dụ 05/09/2025.',
    en: '“{typed}” is not a day. Please type day/month/year, such as 05/09/2025.',
  },
  'editing.typed.time': {
    severity: 'error',
    vi: '“{typed}” không phải giờ. Hãy gõ như 17:00.',
    en: '“{typed}” is not a time of day. Please type it like 17:00.',
  },
  'editing.typed.json': {
    severity: 'error',
    vi: '“{typed}” không đúng cú pháp JSON. Hãy sửa cho đúng hoặc để trống.',
    en: '“{typed}” is not valid JSON. Please mend it or leave it empty.',
  },
  'editing.typed.title': {
    severity: 'error',
    vi: 'Chưa đặt tên. Hãy gõ tên để mọi người nhận ra mục này.',
    en: 'It has no name yet. Please type one by which people know it.',
  },
  'editing.typed.changed_elsewhere': {
    severity: 'error',
    vi: '{by} đã đổi “{part}” lúc {at}, trong khi anh/chị đang sửa. Hãy chọn giữ của anh/chị hay lấy của {by}, rồi lưu.',
    en: '{by} changed “{part}” at {at}, while you were editing. Please choose whether to keep yours or take {by}’s, then save.',
  },
  'editing.typed.undecided': {
    severity: 'error',
    vi: 'Chưa chọn giữ bản nào. Hãy chọn một trong hai rồi lưu.',
    en: 'It is not decided which one is kept. Please choose one of the two, then save.',
  },
  'editing.typed.no_place': {
    severity: 'error',
    vi: 'Mục này vừa được đổi sang loại không có “{part}” nữa, nên chưa giữ được những gì anh/chị gõ: {typed}. Hãy ghi vào chỗ khác nếu cần, rồi lưu.',
    en: 'This was just made one of a kind that has no “{part}”, so what you typed there is not kept: {typed}. Please put it elsewhere if it is needed, then save.',
  },
  'editing.rule.value': {
    severity: 'error',
    vi: 'Điều kiện về “{question}” chưa có giá trị để so sánh. Hãy chọn hoặc gõ giá trị.',
    en: 'The condition about “{question}” has nothing to compare with. Please pick or type a value.',
  },
  'editing.rule.not_picked': {
    severity: 'error',
    vi: 'Quy tắc này nói điều mà các ô chọn không diễn tả được. Hãy sửa ngay trong nguyên văn.',
    en: 'This rule says something that cannot be picked from lists. Please edit its text.',
  },
} as const satisfies Record<string, CatalogueEntry>;
