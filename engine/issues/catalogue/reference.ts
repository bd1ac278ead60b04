import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `reference`: names that lead nowhere, and things nobody names. */
export const reference = {
  'reference.bundle.unknown': {
    severity: 'error',
    vi: 'Không có gói nộp chung “{name}” trong phong trào. Gần giống: {nearest}. Hãy sửa tên hoặc thêm vào bundles.',
    en: 'The campaign has no bundle “{name}”. Nearest: {nearest}. Correct the name, or add it to bundles.',
  },
  'reference.calendar.unknown': {
    severity: 'error',
    vi: 'Không có lịch “{name}” trong thư viện. Gần giống: {nearest}. Hãy sửa tên hoặc thêm lịch vào thư viện.',
    en: 'The library has no calendar “{name}”. Nearest: {nearest}. Correct the name, or add the calendar to the library.',
  },
  'reference.numbering.unknown': {
    severity: 'error',
    vi: 'Phong trào không có sổ số “{name}”. Gần giống: {nearest}. Hãy sửa tên hoặc thêm vào numberings.',
    en: 'The campaign has no register of numbers “{name}”. Nearest: {nearest}. Correct the name, or add it to numberings.',
  },
  'reference.document.unknown': {
    severity: 'error',
    vi: 'Không có lời văn bản “{name}”. Gần giống: {nearest}. Hãy sửa tên hoặc thêm tệp ấy vào thư mục documents.',
    en: 'There is no text of a paper “{name}”. Nearest: {nearest}. Correct the name, or add that file to the folder documents.',
  },
  'reference.entry.former_taken': {
    severity: 'error',
    vi: 'Mã trước đây “{name}” cũng là mã của một nội dung, hoặc đã ghi ở nội dung khác. Hãy bỏ ở một trong hai nơi.',
    en: 'The earlier id “{name}” is also the id of an entry, or an earlier id of another. Take it out of one of the two.',
  },
  'reference.entry.unknown': {
    severity: 'error',
    vi: 'Phong trào không có nội dung “{name}”. Gần giống: {nearest}. Hãy sửa tên hoặc thêm nội dung.',
    en: 'The campaign has no entry “{name}”. Nearest: {nearest}. Correct the name, or add the entry.',
  },
  'reference.fact.unknown': {
    severity: 'error',
    vi: 'Phong trào không có số liệu tổng hợp “{name}”. Gần giống: {nearest}. Hãy sửa tên hoặc thêm vào facts.',
    en: 'The campaign has no fact “{name}”. Nearest: {nearest}. Correct the name, or add it to facts.',
  },
  'reference.field.unknown': {
    severity: 'error',
    vi: 'Biểu mẫu “{form}” không có trường “{name}”. Gần giống: {nearest}. Hãy sửa tên hoặc thêm trường.',
    en: 'The form “{form}” has no field “{name}”. Nearest: {nearest}. Correct the name, or add the field.',
  },
  'reference.form.unknown': {
    severity: 'error',
    vi: 'Không có biểu mẫu “{name}”. Gần giống: {nearest}. Hãy sửa tên hoặc thêm tệp forms/{name}.json.',
    en: 'There is no form “{name}”. Nearest: {nearest}. Correct the name, or add the file forms/{name}.json.',
  },
  'reference.group.unknown': {
    severity: 'error',
    vi: 'Không có nhóm nội dung “{name}”. Gần giống: {nearest}. Hãy sửa tên hoặc thêm tệp groups/{name}.json.',
    en: 'There is no contest group “{name}”. Nearest: {nearest}. Correct the name, or add the file groups/{name}.json.',
  },
  'reference.level.unknown': {
    severity: 'error',
    vi: 'Tổ chức “{organisation}” không có cấp “{name}”. Gần giống: {nearest}. Hãy sửa tên hoặc khai báo cấp trong tổ chức.',
    en: 'The organisation “{organisation}” has no level “{name}”. Nearest: {nearest}. Correct the name, or declare the level there.',
  },
  'reference.line.unknown': {
    severity: 'error',
    vi: 'Tổ chức “{organisation}” không có hệ “{name}”. Gần giống: {nearest}. Hãy sửa tên hoặc khai báo hệ trong tổ chức.',
    en: 'The organisation “{organisation}” has no line “{name}”. Nearest: {nearest}. Correct the name, or declare the line there.',
  },
  'reference.list.unknown': {
    severity: 'error',
    vi: 'Không có danh mục “{name}”. Gần giống: {nearest}. Hãy sửa tên hoặc thêm tệp lists/{name}.json.',
    en: 'There is no list “{name}”. Nearest: {nearest}. Correct the name, or add the file lists/{name}.json.',
  },
  'reference.notification.unknown': {
    severity: 'error',
    vi: 'Không có thông báo “{name}” trong notifications.json. Gần giống: {nearest}. Hãy sửa tên hoặc thêm thông báo.',
    en: 'There is no notification “{name}” in notifications.json. Nearest: {nearest}. Correct the name, or add the notification.',
  },
  'reference.organisation.unknown': {
    severity: 'error',
    vi: 'Không có tổ chức “{name}” trong thư viện. Gần giống: {nearest}. Hãy sửa tên hoặc thêm tổ chức vào thư viện.',
    en: 'The library has no organisation “{name}”. Nearest: {nearest}. Correct the name, or add the organisation to the library.',
  },
  'reference.period.unknown': {
    severity: 'error',
    vi: 'Nội dung “{entry}” không có kỳ “{name}”. Gần giống: {nearest}. Hãy sửa mã kỳ hoặc bỏ thay đổi này.',
    en: 'The entry “{entry}” has no period “{name}”. Nearest: {nearest}. Correct its id, or remove the change.',
  },
  'reference.role.unknown': {
    severity: 'error',
    vi: 'Không có vai trò “{name}” trong phong trào hay tổ chức “{organisation}”. Gần giống: {nearest}. Hãy sửa tên hoặc thêm vai trò.',
    en: 'Neither the campaign nor the organisation “{organisation}” has a role “{name}”. Nearest: {nearest}. Correct the name, or add the role.',
  },
  'reference.role.other_level': {
    severity: 'error',
    vi: 'Không ai giữ được vai trò “{role}” ở cấp “{level}”: tổ chức “{organisation}” chỉ có vai trò này ở cấp “{held}”. Hãy sửa vai trò hoặc cấp.',
    en: 'Nobody can hold the role “{role}” at the level “{level}”: the organisation “{organisation}” has it at the level “{held}” only. Correct the role or the level.',
  },
  'reference.level.not_above': {
    severity: 'error',
    vi: 'Vai trò “{role}” được tìm ở cấp “{level}”, nhưng cấp này nằm dưới cấp “{own}” của đơn vị nộp nên không bao giờ có. Hãy chọn cấp trên.',
    en: 'The role “{role}” is looked for at the level “{level}”, which lies below the submitting units’ level “{own}” and is never found. Choose a level above.',
  },
  'reference.template.unknown': {
    severity: 'error',
    vi: 'Không có mẫu nội dung “{name}”. Gần giống: {nearest}. Hãy sửa tên hoặc thêm tệp ấy vào thư mục messages.',
    en: 'There is no text “{name}”. Nearest: {nearest}. Correct the name, or add that file to the folder messages.',
  },
  'reference.workflow.unknown': {
    severity: 'error',
    vi: 'Không có quy trình “{name}”. Gần giống: {nearest}. Hãy sửa tên hoặc thêm tệp workflows/{name}.json.',
    en: 'There is no workflow “{name}”. Nearest: {nearest}. Correct the name, or add the file workflows/{name}.json.',
  },
  'reference.file.unused': {
    severity: 'warning',
    vi: 'Không chỗ nào dùng đến “{name}”. Hãy dùng đến hoặc xóa tệp.',
    en: 'Nothing uses “{name}”. Use it, or delete the file.',
  },
  'reference.notification.unused': {
    severity: 'warning',
    vi: 'Thông báo “{name}” không bao giờ được gửi: không có “on”, và không lời nhắc hay lần báo cấp trên nào gọi đến. Hãy dùng đến hoặc bỏ đi.',
    en: 'The notification “{name}” is never sent: it has no “on”, and no reminder or escalation names it. Use it, or remove it.',
  },
  'reference.bundle.unused': {
    severity: 'warning',
    vi: 'Gói nộp chung “{name}” không có nội dung nào. Hãy cho nội dung vào gói hoặc bỏ gói.',
    en: 'The bundle “{name}” has no entries. Put entries into it, or remove it.',
  },
} as const satisfies Record<string, CatalogueEntry>;
