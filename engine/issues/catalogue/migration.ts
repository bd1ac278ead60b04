import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `migration`: how running cases get from one version of a campaign to another. */
export const migration = {
  'migration.version.other': {
    severity: 'error',
    vi: 'Hồ sơ không còn theo phiên bản mà lần chuyển này bắt đầu từ đó. Hãy thử lại lần chuyển để xem hồ sơ đang ở đâu.',
    en: 'The case no longer follows the version this migration begins from. Rehearse it again to see where it is.',
  },
  'migration.entry.gone': {
    severity: 'error',
    vi: 'Phiên bản mới không còn đầu việc “{entry}”, nên hồ sơ ở lại phiên bản cũ.',
    en: 'The new version has no entry “{entryEn}”, so the case stays with the old one.',
  },
  'migration.entry.stays': {
    severity: 'warning',
    vi: 'Hồ sơ của “{entry}” ở lại phiên bản cũ: phiên bản mới không có đầu việc ấy, hoặc phương án bỏ qua nó.',
    en: 'Cases of “{entryEn}” stay with the old version: the new one has no such entry, or the plan leaves it out.',
  },
  'migration.entry.renamed': {
    severity: 'warning',
    vi: 'Phiên bản mới không còn đầu việc “{entry}”, nên hồ sơ ở lại phiên bản cũ. Nếu nay nó là “{other}” thì hãy ghi “{id}” vào mã trước đây của đầu việc ấy, công bố rồi lập phương án lại.',
    en: 'The new version has no entry “{entryEn}”, so its cases stay with the old one. If it is “{otherEn}” now, name “{id}” among the earlier ids of that entry, publish, and plan anew.',
  },
  'migration.entry.unknown': {
    severity: 'error',
    vi: 'Phiên bản mới không có đầu việc “{name}”. Gần giống: {nearest}. Hãy sửa mã trong phương án.',
    en: 'The new version has no entry “{name}”. Nearest: {nearest}. Correct the id in the plan.',
  },
  'migration.entry.not_formerly': {
    severity: 'error',
    vi: 'Đầu việc “{name}” không ghi “{id}” là mã trước đây, nên hồ sơ của “{entry}” không chuyển sang đó được: kỳ ấy sẽ bị đòi nộp lần nữa. Hãy ghi mã trước đây, công bố rồi lập phương án lại.',
    en: 'The entry “{name}” does not name “{id}” as an earlier id, so cases of “{entryEn}” cannot go there: their periods would be owed once more. Name it, publish, and plan anew.',
  },
  'migration.entry.twice': {
    severity: 'error',
    vi: 'Hai đầu việc “{entry}” và “{other}” cùng chuyển vào một đầu việc mới: một đơn vị sẽ có hai hồ sơ cho một kỳ. Hãy để một đầu việc ở lại.',
    en: 'Both “{entryEn}” and “{otherEn}” would become one entry, and a unit would have two cases for one period. Let one of them stay.',
  },
  'migration.step.nowhere': {
    severity: 'error',
    vi: 'Hồ sơ đang ở bước “{step}” mà phương án chưa nói bước này nay là bước nào. Hãy chọn bước cho nó rồi thử lại.',
    en: 'The case stands at the step “{stepEn}”, and the plan does not say which step that is now. Choose one and rehearse again.',
  },
  'migration.step.nothing_sent': {
    severity: 'error',
    vi: 'Hồ sơ chưa được gửi nên không thể sang bước “{step}”. Hãy chọn một bước điền biểu mẫu.',
    en: 'Nothing was sent in this case, so it cannot go to the step “{stepEn}”. Choose a step at which the form is filled.',
  },
  'migration.plan.versions': {
    severity: 'error',
    vi: 'Phương án này dành cho hai phiên bản khác. Hãy mở lại trang và lập phương án mới.',
    en: 'The plan is for two other versions. Open the page again and make a new one.',
  },
  'migration.plan.wrong_type': {
    severity: 'error',
    vi: 'Chỗ này phải là {expected}. Hãy sửa phương án.',
    en: 'This has to be {expectedEn}. Correct the plan.',
  },
  'migration.plan.unknown_part': {
    severity: 'error',
    vi: 'Phương án không có phần “{name}” ở chỗ này. Gần giống: {nearest}. Hãy sửa tên hoặc bỏ phần ấy.',
    en: 'A plan has no part “{name}” here. Nearest: {nearest}. Correct the name, or take the part out.',
  },
  'migration.plan.missing_part': {
    severity: 'error',
    vi: 'Phương án thiếu phần “{name}” ở chỗ này. Hãy thêm vào; null nghĩa là không có gì thay nó.',
    en: 'The plan lacks the part “{name}” here. Add it; null says that nothing takes its place.',
  },
  'migration.plan.nothing_to_do': {
    severity: 'error',
    vi: 'Không còn hồ sơ nào theo phiên bản cũ này.',
    en: 'No case follows this old version any more.',
  },
  'migration.step.unknown': {
    severity: 'error',
    vi: 'Phiên bản mới không có bước “{name}”. Gần giống: {nearest}. Hãy chọn một bước trong danh sách.',
    en: 'The new version has no step “{name}”. Nearest: {nearest}. Choose one of the list.',
  },
  'migration.step.unmapped': {
    severity: 'warning',
    vi: 'Chưa chọn bước mới cho “{step}”: hồ sơ nào đang ở đó sẽ ở lại phiên bản cũ.',
    en: 'No new step is chosen for “{stepEn}”: cases that stand there stay with the old version.',
  },
  'migration.step.kind': {
    severity: 'warning',
    vi: 'Bước “{step}” là loại khác ở phiên bản mới: hồ sơ đang ở đó bắt đầu lại bước này, hạn tính từ lúc chuyển.',
    en: 'The step “{stepEn}” is of another kind in the new version: cases there begin it anew, their time counted from the migration.',
  },
  'migration.step.ends': {
    severity: 'warning',
    vi: 'Hồ sơ đang ở bước “{step}” sẽ kết thúc ngay khi chuyển. Hãy xem lại có đúng ý không.',
    en: 'Cases at the step “{stepEn}” end as they are migrated. See whether that is meant.',
  },
  'migration.field.unknown': {
    severity: 'error',
    vi: 'Biểu mẫu mới không có câu hỏi “{name}”. Gần giống: {nearest}. Hãy chọn một câu hỏi trong danh sách.',
    en: 'The new form has no field “{name}”. Nearest: {nearest}. Choose one of the list.',
  },
  'migration.field.twice': {
    severity: 'error',
    vi: 'Hai câu hỏi “{label}” và “{other}” cùng chuyển vào một câu hỏi mới. Hãy chọn câu khác hoặc bỏ một câu.',
    en: 'Both “{labelEn}” and “{otherEn}” would become one new field. Choose another one or drop one of them.',
  },
  'migration.field.type': {
    severity: 'error',
    vi: 'Câu trả lời của “{label}” ({from}) không chuyển sang loại “{to}” được. Hãy chọn câu khác hoặc bỏ câu này.',
    en: 'Answers of “{labelEn}” ({fromEn}) cannot become “{toEn}”. Choose another field or drop this one.',
  },
  'migration.field.converted': {
    severity: 'warning',
    vi: 'Câu hỏi “{label}” đổi từ {from} sang {to}: câu trả lời nào không đọc lại được theo loại mới thì mất. Chạy thử sẽ đếm.',
    en: 'The field “{labelEn}” turns from {fromEn} into {toEn}: answers that cannot be read as such are lost. The rehearsal counts them.',
  },
  'migration.choice.gone': {
    severity: 'warning',
    vi: 'Câu hỏi “{label}” không còn lựa chọn: {choices}. Hãy chọn lựa chọn thay, nếu không câu trả lời ấy mất.',
    en: 'The field “{labelEn}” has no such choices any more: {choices}. Choose what takes their place, or these answers are lost.',
  },
  'migration.batch.state': {
    severity: 'error',
    vi: 'Lần chuyển này đang ở trạng thái khác nên không làm được việc đó. Hãy xem lại trang.',
    en: 'This migration is in another state by now, so that cannot be done. Look at the page again.',
  },
  'migration.batch.second_person': {
    severity: 'error',
    vi: 'Phong trào này yêu cầu người thứ hai ký: người lập phương án không tự ký được.',
    en: 'This campaign asks for a second person: whoever made the plan may not sign it off.',
  },
  'migration.batch.undo_over': {
    severity: 'error',
    vi: 'Đã quá thời hạn hoàn tác, {at}. Muốn quay lại thì lập phương án chuyển từ phiên bản mới về phiên bản cũ.',
    en: 'The time to undo it was over at {at}. To go back, plan a migration from the new version to the old.',
  },
} as const satisfies Record<string, CatalogueEntry>;
