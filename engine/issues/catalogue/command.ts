import type { CatalogueEntry } from './entry.ts';

/**
 * Codes of the area `command`: why a command on a case is refused. Texts of a definition come in two parameters,
 * `{action}` and `{actionEn}`; times are said as people of the campaign say them.
 */
export const command = {
  'command.type.not_built': {
    severity: 'error',
    vi: 'Thao tác “{type}” chưa có trong bản này.',
    en: 'The command “{type}” is not built yet.',
  },
  'command.key.length': {
    severity: 'error',
    vi: 'Khóa của thao tác phải dài 1 đến {max} ký tự, không phải {length}.',
    en: 'The client key must have 1 to {max} characters, not {length}.',
  },
  'command.case.unknown': {
    severity: 'error',
    vi: 'Chưa có hồ sơ này. Hãy mở hồ sơ trước.',
    en: 'There is no such case. Open it first.',
  },
  'command.case.ended': {
    severity: 'error',
    vi: 'Hồ sơ đã kết thúc lúc {at}, không còn việc nào để làm.',
    en: 'The case ended at {at}; nothing is left to do.',
  },
  'command.task.done': {
    severity: 'error',
    vi: 'Việc này đã được {name} xử lý lúc {at}: {action}. Hãy mở lại hồ sơ để xem.',
    en: '{name} has done this already, at {at}: {actionEn}. Open the case again to see.',
  },
  'command.task.gone': {
    severity: 'error',
    vi: 'Việc này không còn mở. Hãy mở lại hồ sơ để xem hồ sơ đang ở bước nào.',
    en: 'This task is no longer open. Open the case again to see where it stands.',
  },
  'command.task.changed': {
    severity: 'error',
    vi: 'Hồ sơ đã thay đổi từ khi anh/chị mở trang. Hãy mở lại hồ sơ, xem phần mới rồi làm lại.',
    en: 'The case has changed since you opened the page. Open it again, look at what is new, and act again.',
  },
  'command.task.paused': {
    severity: 'error',
    vi: 'Việc này tạm dừng từ {at}: đang chờ ý kiến, bổ sung hoặc hồ sơ khác. Khi có đủ, việc trở lại với anh/chị và hạn được tính tiếp.',
    en: 'This task has stood still since {at}: opinions, corrections or another case are awaited. Once they are in, it comes back to you and its time runs on.',
  },
  'command.paper.missing': {
    severity: 'error',
    vi: 'Hãy nhập ngày ghi trên bản giấy.',
    en: 'Type the day that stands on the paper.',
  },
  'command.paper.future': {
    severity: 'error',
    vi: 'Ngày {date} chưa tới. Ngày của bản giấy không thể sau hôm nay.',
    en: '{date} has not come yet. The paper cannot be dated after today.',
  },
  'command.paper.own': {
    severity: 'error',
    vi: 'Chỉ hồ sơ nhập thay người khác mới ghi ngày bản giấy. Hãy bỏ ngày này.',
    en: 'Only what is entered on behalf of somebody else bears the day of a paper. Leave that day out.',
  },
  'command.document.missing': {
    severity: 'error',
    vi: 'Hãy nhập số văn bản, đúng như trên văn bản đã ban hành.',
    en: 'Type the number of the document, as it stands on the document issued.',
  },
  'command.document.no_date': {
    severity: 'error',
    vi: 'Hãy nhập ngày của văn bản.',
    en: 'Type the date of the document.',
  },
  'command.document.taken': {
    severity: 'error',
    vi: 'Số {number} năm {year} của cùng cơ quan đã ghi cho hồ sơ {case}. Hãy xem lại số trên văn bản.',
    en: 'Number {number} of {year} of the same body stands in the case {case} already. Look at the document’s number again.',
  },
  'command.document.future': {
    severity: 'error',
    vi: 'Ngày {date} chưa tới. Ngày của văn bản không thể sau hôm nay.',
    en: '{date} has not come yet. A document cannot be dated after today.',
  },
  'command.document.not_taken': {
    severity: 'error',
    vi: 'Ở đây không nhập số văn bản: số được cấp từ sổ, hoặc hành động này không ký văn bản.',
    en: 'No number is typed here: it comes from the register, or this action signs no document.',
  },
  'command.document.register_full': {
    severity: 'error',
    vi: 'Sổ “{register}” đã hết số của năm nay. Hãy báo quản trị viên.',
    en: 'The register “{register}” has no number left this year. Tell the administrator.',
  },
  'command.task.claimed': {
    severity: 'error',
    vi: 'Việc này đang do {name} giữ, từ {at}. Hãy trao đổi với người đó hoặc đợi việc được trả lại.',
    en: '{name} has held this task since {at}. Ask them, or wait until it is given back.',
  },
  'command.task.not_claimed': {
    severity: 'error',
    vi: 'Việc này chưa ai nhận nên không có gì để trả lại.',
    en: 'Nobody has claimed this task, so there is nothing to give back.',
  },
  'command.actor.not_asked': {
    severity: 'error',
    vi: 'Bước “{step}” không giao cho anh/chị. Việc này thuộc người giữ vai trò được nêu ở bước đó.',
    en: 'The step “{stepEn}” does not ask you. It is for whoever holds the role named there.',
  },
  'command.separation.same_person': {
    severity: 'error',
    vi: '{name} đã làm ở bước “{step}” nên không được làm ở bước này. Hãy để người khác xử lý.',
    en: '{name} has acted at the step “{stepEn}” and so may not act here. Let somebody else do it.',
  },
  'command.separation.own_unit': {
    severity: 'error',
    vi: '{name} thuộc {unit}, là đơn vị được xét, nên không được làm ở bước này. Hãy để người khác xử lý.',
    en: '{name} belongs to {unit}, which the case is about, and so may not act here. Let somebody else do it.',
  },
  'command.separation.typist_alone': {
    severity: 'error',
    vi: 'Người nhập thay không tự xác nhận, mà ở bước “{step}” không còn ai khác được giao. Hãy nhờ người khác nhập bản giấy này.',
    en: 'Whoever types it in does not confirm it, and nobody else is asked at the step “{stepEn}”. Let somebody else type this paper in.',
  },
  'command.separation.typist': {
    severity: 'error',
    vi: '{name} đã nhập hồ sơ này thay cho {for} nên không được tự xác nhận. Hãy để người khác xử lý.',
    en: '{name} typed this in for {for} and so may not confirm it. Let somebody else do it.',
  },
  'command.step.no_form': {
    severity: 'error',
    vi: 'Bước này không điền biểu mẫu. Hãy chọn một trong các nút của bước.',
    en: 'No form is filled at this step. Choose one of its buttons.',
  },
  'command.action.unknown': {
    severity: 'error',
    vi: 'Bước này không có hành động “{action}”. Các hành động: {known}. Gần giống: {nearest}.',
    en: 'This step has no action “{action}”. Its actions: {known}. Nearest: {nearest}.',
  },
  'command.action.by_form': {
    severity: 'error',
    vi: '“{action}” cần gửi kèm biểu mẫu. Hãy gửi từ trang điền.',
    en: '“{actionEn}” goes with the form. Send it from the page where it is filled.',
  },
  'command.action.not_now': {
    severity: 'error',
    vi: 'Hành động này chưa làm được vì điều kiện của nó chưa đạt.',
    en: 'This action cannot be taken now: its condition does not hold.',
  },
  'command.reason.missing': {
    severity: 'error',
    vi: 'Hãy ghi lý do khi chọn “{action}”.',
    en: 'Give a reason for “{actionEn}”.',
  },
  'command.reason.too_short': {
    severity: 'error',
    vi: 'Lý do của “{action}” cần ít nhất {min} ký tự; mới có {length}.',
    en: 'The reason for “{actionEn}” needs at least {min} characters; it has {length}.',
  },
  'command.reason.not_taken': {
    severity: 'error',
    vi: '“{action}” không nhận lý do. Hãy bỏ phần lý do.',
    en: '“{actionEn}” takes no reason. Leave it out.',
  },
  'command.text.too_long': {
    severity: 'error',
    vi: 'Đoạn viết dài {length} ký tự; nhiều nhất là {max}. Hãy viết ngắn lại.',
    en: 'The text has {length} characters; at most {max} are taken. Make it shorter.',
  },
  'command.remarks.missing': {
    severity: 'error',
    vi: 'Hãy ghi nhận xét ở ít nhất một trường trước khi trả lại.',
    en: 'Remark on at least one field before returning.',
  },
  'command.remarks.not_taken': {
    severity: 'error',
    vi: '“{action}” không nhận nhận xét theo trường. Hãy bỏ nhận xét hoặc chọn trả lại.',
    en: '“{actionEn}” takes no remarks on fields. Leave them out, or return the case.',
  },
  'command.remarks.unknown_field': {
    severity: 'error',
    vi: 'Không có trường “{field}” mà bước này được xem. Gần giống: {nearest}.',
    en: 'There is no field “{field}” that this step may see. Nearest: {nearest}.',
  },
  'command.remarks.no_rows': {
    severity: 'error',
    vi: 'Trường “{label}” không phải bảng nên không có dòng để nhận xét.',
    en: 'The field “{label}” is no table and has no rows to remark on.',
  },
  'command.remarks.empty': {
    severity: 'error',
    vi: 'Nhận xét ở trường “{field}” còn trống. Hãy viết hoặc bỏ đi.',
    en: 'The remark on “{field}” is empty. Write it or take it away.',
  },
  'command.remarks.too_many': {
    severity: 'error',
    vi: 'Mỗi lần trả lại nhận nhiều nhất {max} nhận xét. Hãy gộp bớt.',
    en: 'One return takes at most {max} remarks. Put some together.',
  },
  'command.checklist.unknown': {
    severity: 'error',
    vi: 'Danh mục kiểm không có mục “{item}”. Gần giống: {nearest}.',
    en: 'The checklist has no item “{item}”. Nearest: {nearest}.',
  },
  'command.checklist.by_rule': {
    severity: 'error',
    vi: 'Mục “{item}” do quy tắc trả lời, không nhận câu trả lời khác.',
    en: 'The item “{item}” is answered by a rule and takes no other answer.',
  },
  'command.checklist.open': {
    severity: 'error',
    vi: 'Hãy trả lời mục “{item}” trong danh mục kiểm.',
    en: 'Answer the item “{itemEn}” of the checklist.',
  },
  'command.checklist.fails': {
    severity: 'error',
    vi: 'Mục “{item}” chưa đạt nên chưa chuyển bước được. Hãy trả lại để bổ sung hoặc chọn hành động khác.',
    en: 'The item “{itemEn}” does not hold, so the case cannot go on. Return it, or choose another action.',
  },
  'command.field.must_fill': {
    severity: 'error',
    vi: 'Bước này cần trả lời “{label}”.',
    en: 'This step needs an answer to “{labelEn}”.',
  },
  'command.field.not_seen': {
    severity: 'error',
    vi: 'Bước này không được điền trường “{field}”.',
    en: 'This step may not fill the field “{field}”.',
  },
  'command.field.no_correction': {
    severity: 'error',
    vi: 'Ở bước này không sửa được số liệu. Hãy trả lại để người nộp sửa.',
    en: 'Figures cannot be corrected at this step. Return the case so that the submitter corrects them.',
  },
  'command.field.not_correctable': {
    severity: 'error',
    vi: 'Bước này không được sửa “{label}”. Hãy trả lại để người nộp sửa.',
    en: 'This step may not correct “{labelEn}”. Return the case so that the submitter does.',
  },
  'command.field.unchanged': {
    severity: 'error',
    vi: 'Chưa có số liệu nào khác trước. Hãy sửa ít nhất một trường.',
    en: 'Nothing differs from before. Change at least one field.',
  },
  'command.time.closed': {
    severity: 'error',
    vi: 'Kỳ {period} đã đóng, không nhận thêm.',
    en: 'The period {period} is closed and takes nothing more.',
  },
  'command.time.closed_at': {
    severity: 'error',
    vi: 'Đã hết hạn nhận lúc {at}. Hãy liên hệ cấp trên nếu cần gia hạn.',
    en: 'It was taken until {at}. Ask the level above if it must be extended.',
  },
  'command.open.unknown_entry': {
    severity: 'error',
    vi: 'Phong trào không có nội dung “{name}”. Gần giống: {nearest}.',
    en: 'The campaign has no entry “{name}”. Nearest: {nearest}.',
  },
  'command.open.unknown_period': {
    severity: 'error',
    vi: 'Nội dung này không có kỳ “{name}”. Gần giống: {nearest}.',
    en: 'The entry has no period “{name}”. Nearest: {nearest}.',
  },
  'command.open.unknown_unit': {
    severity: 'error',
    vi: 'Tổ chức không có đơn vị “{unit}”.',
    en: 'The organisation has no unit “{unit}”.',
  },
  'command.open.unit_ended': {
    severity: 'error',
    vi: '“{unit}” không hoạt động vào ngày này. Hãy mở hồ sơ cho đơn vị kế tục.',
    en: '“{unit}” does not exist on this day. Open the case for the unit that took over.',
  },
  'command.open.level': {
    severity: 'error',
    vi: '“{unit}” không thuộc cấp được nộp nội dung này ({level}).',
    en: '“{unit}” is not of the level that submits this entry ({level}).',
  },
  'command.open.no_subject': {
    severity: 'error',
    vi: '“{entry}” cần nêu đối tượng được xét.',
    en: '“{entryEn}” needs the subject it is about.',
  },
  'command.open.limit': {
    severity: 'error',
    vi: 'Nội dung này được nộp nhiều nhất {limit} lần.',
    en: 'This entry may be submitted at most {limit} times.',
  },
  'command.open.too_early': {
    severity: 'error',
    vi: 'Kỳ {period} mở từ ngày {opens}. Hãy quay lại từ ngày đó.',
    en: 'The period {period} opens on {opens}. Come back from that day.',
  },
  'command.open.not_theirs': {
    severity: 'error',
    vi: '{name} không phải người gửi hồ sơ của “{unit}”. Hãy chọn người của đơn vị.',
    en: '{name} does not submit for “{unit}”. Choose somebody who does.',
  },
  'command.open.not_yours': {
    severity: 'error',
    vi: 'Anh/chị không phải người nộp của đơn vị này nên không mở được hồ sơ.',
    en: 'You do not submit for this unit and so cannot open the case.',
  },
  'command.remind.not_late': {
    severity: 'error',
    vi: 'Việc này chưa quá hạn (hạn: {due}), chưa cần nhắc.',
    en: 'This task is not overdue yet (due: {due}); there is nothing to remind of.',
  },
  'command.remind.already': {
    severity: 'error',
    vi: 'Hôm nay {name} đã nhắc việc này lúc {at}. Mỗi việc chỉ nhắc một lần trong ngày.',
    en: '{name} has reminded of this today, at {at}. A task is reminded of once a day.',
  },
  'command.remind.no_text': {
    severity: 'error',
    vi: 'Phong trào chưa có thông báo nào cho dịp “reminded”. Hãy thêm một thông báo cho dịp này vào notifications.json.',
    en: 'The campaign has no notification for the occasion “reminded”. Add one to notifications.json.',
  },
  'command.undo.nothing': {
    severity: 'error',
    vi: 'Không có thao tác nào như vậy để hoàn tác.',
    en: 'There is no such act to take back.',
  },
  'command.undo.not_own': {
    severity: 'error',
    vi: 'Thao tác này của {name}. Chỉ người làm mới hoàn tác được.',
    en: 'This was done by {name}. Only they can take it back.',
  },
  'command.undo.not_last': {
    severity: 'error',
    vi: 'Chỉ hoàn tác được thao tác cuối cùng của anh/chị trên hồ sơ.',
    en: 'Only your own last act on the case can be taken back.',
  },
  'command.undo.already': {
    severity: 'error',
    vi: 'Thao tác này đã được hoàn tác.',
    en: 'This act was taken back already.',
  },
  'command.undo.too_late': {
    severity: 'error',
    vi: 'Đã quá {seconds} giây nên không hoàn tác được nữa: thông báo đã gửi đi.',
    en: 'More than {seconds} seconds have passed, so it cannot be taken back: messages have left.',
  },
  'command.undo.overtaken': {
    severity: 'error',
    vi: 'Không hoàn tác được vì {name} đã làm tiếp trên hồ sơ lúc {at} (sự kiện số {seq}).',
    en: 'It cannot be taken back: {nameEn} has gone on with the case at {at} (event {seq}).',
  },
} as const satisfies Record<string, CatalogueEntry>;
