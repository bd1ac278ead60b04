import type { CatalogueEntry } from './entry.ts';

/** Codes about definitions of forms, `form.*`. `{field}` is the field's id. */
export const form = {
  'form.type.not_built': {
    severity: 'error',
    vi: 'Trường “{field}” có kiểu “{type}”, kiểu này chưa được làm. Các kiểu dùng được: {known}.',
    en: 'Field “{field}” has the type “{type}”, which is not built yet. Types to use: {known}.',
  },
  'form.type.unknown': {
    severity: 'error',
    vi: 'Trường “{field}” có kiểu “{type}” không tồn tại. Gần giống: {nearest}.',
    en: 'Field “{field}” has the type “{type}”, which does not exist. Nearest: {nearest}.',
  },
  'form.prefill.not_built': {
    severity: 'error',
    vi: 'Trường “{field}” điền sẵn từ “{prefill}”, cách này chưa được làm. Các cách dùng được: {known}.',
    en: 'Field “{field}” is prefilled from “{prefill}”, which is not built yet. To use: {known}.',
  },
  'form.prefill.type': {
    severity: 'error',
    vi: 'Trường “{field}” thuộc kiểu “{type}” không điền sẵn được từ “{prefill}”. Hãy bỏ phần điền sẵn.',
    en: 'Field “{field}” of type “{type}” cannot be prefilled from “{prefill}”. Remove the prefill.',
  },
  'form.prefill.computed': {
    severity: 'error',
    vi: 'Trường “{field}” vừa được tính vừa được điền sẵn. Hãy giữ lại một cách.',
    en: 'Field “{field}” is both computed and prefilled. Keep one of the two.',
  },
  'form.prefill.fact_alone': {
    severity: 'error',
    vi: 'Trường “{field}” nêu prefillFact “{fact}” nhưng không đặt "prefill": "fact". Hãy thêm, hoặc bỏ prefillFact.',
    en: 'The field “{field}” names prefillFact “{fact}” without "prefill": "fact". Add it, or leave prefillFact out.',
  },
  'form.prefill.fact_missing': {
    severity: 'error',
    vi: 'Trường “{field}” lấy số liệu tổng hợp nhưng chưa nói số liệu nào. Hãy thêm prefillFact.',
    en: 'The field “{field}” begins with a fact but does not say which. Add prefillFact.',
  },
  'form.prefill.from_alone': {
    severity: 'error',
    vi: 'Trường “{field}” nêu trường nguồn “{from}” nhưng không điền sẵn từ kỳ trước. Hãy thêm prefill: previous hoặc bỏ prefillFrom.',
    en: 'Field “{field}” names the field “{from}” to take from, but is not prefilled from last period. Add prefill: previous or remove prefillFrom.',
  },
  'form.prefill.previous_unavailable': {
    severity: 'error',
    vi: 'Trường “{field}” điền sẵn từ kỳ trước, nhưng biểu mẫu này không nộp theo kỳ. Hãy bỏ phần điền sẵn.',
    en: 'Field “{field}” is prefilled from last period, but this form is not sent by period. Remove it.',
  },
  'form.prefill.type_differs': {
    severity: 'error',
    vi: 'Trường “{field}” điền sẵn từ “{from}” nhưng hai trường khác kiểu. Hãy chọn trường cùng kiểu.',
    en: 'Field “{field}” is prefilled from “{from}”, which has another type. Choose a field of its type.',
  },
  'form.name.reserved': {
    severity: 'error',
    vi: 'Mã trường “{field}” trùng với một từ, một hàm hoặc một tên mà quy tắc dùng cho việc khác. Hãy đặt mã khác.',
    en: 'The field id “{field}” is a word, a function or a name that rules use for something else. Choose another id.',
  },
  'form.listed.sensitivity': {
    severity: 'error',
    vi: 'Trường “{field}” là thông tin {sensitivity:sensitivity} nên không được đưa vào danh sách. Hãy bỏ listed hoặc đổi mức nhạy cảm.',
    en: 'Field “{field}” is {sensitivity:sensitivity}, so it may not be listed. Remove listed or change its sensitivity.',
  },
  'form.listed.type': {
    severity: 'error',
    vi: 'Trường “{field}” thuộc kiểu “{type}” không đưa vào danh sách được: chỉ số, có/không, lựa chọn, ngày, tháng và đơn vị. Hãy bỏ listed.',
    en: 'Field “{field}” of type “{type}” cannot be listed: only numbers, yes/no, choices, dates, months and units. Remove listed.',
  },
  'form.searchable.sensitivity': {
    severity: 'error',
    vi: 'Trường “{field}” là thông tin {sensitivity:sensitivity} nên không được dùng để tìm kiếm. Hãy bỏ searchable hoặc đổi mức nhạy cảm.',
    en: 'Field “{field}” is {sensitivity:sensitivity}, so it may not be searchable. Remove searchable or change its sensitivity.',
  },
  'form.searchable.type': {
    severity: 'error',
    vi: 'Trường “{field}” thuộc kiểu “{type}” không tìm kiếm được. Hãy bỏ searchable.',
    en: 'Field “{field}” of type “{type}” cannot be searched. Remove searchable.',
  },
  'form.computed.type': {
    severity: 'error',
    vi: 'Trường “{field}” thuộc kiểu “{type}” không tính được bằng quy tắc. Hãy bỏ value.',
    en: 'Field “{field}” of type “{type}” cannot be computed. Remove value.',
  },
  'form.limit.range': {
    severity: 'error',
    vi: 'Trường “{field}”: giá trị nhỏ nhất {min} lớn hơn giá trị lớn nhất {max}. Hãy sửa một trong hai.',
    en: 'Field “{field}”: its least value {min} is above its greatest {max}. Change one of them.',
  },
  'form.limit.whole': {
    severity: 'error',
    vi: 'Trường “{field}” là số nguyên nên giới hạn {value} cũng phải là số nguyên.',
    en: 'Field “{field}” is a whole number, so its limit {value} must be whole too.',
  },
  'form.limit.digits': {
    severity: 'error',
    vi: 'Trường “{field}”: giới hạn {value} có quá 34 chữ số.',
    en: 'Field “{field}”: the limit {value} has more than 34 digits.',
  },
  'form.limit.chosen': {
    severity: 'error',
    vi: 'Trường “{field}” đòi chọn ít nhất {min} mục nhưng chỉ có thể chọn nhiều nhất {max}. Hãy sửa một trong hai.',
    en: 'Field “{field}” wants at least {min} options chosen, but at most {max} can be. Change one of them.',
  },
  'form.limit.no_such_day': {
    severity: 'error',
    vi: 'Trường “{field}”: không có ngày {value} trong lịch.',
    en: 'Field “{field}”: there is no day {value}.',
  },
  'form.choice.none': {
    severity: 'error',
    vi: 'Trường “{field}” không có lựa chọn nào. Hãy thêm choices hoặc list.',
    en: 'Field “{field}” has no choices. Add choices or a list.',
  },
  'form.choice.twice': {
    severity: 'error',
    vi: 'Trường “{field}” vừa có choices vừa có list. Hãy giữ lại một cách.',
    en: 'Field “{field}” has both choices and a list. Keep one of the two.',
  },
  'form.choice.other_reserved': {
    severity: 'error',
    vi: 'Trường “{field}” cho phép mục khác nên mã lựa chọn “other” đã được dùng. Hãy đổi mã ấy hoặc bỏ other.',
    en: 'Field “{field}” allows an other choice, which takes the id “other”. Rename that choice or remove other.',
  },
  'form.pattern.syntax': {
    severity: 'error',
    vi: 'Trường “{field}”: biểu thức mẫu không đọc được ({detail}). Không dùng được tham chiếu ngược và nhìn trước, nhìn sau.',
    en: 'Field “{field}”: its pattern cannot be read ({detail}). Back-references and look-around are not allowed.',
  },
  'form.pattern.message_alone': {
    severity: 'error',
    vi: 'Trường “{field}” có patternMessage nhưng không có pattern. Hãy thêm pattern hoặc bỏ câu ấy.',
    en: 'Field “{field}” has a patternMessage but no pattern. Add a pattern or remove the message.',
  },
  'form.cycle.visibility': {
    severity: 'error',
    vi: 'Các trường này quyết định việc hiện của nhau thành vòng tròn: {members}. Hãy bỏ điều kiện hiện của một trường.',
    en: 'These fields decide in a circle whether each other is shown: {members}. Remove one of the conditions.',
  },
  'form.cycle.computation': {
    severity: 'error',
    vi: 'Các trường này được tính từ nhau thành vòng tròn: {members}. Hãy đổi quy tắc của một trường.',
    en: 'These fields are computed from each other in a circle: {members}. Change the rule of one of them.',
  },
  'form.section.empty': {
    severity: 'warning',
    vi: 'Phần “{field}” không có câu nào. Hãy thêm câu hoặc bỏ phần này.',
    en: 'Section “{field}” has no fields. Add some or remove it.',
  },
  'form.answer.none': {
    severity: 'error',
    vi: 'Biểu mẫu “{form}” không có câu nào để trả lời. Hãy thêm ít nhất một câu.',
    en: 'Form “{form}” has nothing to answer. Add at least one field.',
  },
} as const satisfies Record<string, CatalogueEntry>;

/** A code about a form's definition. */
export type FormCode = keyof typeof form;
